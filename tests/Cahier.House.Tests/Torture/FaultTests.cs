using Cahier.Cli;
using Cahier.House.Tests.Commands;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Cahier.House.Tests.Torture;

/// <summary>What may happen to a machine in five years: each is said in words, changes nothing, and is over when its cause is.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Load_OnAFullDisk_LeavesTheFormerFacts()
    {
        using var disk = SmallDisk.Mount(place.At("disk"), 2);
        var store = disk.At("facts.db");
        await Expect(ExitCodes.Done, "", "load", "--data", place.At("data"), "--store", store, "--model", "small");
        disk.Fill();
        place.Facts("many", 20_000);
        await Expect(ExitCodes.DataProblem, "there is no room left for", "load", "--data", place.At("many"), "--store", store, "--model", "small");
        disk.Free();
        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store);
        await Whole(store, "2 entries, 1 run");
    }

    [Fact]
    public async Task Run_OnAFullDisk_KeepsNothing()
    {
        using var disk = SmallDisk.Mount(place.At("disk"), 24);
        var store = disk.At("facts.db");
        place.Facts("many", 20_000);
        await Expect(ExitCodes.Done, "", "load", "--data", place.At("many"), "--store", store, "--model", "small");
        disk.Fill();
        await Expect(ExitCodes.DataProblem, "there is no room left for", "run", "small", "--period", Half, "--store", store);
        await Expect(ExitCodes.DataProblem, "No space left on device", "run", "small", "--period", Half, "--data", place.At("many"), "--out", disk.At("out"));
        Assert.False(Directory.Exists(disk.At("out")));
        disk.Free();
        await Whole(store, "1 entry, 0 runs");
        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store, "--out", disk.At("out"));
        await Whole(store, "2 entries, 1 run");
        Assert.Equal(["facts.db", "facts.db.snapshots", "facts.db.units", "out"], Directory.EnumerateFileSystemEntries(disk.Root).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disk_ThatIsReadOnly_IsSaid()
    {
        using var disk = SmallDisk.Mount(place.At("disk"), 2);
        var store = disk.At("facts.db");
        await Expect(ExitCodes.Done, "", "load", "--data", place.At("data"), "--store", store, "--model", "small");
        disk.MakeReadOnly(true);
        place.Replace("data/stay.csv", "100.50", "200.50");
        await Expect(ExitCodes.DataProblem, "cannot be opened for writing", "load", "--data", place.At("data"), "--store", store, "--model", "small");
        await Expect(ExitCodes.DataProblem, "cannot be opened for writing", "run", "small", "--period", Half, "--store", store);
        await Expect(ExitCodes.DataProblem, "Read-only file system", "run", "small", "--period", Half, "--data", place.At("data"), "--out", disk.At("out"));
        disk.MakeReadOnly(false);
        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store);
        await Whole(store, "2 entries, 1 run");
    }

    [Fact]
    public async Task StoreThatIsLocked_IsWaitedForAndThenSaid()
    {
        var store = await Loaded();
        using (var other = new SqliteConnection($"Data Source={store};Pooling=False"))
        {
            other.Open();
            other.Execute("BEGIN EXCLUSIVE");
            var (code, said) = Host.Run(["run", "small", "--period", Half, "--store", store, "--rules", place.At("rules"), "--schemas", place.At("schemas")], ("CAHIER_STORE_WAIT", "1"));
            Assert.Equal(ExitCodes.DataProblem, code);
            Assert.Contains("another program is writing", said, StringComparison.Ordinal);
        }

        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store);
        await Whole(store, "2 entries, 1 run");
    }

    [Fact]
    public async Task StoreThatIsGoneOrTorn_IsSaid_AndItsCopyServes()
    {
        var store = await Loaded(20_000);
        var copy = store + ".copy";
        File.Move(store, copy);
        await Expect(ExitCodes.DataProblem, "there is no store", "run", "small", "--period", Half, "--store", store);
        File.Copy(copy, store);
        using (var torn = File.OpenWrite(store))
        {
            torn.SetLength(torn.Length / 2);
        }

        await Expect(ExitCodes.DataProblem, "is damaged", "run", "small", "--period", Half, "--store", store);
        File.Copy(copy, store, overwrite: true);
        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store);
        await Whole(store, "2 entries, 1 run");
    }

    [Fact]
    public async Task ClockThatWasSetBack_IsToldByTheLedger()
    {
        var store = await Loaded();
        place.Time = new ClockAt(new DateTimeOffset(2020, 7, 1, 2, 0, 0, TimeSpan.Zero));
        await Expect(ExitCodes.Done, "", "run", "small", "--period", Half, "--store", store);
        await Whole(store, "entry 2 was written at 2020-07-01T02:00:00Z, before entry 1 of ");
    }

    [Fact]
    public async Task UserWithoutAHome_RunsOnAServerAllTheSame()
    {
        var server = Environment.GetEnvironmentVariable("CAHIER_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "CAHIER_POSTGRES holds no connection string of a PostgreSQL database");
        var schema = $"homeless_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(server);
        connection.Execute($"CREATE SCHEMA {schema}");
        try
        {
            var store = $"postgresql:{server};Search Path={schema}";
            await Expect(ExitCodes.Done, "", "load", "--data", place.At("data"), "--store", store, "--model", "small");
            var (code, said) = Host.Run(["run", "small", "--period", Half, "--store", store, "--rules", place.At("rules"), "--schemas", place.At("schemas")], ("XDG_DATA_HOME", "/proc/nowhere"));
            Assert.True(code == ExitCodes.Done, said);
            Assert.Contains("cannot be kept", said, StringComparison.Ordinal);
            await Whole(store, "2 entries, 1 run");
        }
        finally
        {
            connection.Execute($"DROP SCHEMA {schema} CASCADE");
        }
    }

    private async Task<string> Loaded(int stays = 0)
    {
        if (stays > 0)
        {
            place.Facts("data", stays);
        }

        await Expect(ExitCodes.Done, "", "load", "--data", place.At("data"), "--store", place.At("facts.db"), "--model", "small");
        return place.At("facts.db");
    }

    private async Task Expect(int code, string cause, params string[] arguments)
    {
        var answer = await place.Run(TestContext.Current.CancellationToken, arguments);
        Assert.True(code == answer.Code, $"{code} expected, {answer.Code} given: {answer.Error}");
        Assert.Contains(cause, answer.Error, StringComparison.Ordinal);
    }

    private async Task Whole(string store, string said)
    {
        var answer = await place.Run(TestContext.Current.CancellationToken, "verify", "ledger", "--store", store);
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.Contains(said, answer.Output, StringComparison.Ordinal);
    }

    private sealed class ClockAt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
