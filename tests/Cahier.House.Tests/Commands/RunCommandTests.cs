using System.Text.Json;
using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Run_OnAFolder_WritesResultsAndShowsThem()
    {
        var answer = await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.Out);
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("undetermined: a fact is missing", answer.Output, StringComparison.Ordinal);
        Assert.Contains("patient.old", answer.Output, StringComparison.Ordinal);
        Assert.Contains("cahier explain small@1 S4", answer.Output, StringComparison.Ordinal);
        Assert.Equal("unit,participant,status,rules\nS2,'=H2,not eligible,INC-1=false EXC-1=false\nS1,H1,included,INC-1=true EXC-1=false\nS3,H1,excluded,INC-1=true EXC-1=true\nS4,H1,undetermined,INC-1=true EXC-1=unknown\n", place.Read("out/decisions.csv"));
        Assert.Equal("participant,unit,line,amount,currency\nH1,S1,paid,10.05,EUR\n", place.Read("out/payments.csv"));
        using var summary = JsonDocument.Parse(place.Read("out/summary.json"));
        Assert.Equal(1, summary.RootElement.GetProperty("decisions").GetProperty("undetermined").GetInt32());
        Assert.Equal(5.00m, summary.RootElement.GetProperty("at_stake")[0].GetProperty("amount").GetDecimal());
        Assert.True(summary.RootElement.GetProperty("timings").GetProperty("load").GetInt64() >= 0);
    }

    [Fact]
    public async Task Run_WithANumberOfTheRulesEdited_GivesOtherAmounts()
    {
        await Run("small@1", "--period", Half, "--data", place.At("data"), "--out", place.Out);
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        await Run("small@1", "--period", Half, "--data", place.At("data"), "--out", place.Out);
        Assert.Contains("H1,S1,paid,20.10,EUR", place.Read("out/payments.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threads", "1")]
    [InlineData("--threads", "2")]
    [InlineData("--engine", "interpreter")]
    [InlineData("--engine", "compiled")]
    public async Task Run_HoweverItIsCarriedOut_GivesTheSameBytes(string option, string value)
    {
        await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.Out);
        await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.At("other"), option, value);
        foreach (var file in Directory.EnumerateFiles(place.Out, "*.csv"))
        {
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file.Replace(place.Out, place.At("other"), StringComparison.Ordinal), TestContext.Current.CancellationToken));
        }
    }

    // The facts are read once, for all of them.
    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public async Task Run_OfSeveralCahiers_GivesEachWhatItGivesAlone(string engine)
    {
        const string Functions = "functions: { is_old: { parameters: { person: patient }, expression: person.old } }\n";
        var whole = place.Read("rules/small/1.yaml").Replace("when: stay.patient.old", "when: is_old(stay.patient)", StringComparison.Ordinal) + "\n" + Functions;
        place.Write("rules/first/1.yaml", whole.Replace("cahier: small", "cahier: first", StringComparison.Ordinal));
        place.Write("rules/second/1.yaml", whole.Replace("cahier: small", "cahier: second", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Done, (await Run("first", "second", "--period", Half, "--data", place.At("data"), "--out", place.Out, "--engine", engine)).Code);
        Assert.Equal(ExitCodes.Done, (await Run("second", "--period", Half, "--data", place.At("data"), "--out", place.At("alone"), "--engine", engine)).Code);
        foreach (var file in Directory.EnumerateFiles(place.At("alone"), "*.csv"))
        {
            Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), place.Read($"out/second/{Path.GetFileName(file)}"));
        }

        Assert.Contains("S3,H1,excluded", place.Read("out/second/decisions.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnAStore_IsKeptAndAnsweredFromTheLedger()
    {
        var load = await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        Assert.Equal((ExitCodes.Done, ""), (load.Code, load.Error));
        Assert.Contains("nothing was changed", (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", "sqlite:" + place.At("facts.db"), "--model", "small")).Output, StringComparison.Ordinal);
        var first = await Run("small", "--period", Half, "--store", place.At("facts.db"));
        Assert.Contains("Kept as run 1", first.Output, StringComparison.Ordinal);
        var second = await Run("small", "--period", Half, "--store", place.At("facts.db"));
        Assert.Contains("From the ledger", second.Output, StringComparison.Ordinal);
        var third = await Run("small", "--period", Half, "--store", place.At("facts.db"), "--out", place.Out);
        Assert.Contains("the same to the byte", third.Output, StringComparison.Ordinal);
        await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.At("files"));
        Assert.Equal(Hash("files"), Hash("out"));
    }

    [Fact]
    public async Task Run_AskedForAgain_ShowsTheSameFigures()
    {
        place.Replace("rules/small/1.yaml", "  - { id: dear", "  - { id: stays, type: count }\n  - { id: dear");
        await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        var first = await Run("small", "--period", Half, "--store", place.At("facts.db"), "--format", "csv");
        var second = await Run("small", "--period", Half, "--store", place.At("facts.db"), "--format", "csv");
        Assert.Contains(",stays,H1,1\n", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("H2", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Load_OfOtherFacts_SaysHowTheyDiffer()
    {
        string[] load = ["load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small"];
        Assert.DoesNotContain("added", (await place.Run(TestContext.Current.CancellationToken, load)).Output, StringComparison.Ordinal);
        place.Write("data/stay.csv", "patient_id,stay_id,exit_date,hospital,cost\nP1,S1,2020-01-05,H1,100.5\nP1,S2,2020-02-05,H2,5\nP2,S3,2020-03-05,H1,1000\nP1,S6,2020-08-05,H1,75\n");
        var second = (await place.Run(TestContext.Current.CancellationToken, load)).Output;
        Assert.Contains("  patient: 3 rows, as before\n", second, StringComparison.Ordinal);
        Assert.Contains("  stay: 4 rows, 1 added, 1 changed, 2 gone\n", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_IntoAStore_KeepsTheFactsForRunsAndTheNextLoad(bool alsoIntoAFile)
    {
        string[] load = ["load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small", .. alsoIntoAFile ? new[] { "--snapshot", place.At("facts.snapshot") } : []];
        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal("", (await place.Run(TestContext.Current.CancellationToken, load)).Error);
            Assert.EndsWith(".facts", Assert.Single(Directory.EnumerateFiles(place.At("facts.db.snapshots"))), StringComparison.Ordinal);
        }

        Assert.Equal(alsoIntoAFile, File.Exists(place.At("facts.snapshot")));
        var run = await Run("small", "--period", Half, "--store", place.At("facts.db"), "--out", place.Out);
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.At("files"));
        Assert.Equal(Hash("files"), Hash("out"));
    }

    [Fact]
    public async Task Load_OfFactsThatCannotBeUsed_LeavesNothing()
    {
        File.Delete(place.At("data/stay.csv"));
        var load = await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        Assert.Equal(ExitCodes.DataProblem, load.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Root, "facts.db*"));
    }

    [Fact]
    public async Task Load_WithNoPlaceBesideTheStore_SaysSoAndLoads()
    {
        place.Write("facts.db.snapshots", "in the way");
        var load = await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        Assert.Equal(ExitCodes.Done, load.Code);
        Assert.Contains("the facts cannot be kept", load.Error, StringComparison.Ordinal);
        Assert.Contains("stay: 5 rows", load.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnASavedSnapshot_GivesTheSameBytes()
    {
        var load = await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--model", "small", "--snapshot", place.At("facts.snapshot"));
        Assert.Equal((ExitCodes.Done, ""), (load.Code, load.Error));
        Assert.Contains("stay: 5 rows", load.Output, StringComparison.Ordinal);
        var run = await Run("small", "--period", Half, "--snapshot", place.At("facts.snapshot"), "--out", place.Out);
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        Assert.Contains("cahier explain small@1 S4 --period ", run.Output, StringComparison.Ordinal);
        await Run("small", "--period", Half, "--data", place.At("data"), "--out", place.At("files"));
        Assert.Equal(Hash("files"), Hash("out"));
        var explained = await place.Run(TestContext.Current.CancellationToken, "explain", "small", "S4", "--period", Half, "--snapshot", place.At("facts.snapshot"));
        Assert.Equal((ExitCodes.Done, ""), (explained.Code, explained.Error));
    }

    [Fact]
    public async Task Run_OnASnapshotThatWasAltered_IsRefused()
    {
        await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--model", "small", "--snapshot", place.At("facts.snapshot"));
        var bytes = await File.ReadAllBytesAsync(place.At("facts.snapshot"), TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(place.At("facts.snapshot"), bytes, TestContext.Current.CancellationToken);
        var run = await Run("small", "--period", Half, "--snapshot", place.At("facts.snapshot"));
        Assert.Equal(ExitCodes.DataProblem, run.Code);
        Assert.Contains("make one: cahier load", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_IntoAFileThatHoldsSomethingElse_LeavesIt()
    {
        var before = place.Read("data/stay.csv");
        var load = await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--model", "small", "--snapshot", place.At("data/stay.csv"));
        Assert.Equal(ExitCodes.DataProblem, load.Code);
        Assert.Equal(before, place.Read("data/stay.csv"));
    }

    [Fact]
    public async Task Run_OnAStore_KeepsASnapshotAndMakesABadOneAnew()
    {
        await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        await Run("small", "--period", Half, "--store", place.At("facts.db"), "--out", place.Out);
        var file = Assert.Single(Directory.EnumerateFiles(place.At("facts.db.snapshots"), "*.snapshot"));
        await File.WriteAllTextAsync(file, "no snapshot", TestContext.Current.CancellationToken);
        var again = await Run("small", "--period", Half, "--store", place.At("facts.db"), "--out", place.At("again"));
        Assert.Equal(ExitCodes.Done, again.Code);
        Assert.Contains("made anew", again.Error, StringComparison.Ordinal);
        Assert.Equal(Hash("out"), Hash("again"));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Run_ForPrograms_WritesNothingButResults(string format)
    {
        var answer = await Run("small", "--period", Half, "--data", place.At("data"), "--format", format);
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        if (format == "json")
        {
            JsonDocument.Parse(answer.Output).Dispose();
        }
        else
        {
            Assert.Contains("small,1,total EUR,paid,10.05\n", answer.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_OfAVersionForPartOfThePeriod_SaysSo()
    {
        var answer = await Run("small", "--period", "2019-06-01..2020-03-31", "--data", place.At("data"));
        Assert.Equal(ExitCodes.Done, answer.Code);
        place.Replace("rules/small/1.yaml", "from: 2019-01-01,", "from: 2020-01-01,");
        answer = await Run("small", "--period", "2019-06-01..2020-03-31", "--data", place.At("data"));
        Assert.Contains("the run is for 2020-Q1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfSeveralOfWhichSomeCannotBeRun_SaysWhatItSaysOneAfterTheOther()
    {
        const string From = "from: 2019-01-01,";
        var text = place.Read("rules/small/1.yaml").Replace(From, "from: 2020-01-01,", StringComparison.Ordinal);
        foreach (var name in new[] { "first", "second" })
        {
            place.Write($"rules/{name}/1.yaml", text.Replace("cahier: small", $"cahier: {name}", StringComparison.Ordinal));
        }

        var answer = await Run("first", "second", "nobody", "small", "none", "--period", "2019-06-01..2020-03-31", "--data", place.At("data"));
        Assert.Equal(ExitCodes.UnknownCahier, answer.Code);
        Assert.Matches("^first@1 holds for part .*\nsecond@1 holds for part ", answer.Error);
        Assert.Contains("‘nobody’", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("‘none’", answer.Error, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
    }

    private Task<Answer> Run(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["run", .. arguments]);

    private string Hash(string folder)
    {
        using var summary = JsonDocument.Parse(place.Read($"{folder}/summary.json"));
        return summary.RootElement.GetProperty("result_hash").GetString()!;
    }
}
