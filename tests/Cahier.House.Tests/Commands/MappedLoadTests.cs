using System.Text.Json;
using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary><c>cahier load --mapping</c>, as somebody uses it who has extracts of some other form.</summary>
public sealed class MappedLoadTests : IDisposable
{
    private const string Mapping = """
        mapping: other
        model: small
        tables:
          PEOPLE: { files: PEOPLE.csv, separator: ";", columns: { WHO: text, AGE: number } }
          STAYS: { files: "STAYS_{year}.csv", columns: { WHO: text, N: text, OUT: { type: date, format: DD/MM/YYYY }, PLACE: text, EUROS: { type: number, unit: EUR } } }
        entities:
          patient:
            - { from: PEOPLE, fields: { person: WHO, patient_id: WHO, old: AGE > 80 } }
          stay:
            - from: STAYS
              filters: [{ id: S-1, label: Was paid, keep: EUROS != null }]
              fields: { patient_id: WHO, stay_id: N, exit_date: OUT, hospital: PLACE, cost: EUROS }
        """;

    private readonly Place place = new();

    public MappedLoadTests()
    {
        place.Write("other.yaml", Mapping.Replace("person: WHO, ", "", StringComparison.Ordinal));
        place.Write("in/PEOPLE.csv", "WHO;AGE\nP1;70\nP2;81\n");
        place.Write("in/STAYS_2020.csv", "WHO,N,OUT,PLACE,EUROS\nP1,S1,05/01/2020,H1,100.50\nP2,S2,05/02/2020,H1,\nP1,S3,05/13/2020,H1,1\n");
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Load_IntoAFolderAndAStore_SaysWhatBecameOfEveryRow()
    {
        var answer = await Load("--out", place.At("facts"), "--store", place.At("facts.db"));
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("    from STAYS (1 file): 3 read\n      1 removed by S-1: Was paid\n    rejected: 1\n", answer.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("STAYS_2020.csv:4: stay.exit_date: OUT is no date written DD/MM/YYYY (05/13/2020)", answer.Output, StringComparison.Ordinal);
        Assert.Equal("patient_id,stay_id,exit_date,hospital,cost\nP1,S1,2020-01-05,H1,100.5\n", place.Read("facts/stay.csv"));
        Assert.Contains("S1,H1,included", await Decisions("--data", place.At("facts")), StringComparison.Ordinal);
        Assert.Contains("S1,H1,included", await Decisions("--store", place.At("facts.db"), "--max-rejected", "50"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_AsJson_ListsRulesAndRejections()
    {
        using var report = JsonDocument.Parse((await Load("--out", place.At("facts"), "--format", "json")).Output);
        var stay = report.RootElement.GetProperty("entities")[1];
        Assert.Equal((3, 1, 1, 1), (stay.GetProperty("read").GetInt32(), stay.GetProperty("removed").GetInt32(), stay.GetProperty("rejected").GetInt32(), stay.GetProperty("kept").GetInt32()));
        Assert.Equal("S-1", stay.GetProperty("sources")[0].GetProperty("rules")[0].GetProperty("id").GetString());
        Assert.Equal(4, report.RootElement.GetProperty("rejections")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Load_ByAMappingThatIsWrong_ShowsItsPlaces()
    {
        place.Write("other.yaml", Mapping);
        var answer = await Load("--out", place.At("facts"));
        Assert.Equal(ExitCodes.AuthorsMistake, answer.Code);
        Assert.Contains("‘patient’ has no field ‘person’", answer.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.AuthorsMistake, (await place.Run(TestContext.Current.CancellationToken, "check", place.At("other.yaml"))).Code);
        Assert.False(Directory.Exists(place.At("facts")));
    }

    [Fact]
    public async Task Load_OfExtractsThatAreNotThere_IsRefused()
    {
        File.Delete(place.At("in/PEOPLE.csv"));
        var answer = await Load("--out", place.At("facts"));
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains("there is no file PEOPLE.csv: add the files of PEOPLE", answer.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataProblem, (await place.Run(TestContext.Current.CancellationToken, "load", "--mapping", place.At("other.yaml"), "--from", place.At("none"), "--out", place.At("facts"))).Code);
    }

    [Theory]
    [InlineData("--mapping", "m.yaml", "--out", "o")]
    [InlineData("--mapping", "m.yaml", "--from", "f")]
    [InlineData("--data", "d", "--out", "o")]
    [InlineData("--data", "d", "--model", "small", "--from", "f", "--store", "s.db")]
    [InlineData("--data", "d", "--model", "small", "--out", "o", "--store", "s.db")]
    [InlineData("--mapping", "none.yaml", "--from", "f", "--out", "o")]
    public async Task Load_SaidWrongly_IsRefused(params string[] arguments) =>
        Assert.Equal(ExitCodes.Usage, (await place.Run(TestContext.Current.CancellationToken, ["load", .. arguments])).Code);

    private Task<Answer> Load(params string[] where) => place.Run(TestContext.Current.CancellationToken, ["load", "--mapping", place.At("other.yaml"), "--from", place.At("in"), .. where]);

    private async Task<string> Decisions(params string[] facts)
    {
        var answer = await place.Run(TestContext.Current.CancellationToken, ["run", "small", "--period", "2020-01-01..2020-06-30", "--out", place.Out, .. facts]);
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        return place.Read("out/decisions.csv");
    }
}
