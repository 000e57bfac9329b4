using Cahier.Cli;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>Runs that do not keep to the gates of their cahier: kept, held, and released by a person.</summary>
public sealed class ReleaseCommandTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";

    private readonly Place place = new();

    private string Store => place.At("facts.db");

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("total change: 0.1", "20.10 EUR would be paid, and 10.05 by run 1: they differ by more than 10 %")]
    [InlineData("participant change: 0.999", "H1 would be paid 20.10 EUR, and 10.05 by run 1: they differ by more than 99.9 %")]
    [InlineData("smallest denominator: 11", "dear is made of fewer than 11 for H1")]
    public async Task Run_ThatDoesNotKeepToAGate_IsHeldWithTheReason(string gate, string reason)
    {
        await Load();
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
        Gate(gate);
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        var held = await Run();
        Assert.Equal(ExitCodes.Held, held.Code);
        Assert.Contains($"small@1: run 2 is held and does not count:\n  {reason}\n", held.Error, StringComparison.Ordinal);
        Assert.Equal(1, Current());
        Assert.Equal(ExitCodes.Held, (await Run()).Code);
    }

    [Fact]
    public async Task Run_WithMoreRowsRejectedThanItsGateAllows_IsHeld()
    {
        Gate("rejected rows: 0.1");
        place.Write("data/stay.csv", place.Read("data/stay.csv") + "P1,S9,2020-01-05,H1,many\n");
        Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", Store, "--model", "small")).Code);
        var held = await place.Run(TestContext.Current.CancellationToken, "run", "small", "--period", Half, "--store", Store, "--max-rejected", "50");
        Assert.Equal(ExitCodes.Held, held.Code);
        Assert.Contains("1 of 9 rows of data were rejected, more than 10 %", held.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("total change: 1")]
    [InlineData("participant change: 1")]
    [InlineData("smallest denominator: 1")]
    [InlineData("rejected rows: 0")]
    public async Task Run_JustAtAGate_Counts(string gate)
    {
        await Load();
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
        Gate(gate);
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
        Assert.Equal(2, Current());
    }

    [Fact]
    public async Task FirstRun_HasNothingToDifferFrom()
    {
        await Load();
        Gate("total change: 0\n  participant change: 0");
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
    }

    [Fact]
    public async Task Release_ByAPerson_LetsTheRunCountAndIsInTheLedger()
    {
        await Hold();
        var released = await Release("2", "--by", "A. Martin", "--reason", "The amending order doubles the share.");
        Assert.Equal((ExitCodes.Done, ""), (released.Code, released.Error));
        Assert.Equal(2, Current());
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
        Assert.Contains("5 entries, 2 runs", (await Verify()).Output, StringComparison.Ordinal);
        Assert.Contains("is not held", (await Release("2", "--by", "B", "--reason", "again")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "Say who releases the run and why", "2", "--by", " ", "--reason", "x")]
    [InlineData(ExitCodes.Usage, "--reason", "2", "--by", "A")]
    [InlineData(ExitCodes.DataProblem, "is not held", "1", "--by", "A", "--reason", "x")]
    [InlineData(ExitCodes.DataProblem, "holds no run 9", "9", "--by", "A", "--reason", "x")]
    public async Task Release_ThatCannotBe_IsRefused(int code, string cause, params string[] arguments)
    {
        await Hold();
        var answer = await Release(arguments);
        Assert.Equal(code, answer.Code);
        Assert.Contains(cause, answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, Current());
    }

    [Theory]
    [InlineData("DELETE FROM held_run")]
    [InlineData("UPDATE held_run SET released_at = '2026-01-01T00:00:00Z', released_by = 'X', release_reason = 'Y'")]
    [InlineData("UPDATE held_run SET reasons = '[]'")]
    public async Task HeldRun_ReleasedByHand_IsFound(string sql)
    {
        await Hold();
        using (var connection = new SqliteConnection($"Data Source={Store};Pooling=False"))
        {
            connection.Open();
            connection.Execute(sql);
        }

        var answer = await Verify();
        Assert.Equal(ExitCodes.DataProblem, answer.Code);
        Assert.Contains("does not tell of the runs that are held and released", answer.Error, StringComparison.Ordinal);
    }

    private async Task Hold()
    {
        await Load();
        Gate("total change: 0.1");
        Assert.Equal(ExitCodes.Done, (await Run()).Code);
        place.Replace("rules/small/1.yaml", "0.10", "0.20");
        Assert.Equal(ExitCodes.Held, (await Run()).Code);
    }

    private void Gate(string gate) => place.Write("rules/small/1.yaml", place.Read("rules/small/1.yaml").TrimEnd() + $"\ngates:\n  {gate}\n");

    private async Task Load() => Assert.Equal(ExitCodes.Done, (await place.Run(TestContext.Current.CancellationToken, "load", "--data", place.At("data"), "--store", Store, "--model", "small")).Code);

    private Task<Answer> Run() => place.Run(TestContext.Current.CancellationToken, "run", "small", "--period", Half, "--store", Store);

    private Task<Answer> Release(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["release", .. arguments, "--store", Store]);

    private Task<Answer> Verify() => place.Run(TestContext.Current.CancellationToken, "verify", "ledger", "--store", Store);

    private long Current()
    {
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        return connection.ExecuteScalar<long>("SELECT run_id FROM current_run WHERE cahier = 'small'");
    }
}
