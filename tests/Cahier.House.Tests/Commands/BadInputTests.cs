using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>Each bad input has its error and its exit code, and leaves nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("stay.csv", "", "the file is empty")]
    [InlineData("stay.csv", "patient_id,stay_id,exit_date,cost\n", "the column ‘hospital’ is missing")]
    [InlineData("stay.csv", "patient_id,stay_id,exit_date,hospital,cost,price\n", "the column ‘price’ is no field of stay")]
    [InlineData("visit.csv", "visit_id\n", "has no entity ‘visit.csv’")]
    public Task Data_ThatDoesNotFitTheModel_IsRefused(string file, string text, string message)
    {
        place.Write($"data/{file}", text);
        return Refused(ExitCodes.DataProblem, message);
    }

    [Theory]
    [InlineData("P1,S9,2020-01-05,H1,many", "it is not a number")]
    [InlineData("P1,S9,5/1/2020,H1,5", "it is not a date")]
    [InlineData("P1,S1,2020-01-05,H1,5", "has the same key")]
    [InlineData("P9,S9,2020-01-05,H1,5", "there is no patient with this key")]
    [InlineData("P1,S9,2020-01-05", "the row has 3 fields")]
    public async Task Rows_ThatCannotBeTaken_StopTheRunUnlessAllowed(string row, string message)
    {
        place.Write("data/stay.csv", place.Read("data/stay.csv") + row + "\n");
        await Refused(ExitCodes.RejectedRows, message);
        var allowed = await Run("run", "small@1", "--period", "2020", "--data", place.At("data"), "--out", place.Out, "--max-rejected", "30");
        Assert.Equal(ExitCodes.Done, allowed.Code);
        Assert.Contains("stay.csv,7,stay,", place.Read("out/rejected.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--threads", "-1", "--threads cannot be below 0")]
    [InlineData("--threads", "many", "Cannot parse argument 'many'")]
    [InlineData("--share-from", "-5", "--share-from cannot be below 0")]
    [InlineData("--share-from", "99999999999999", "Cannot parse argument '99999999999999'")]
    public async Task Number_ThatIsNone_IsRefused(string option, string number, string message) =>
        Holds(await Run("run", "small", "--period", "2020-Q1", "--data", place.At("data"), option, number), ExitCodes.Usage, message);

    [Theory]
    [InlineData(ExitCodes.UnknownCahier, "smal", "2020-Q1", "small")]
    [InlineData(ExitCodes.UnknownCahier, "small@3", "2020-Q1", "has no version ‘3’")]
    [InlineData(ExitCodes.NoVersion, "small", "2018", "small@1 applies from 2019-01-01 to 2020-06-30")]
    [InlineData(ExitCodes.NoVersion, "small", "2020", "cahier run small@2 --period 2020-07-01..2020-12-31")]
    [InlineData(ExitCodes.Usage, "small", "last year", "is no period")]
    [InlineData(ExitCodes.Usage, "small,small@1", "2020-Q1", "named twice")]
    public async Task Request_ThatCannotBeMet_IsRefused(int code, string cahier, string period, string message)
    {
        var answer = await Run("run", cahier, "--period", period, "--data", place.At("data"), "--out", place.Out);
        Holds(answer, code, message);
    }

    [Fact]
    public async Task Folder_ThatIsNotThere_IsRefused() =>
        Holds(await Run("run", "small", "--period", "2020-Q1", "--data", place.At("nowhere"), "--out", place.Out), ExitCodes.DataProblem, "there is no such folder");

    [Fact]
    public async Task Rules_WithAMistake_AreShownWithTheirLine()
    {
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cots > 10 }");
        var answer = await Run("run", "small", "--period", "2020-Q1", "--data", place.At("data"), "--out", place.Out);
        Holds(answer, ExitCodes.AuthorsMistake, "^^^^");
    }

    [Fact]
    public async Task Out_WithSomethingElse_IsRefused()
    {
        place.Write("out/letter.txt", "mine");
        var answer = await Run("run", "small", "--period", "2020-Q1", "--data", place.At("data"), "--out", place.Out);
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(place.Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Out_ThatCannotBeWritten_IsRefused()
    {
        place.Write("file", "not a folder");
        Holds(await Run("run", "small", "--period", "2020-Q1", "--data", place.At("data"), "--out", place.At("file/out")), ExitCodes.DataProblem, "file");
    }

    [Theory]
    [InlineData("data/stay.csv", "is no SQLite file")]
    [InlineData("nowhere.db", "there is no store")]
    public async Task Store_ThatIsNone_IsRefused(string file, string message) =>
        Holds(await Run("run", "small", "--period", "2020-Q1", "--store", place.At(file)), ExitCodes.DataProblem, message);

    [Fact]
    public async Task Store_OfAKindThatThereIsNot_IsRefused() =>
        Holds(await Run("run", "small", "--period", "2020-Q1", "--store", "oracle:host"), ExitCodes.DataProblem, "there are no stores at oracle:");

    [Theory]
    [InlineData("postgresql://cahier:verysecret@127.0.0.1:1/none", "postgresql://cahier@127.0.0.1:1/none cannot be reached")]
    [InlineData("postgresql:Host=127.0.0.1;Port=1;Password=verysecret;Timeout=1", "cannot be reached")]
    [InlineData("postgresql:verysecret", "the address of the store, postgresql:…, cannot be read")]
    [InlineData("sqlserver:verysecret", "the address of the store, sqlserver:…, cannot be read")]
    [InlineData("sqlserver:Server=127.0.0.1,1;Password=verysecret;Connect Timeout=1;ConnectRetryCount=0", "cannot be reached")]
    public async Task Store_ThatCannotBeReached_IsSaidWithoutItsSecrets(string store, string cause)
    {
        var answer = await Run("run", "small", "--period", "2020-Q1", "--store", store);
        Holds(answer, ExitCodes.DataProblem, cause);
        Assert.DoesNotContain("verysecret", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_WithoutFacts_IsRefused()
    {
        place.Write("data/stay.csv", "");
        Assert.Equal(ExitCodes.DataProblem, (await Run("load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small")).Code);
        Assert.False(File.Exists(place.At("facts.db")));
    }

    [Fact]
    public async Task Data_NeitherOrBothWays_IsMisuse()
    {
        Assert.Equal(ExitCodes.Usage, (await Run("run", "small", "--period", "2020")).Code);
        var both = await Run("run", "small", "--period", "2020", "--data", "x", "--store", "y");
        Assert.Equal((ExitCodes.Usage, ""), (both.Code, both.Output));
    }

    [Fact]
    public async Task Stop_BeforeTheEnd_LeavesNothing()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        var run = await place.Run(stopped.Token, "run", "small", "--period", "2020-Q1", "--data", place.At("data"), "--out", place.Out);
        Holds(run, ExitCodes.Stopped, "stopped");
    }

    private Task<Answer> Run(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, arguments);

    private async Task Refused(int code, string message) =>
        Holds(await Run("run", "small@1", "--period", "2020", "--data", place.At("data"), "--out", place.Out), code, message);

    private void Holds(Answer answer, int code, string message)
    {
        Assert.True(answer.Code == code, $"{answer.Code}: {answer.Error}");
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
        Assert.DoesNotContain(place.Entries, e => e.StartsWith("out", StringComparison.Ordinal));
    }
}
