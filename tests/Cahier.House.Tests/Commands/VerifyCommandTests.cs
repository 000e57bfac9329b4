using Cahier.Cli;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>Runs of a store calculated again: as they were, and after somebody changed something by hand.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";

    private readonly Place place = new();

    private string Store => place.At("facts.db");

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public async Task Run_CalculatedAgain_IsTheSame(string engine)
    {
        await Keep();
        var answer = await Verify("run", "1", "--engine", engine);
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("small@1 for 2020-01-01..2020-06-30: calculated again from the archived texts and the facts", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\"differences\": []", (await Verify("run", "1", "--format", "json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseRuleFileChangedOrWentAway_IsStillTheSame()
    {
        await Keep();
        File.Delete(place.At("rules/small/1.yaml"));
        Assert.Equal(ExitCodes.Done, (await Verify("run", "1")).Code);
    }

    [Theory]
    [InlineData("UPDATE payment_line_row SET amount = '9999.99'", "row 1 of payment_line holds ‘9999.99’ as amount, and ‘10.05’ was calculated")]
    [InlineData("UPDATE decision_row SET status = 'included' WHERE unit = 'S3'", "row 3 of decision holds ‘included’ as status, and ‘excluded’ was calculated")]
    [InlineData("UPDATE decision_row SET participant = NULL WHERE unit = 'S1'", "row 2 of decision holds nothing as participant, and ‘H1’ was calculated")]
    [InlineData("DELETE FROM decision_row WHERE unit = 'S4'", "row 4 of decision is missing")]
    [InlineData("INSERT INTO payment_line_row (run_id, ordinal, participant, unit, line, amount, currency) VALUES (1, 2000000, 'H1', 'S4', 'paid', '5.00', 'EUR')", "row 2 of payment_line holds a row more than was calculated")]
    [InlineData("UPDATE run SET summary = replace(summary, '10.05', '99.95')", "the summary of the run holds other figures than were calculated")]
    public async Task ResultTable_AlteredByHand_IsFoundWithTheRow(string sql, string difference)
    {
        await Keep();
        Change(sql);
        var answer = await Verify("run", "1");
        Assert.Equal(ExitCodes.NotAsItWas, answer.Code);
        Assert.Contains(difference, answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE run SET result_hash = 'x'", "does not know run 1 as it stands there")]
    [InlineData("UPDATE archived_text SET text = replace(text, '0.10', '0.20') WHERE kind = 'rules'", "does not hold the text of small@1 as it was run")]
    [InlineData("UPDATE archived_text SET text = replace(text, 'optional', '') || ' ' WHERE kind = 'rules'", "does not hold the text of small@1 as it was run")]
    [InlineData("DELETE FROM archived_text WHERE kind = 'model'", "does not hold the model small as it was used")]
    [InlineData("UPDATE stay SET cost = '7.00' WHERE stay_id = 'S1'", "although they were not loaded anew")]
    [InlineData("DELETE FROM snapshot", "the facts that run 1 was made of are no longer in")]
    public async Task WhatARunWasMadeOf_AlteredByHand_IsFound(string sql, string cause)
    {
        await Keep();
        Change(sql);
        var answer = await Verify("run", "1");
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains(cause, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfFactsThatWereReplaced_IsNotGuessed()
    {
        await Keep();
        place.Replace("data/stay.csv", "100.50", "100.60");
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", Store, "--model", "small")).Code);
        var answer = await Verify("run", "1");
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains("the facts that run 1 was made of are no longer in", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatTheStoreDoesNotHold_IsNamedWithThoseItHolds()
    {
        await Keep();
        var answer = await Verify("run", "7");
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains("holds no run 7: it holds 1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_AsItWasWritten_ListsTheRuns()
    {
        await Keep();
        var answer = await Verify("ledger");
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains("is whole: 2 entries, 1 run, 0 statements, each as the store has it.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("small@1 for 2020-01-01..2020-06-30", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\"last_hash\"", (await Verify("ledger", "--format", "json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP TRIGGER ledger_is_not_changed; UPDATE ledger SET body = replace(body, 'small', 'other')", "entry 2 of the ledger")]
    [InlineData("DROP TRIGGER ledger_is_not_shortened; DELETE FROM ledger WHERE entry = 1", "entry 1 of the ledger")]
    [InlineData("DROP TRIGGER ledger_is_not_shortened; DELETE FROM ledger WHERE entry = 2", "does not know run 1")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM run", "tells of 1 runs, and the store holds 0")]
    [InlineData("UPDATE run SET finished_at = '2020-01-01T00:00:00Z'", "does not know run 1")]
    [InlineData("UPDATE run SET period_from = '2019-01-01'", "does not know run 1")]
    [InlineData("UPDATE run SET version = '2'", "does not know run 1")]
    [InlineData("UPDATE content SET hash = 'x'", "does not tell of the facts")]
    [InlineData("DELETE FROM content", "does not tell of the facts")]
    [InlineData("INSERT INTO api_key (name, role, hash, added_at) VALUES ('x', 'operator', 'x', '2026-01-01T00:00:00Z')", "does not know the keys")]
    public async Task Ledger_Altered_IsFound(string sql, string cause)
    {
        await Keep();
        Change(sql);
        var answer = await Verify("ledger");
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains(cause, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_CutAfterItsEndWasNoted_IsFound()
    {
        await Keep();
        string end;
        using (var store = FactStore.OpenAsItIs(StoreAddress.Parse(Store), TimeProvider.System))
        {
            StoredNights.Note(store, "nightly", 1, 0, 0);
            end = Ledger.Head(store);
        }

        Assert.Contains($"Its last entry is {end}.", (await Verify("ledger")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await Verify("ledger", "--noted", end)).Code);
        Change("DROP TRIGGER ledger_is_not_shortened; DELETE FROM ledger WHERE entry = 3");
        Assert.Equal(ExitCodes.Done, (await Verify("ledger")).Code);
        var answer = await Verify("ledger", "--noted", end);
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains("no entry with the hash that was noted", answer.Error, StringComparison.Ordinal);
    }

    private async Task Keep()
    {
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", Store, "--model", "small")).Code);
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "run", "small", "--period", Half, "--store", Store)).Code);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private Task<Answer> Verify(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["verify", .. arguments, "--store", Store]);
}
