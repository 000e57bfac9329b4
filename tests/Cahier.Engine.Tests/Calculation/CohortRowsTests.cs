using Cahier.Calculation.Explaining;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Figures of the rows of a reference entity: which rows count, what is left out and said to be, and who may read them.</summary>
public sealed class CohortRowsTests
{
    private const string Body = """
        values:
          beds: index.hospital.beds
        eligibility:
          - { id: E1, when: beds >= usual }
        indicators:
          - { id: more, type: value, value: participant.beds - usual }
          - { id: nowhere_else, type: value, value: participant.beds - elsewhere }
        cohort:
          - { id: usual, of: item.beds, over: hospital, when: 'get or else(item.region, "none") = "north"', statistic: percentile 80 }
          - { id: of_regions, of: item.beds, over: hospital, when: 'starts with(item.region, "n")', statistic: sum }
          - { id: elsewhere, of: item.beds, over: hospital, when: 'get or else(item.region, "none") = "west"', statistic: median }
        """;

    private static readonly string[] Hospitals =
    [
        "{ hospital_id: A, region: north, beds: 10 }", "{ hospital_id: B, region: north, beds: 20.5 }", "{ hospital_id: C, region: north, beds: 30.25 }",
        "{ hospital_id: D, region: north, beds: 31 }", "{ hospital_id: E, region: north }", "{ hospital_id: F, beds: 500 }", "{ hospital_id: G, region: south, beds: 900 }",
    ];

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Rows_ThatCount_MakeOneFigureThatUnitsAndParticipantsRead(RunEngine engine)
    {
        var rules = SampleRun.Check(Body);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts(Hospitals)), engine);

        // Four numbers: 80 % lies four tenths of the way from the third to the fourth.
        Assert.Equal([30.55m, 91.75m, null], rules.Cohort.Select(c => run.Participants.Cohort(c.Symbol).Groups.Single().Value));
        Assert.Equal(["D-1", "F-1", "G-1"], run.Units.Included.Select(run.Units.Key));
        Assert.Equal([0.45m, 469.45m, 869.45m], run.Units.Included.Select(u => run.Participants.Indicator(rules.Indicators[0].Symbol).Value.Read(run.Units.Participants[u])));
    }

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Rows_OfWhichSomethingIsMissing_AreLeftOutAndReported(RunEngine engine)
    {
        var rules = SampleRun.Check(Body);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts(Hospitals)), engine);

        Assert.Equal(
            ["usual hospital E beds", "of_regions hospital E beds", "of_regions hospital F region"],
            run.Unknown.Where(u => u.Unit is null && u.Participant is null).SelectMany(u => u.Causes.OfType<MissingFact>().Select(c => $"{u.What} {c.Entity} {c.Key} {c.Field}")));
        Assert.Contains(run.Unknown, u => u is { What: "nowhere_else", Participant: "G" });
    }

    [Fact]
    public void Rows_InAnotherOrder_MakeTheSame()
    {
        var rules = SampleRun.Check(Body);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts(Hospitals)));

        Assert.Equal(SampleRun.Describe(run), SampleRun.Describe(SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts(Hospitals.Reverse())))));
    }

    [Fact]
    public void Rows_Explained_AreListedWithThoseBetweenWhichTheFigureLies()
    {
        var rules = SampleRun.Check(Body);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts(Hospitals)));
        var text = ExplanationText.Write(Explainer.Participant(run, "D")!, "en");

        Assert.Contains("usual: 30.55 (percentile 80, item.beds over hospital when get or else(item.region, \"none\") = \"north\")", text, StringComparison.Ordinal);
        Assert.Contains("rows that count (4): A = 10, B = 20.5, C = 30.25, D = 31\n", text, StringComparison.Ordinal);
        Assert.Contains("rows left out because unknown (1): E\n", text, StringComparison.Ordinal);
        Assert.Contains("percentile 80: C = 30.25 … D = 31\n", text, StringComparison.Ordinal);
    }

    // A stay at each hospital that has beds.
    private static string Facts(IEnumerable<string> hospitals) => $$"""
        hospital: [{{string.Join(", ", hospitals)}}]
        patient:
          - patient_id: P
            birth_date: 1950-01-01
            stays: [{{string.Join(", ", "ABCDFG".Select(h => $"{{ stay_id: {h}-1, entry_date: 2020-02-01, nights: 1, hospital: {h} }}"))}}]
        """;
}
