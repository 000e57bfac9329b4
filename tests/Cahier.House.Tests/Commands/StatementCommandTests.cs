using System.Text.Json;
using Cahier.Cli;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>What was paid for a period, what is right now, and the statement of the difference.</summary>
public sealed class StatementCommandTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";

    private readonly Place place = new();

    private string Store => place.At("facts.db");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task FirstStatement_PaysAllThatIsRight()
    {
        await LoadAndRun();
        var draft = await Statement("small", "--period", Half);
        Assert.Equal((ExitCodes.Done, ""), (draft.Code, draft.Error));
        Assert.StartsWith($"Statement of small for {Half}, not issued\n  Paid so far: nothing, no statement was issued.\n  Right now: run 1 of ", draft.Output, StringComparison.Ordinal);
        Assert.EndsWith("Difference: +10.05 EUR.\n", draft.Output, StringComparison.Ordinal);
        Assert.Equal("participant,line,paid,right,top_up,claw_back,open,currency\nH1,paid,0.00,10.05,10.05,0.00,0,EUR\n", (await Statement("small", "--period", Half, "--format", "csv")).Output);
    }

    [Fact]
    public async Task Statement_AfterLateFactsAndACorrectedRule_PaysTheDifferenceOnly()
    {
        await LoadAndRun();
        await Issue(1);
        place.Replace("data/stay.csv", "100.50", "200.50");
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        await LoadAndRun();
        var issued = await Issue(2);
        Assert.Contains("Paid so far: by statement 1 of ", issued.Output, StringComparison.Ordinal);
        Assert.Contains("Changed since run 1: the text, the facts.", issued.Output, StringComparison.Ordinal);
        Assert.EndsWith("Difference: +30.05 EUR.\n", issued.Output, StringComparison.Ordinal);
        Assert.Equal("participant,line,unit,paid,right,difference,currency\nH1,paid,S1,10.05,40.10,30.05,EUR\n", (await Statement("--number", "2", "--units", "--format", "csv")).Output);
    }

    [Fact]
    public async Task Statement_IssuedTwiceForARun_IsIssuedOnce()
    {
        await LoadAndRun();
        await Issue(1);
        var again = await Statement("small", "--period", Half, "--issue", "--by", "B. Petit");
        Assert.Equal((ExitCodes.Done, "note: statement 1 says this already, and nothing was issued\n"), (again.Code, again.Error));
        Assert.Contains(" by A. Martin\n", again.Output, StringComparison.Ordinal);
        Assert.Contains("1 run, 1 statement,", (await Verify()).Output, StringComparison.Ordinal);
        Assert.EndsWith("Difference: 0.00 EUR.\n", (await Statement("small", "--period", Half)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StayOfWhichAFactIsMissingNow_IsNotClawedBack()
    {
        await LoadAndRun();
        await Issue(1);
        place.Replace("data/patient.csv", "P1,false", "P1,");
        await LoadAndRun();
        var open = await Issue(2);
        Assert.EndsWith("Difference: 0.00 EUR. 1 amount is open for a missing fact: nothing is added or taken back before it is known.\n", open.Output, StringComparison.Ordinal);
        place.Replace("data/patient.csv", "P1,\n", "P1,true\n");
        await LoadAndRun();
        Assert.EndsWith("Difference: -10.05 EUR.\n", (await Issue(3)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StayOfWhichTheDateIsMissingNow_IsNotClawedBack()
    {
        place.Replace("schemas/model/small.yaml", "exit_date: { type: date, required: true }", "exit_date: { type: date }");
        await LoadAndRun();
        await Issue(1);
        place.Replace("data/stay.csv", "S1,2020-01-05", "S1,");
        await LoadAndRun();
        Assert.EndsWith("1 amount is open for a missing fact: nothing is added or taken back before it is known.\n", (await Issue(2)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "verify", "run", "2", "--store", Store)).Code);
    }

    [Fact]
    public async Task Statement_BetweenTwoRuns_IsShownAndNotKept()
    {
        await LoadAndRun();
        place.Replace("rules/small/1.yaml", "0.10", "0.05");
        await LoadAndRun();
        using var shown = JsonDocument.Parse((await Statement("small", "--period", Half, "--run", "1", "--against", "2", "--format", "json")).Output);
        var total = shown.RootElement.GetProperty("totals")[0];
        Assert.Equal(("5.03", "10.05", "5.02", "0.00"), (total.GetProperty("paid").GetString(), total.GetProperty("right").GetString(), total.GetProperty("top_up").GetString(), total.GetProperty("claw_back").GetString()));
        Assert.Contains("0 statements", (await Verify()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunThatWasPaid_IsCalculatedAgain_WhateverWasLoadedSince()
    {
        place.Write("data/stay.csv", place.Read("data/stay.csv") + "P1,S9,2020-01-05,H1,many\n");
        await LoadAndRun();
        await Issue(1);
        place.Replace("data/stay.csv", "P1,S9,2020-01-05,H1,many\n", "");
        place.Replace("data/stay.csv", "100.50", "200.50");
        await LoadAndRun();
        var verified = await place.Run(TestContext.Current.CancellationToken, "verify", "run", "1", "--store", Store);
        Assert.True(verified.Code == ExitCodes.Done, verified.Output + verified.Error);
        using (var archived = File.OpenWrite(Directory.GetFiles(Store + ".snapshots/archive").Single()))
        {
            archived.SetLength(archived.Length / 2);
        }

        var torn = await place.Run(TestContext.Current.CancellationToken, "verify", "run", "1", "--store", Store);
        Assert.Equal(ExitCodes.DataProblem, torn.Code);
        Assert.Contains("the facts that run 1 was made of are no longer in", torn.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be used", torn.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunThatIsHeld_IsNotSettled()
    {
        await LoadAndRun();
        place.Write("rules/small/1.yaml", place.Read("rules/small/1.yaml").TrimEnd().Replace("0.10", "0.20", StringComparison.Ordinal) + "\ngates:\n  total change: 0.1\n");
        await LoadAndRun(ExitCodes.Held);
        Assert.Contains("Right now: run 1 of ", (await Statement("small", "--period", Half)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "Say which cahier for which period", "--issue", "--by", "A")]
    [InlineData(ExitCodes.Usage, "Say which cahier for which period", "small")]
    [InlineData(ExitCodes.Usage, "Say which cahier for which period", "small", "--period", Half, "--number", "1")]
    [InlineData(ExitCodes.Usage, "Say who issues the statement", "small", "--period", Half, "--issue", "--by", " ")]
    [InlineData(ExitCodes.Usage, "Only the run that counts is issued", "small", "--period", Half, "--issue", "--by", "A", "--against", "1")]
    [InlineData(ExitCodes.DataProblem, "holds no run of small for 2019 that counts", "small", "--period", "2019")]
    [InlineData(ExitCodes.DataProblem, "holds no run of other for", "other", "--period", Half)]
    [InlineData(ExitCodes.DataProblem, "holds no run 7", "small", "--period", Half, "--run", "7")]
    [InlineData(ExitCodes.DataProblem, "run 1 is of small for 2020-01-01..2020-06-30, not of small for 2020", "small", "--period", "2020", "--run", "1")]
    [InlineData(ExitCodes.DataProblem, "holds no statement 4", "--number", "4")]
    public async Task Statement_ThatCannotBe_IsRefused(int code, string cause, params string[] arguments)
    {
        await LoadAndRun();
        var answer = await Statement(arguments);
        Assert.Equal((code, ""), (answer.Code, answer.Output));
        Assert.Contains(cause, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE statement_line SET paid = '10.05'")]
    [InlineData("UPDATE statement_line SET right_now = '9.05'")]
    [InlineData("UPDATE statement SET run_id = 2")]
    [InlineData("DELETE FROM statement_line")]
    [InlineData("DELETE FROM statement")]
    public async Task StatementAlteredByHand_IsFound(string sql)
    {
        await LoadAndRun();
        await Issue(1);
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        await LoadAndRun();
        using (var connection = new SqliteConnection($"Data Source={Store};Pooling=False;Foreign Keys=False"))
        {
            connection.Open();
            connection.Execute(sql);
        }

        foreach (var answer in new[] { await Verify(), await Statement("small", "--period", Half) })
        {
            Assert.Equal(ExitCodes.DataProblem, answer.Code);
            Assert.Contains("does not know the statements as they stand there", answer.Error, StringComparison.Ordinal);
        }
    }

    private async Task LoadAndRun(int code = ExitCodes.Done)
    {
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", Store, "--model", "small")).Code);
        Assert.Equal(code, (await place.Run(TestContext.Current.CancellationToken, "run", "small", "--period", Half, "--store", Store, "--max-rejected", "50")).Code);
    }

    private async Task<Answer> Issue(int number)
    {
        var answer = await Statement("small", "--period", Half, "--issue", "--by", "A. Martin");
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.StartsWith($"Statement {(char)('0' + number)} of small for {Half}, issued ", answer.Output, StringComparison.Ordinal);
        return answer;
    }

    private Task<Answer> Statement(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["statement", .. arguments, "--store", Store]);

    private Task<Answer> Verify() => place.Run(TestContext.Current.CancellationToken, "verify", "ledger", "--store", Store);
}
