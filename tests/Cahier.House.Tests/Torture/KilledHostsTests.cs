using System.Data.Common;
using System.Globalization;
using System.Text;
using Cahier.Cli;
using Cahier.House.Tests.Commands;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Cahier.House.Tests.Torture;

/// <summary>
/// Several hosts work on one store and are killed at random moments of loading, reading, calculating and writing. Nothing
/// half-written may ever be seen, and in the end everything is as if nobody had been killed. Short here; the long form is
/// <c>CAHIER_KILLS=500 dotnet test tests/Cahier.House.Tests --filter KilledHosts</c>.
/// </summary>
public sealed class KilledHostsTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";
    private const string PostgreSql = "postgresql:";
    private const int Hosts = 3;
    private const int Stays = 20_000;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("CAHIER_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 10;

    // What a killed host had taken of a run is another's after a second.
    private static readonly (string Name, string Value) SoonGivenUp = ("CAHIER_SHARE_LEASE", "1");

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Hosts_KilledAtRandomMoments_LeaveTheFileAsIfNobodyHadBeenKilled()
    {
        await Torture(place.At("killed.db"));
        Assert.Equal(["killed.db", "killed.db.snapshots", "killed.db.units"], place.Entries.Where(e => e.StartsWith("killed", StringComparison.Ordinal)));

        // What a host was about to keep beside the snapshot, or of a run, when it was killed lies there until it is written again, and what it was about to load for a day.
        Assert.All(Directory.EnumerateFiles(place.At("killed.db.snapshots")), f => Assert.Matches(@"\.(facts|snapshot|bundles|bundles\.partial-[^.]+\.[^.]+|incoming(\.partial-[^.]+\.[^.]+)?)$", f));
        Assert.All(Directory.EnumerateFiles(place.At("killed.db.units")), f => Assert.Matches(@"\.(units|(prints|figures)(\.partial-[^.]+\.[^.]+)?)$", f));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Hosts_KilledAtRandomMoments_LeavePostgreSqlAsIfNobodyHadBeenKilled()
    {
        var server = Environment.GetEnvironmentVariable("CAHIER_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "CAHIER_POSTGRES holds no connection string of a PostgreSQL database");
        var schema = $"killed_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(server);
        connection.Execute($"CREATE SCHEMA {schema}");
        try
        {
            await Torture($"postgresql:{server};Search Path={schema}");
        }
        finally
        {
            connection.Execute($"DROP SCHEMA {schema} CASCADE");
        }
    }

    private async Task Torture(string killed)
    {
        // With a condition over a list, so that the hosts have something to share.
        place.Replace("rules/small/1.yaml", "when: stay.patient.old", "when: stay.patient.old and count(stay.patient.stays) > 0");
        place.Facts("first", Stays);
        place.Facts("second", Stays, late: 500);
        var calm = place.At("calm.db");
        foreach (var night in new[] { "first", "second" })
        {
            var took = TimeProvider.System.GetTimestamp();
            foreach (var arguments in Night(night, calm))
            {
                var done = await place.Run(TestContext.Current.CancellationToken, arguments);
                Assert.Equal(ExitCodes.Done, done.Code);
                Assert.Equal(night == "second" && arguments[0] == "run", done.Error.Contains("whose figures were taken over", StringComparison.Ordinal));
            }

            Disturb([.. Night(night, killed).Select(Here)], TimeProvider.System.GetElapsedTime(took), killed, seed: night.Length);
        }

        Assert.Equal(Told(calm), Told(killed));
        Assert.Equal(0, Count(killed, "SELECT count(*) FROM run_share"));
        foreach (var run in new[] { "1", "2" })
        {
            var verified = await place.Run(TestContext.Current.CancellationToken, "verify", "run", run, "--store", killed);
            Assert.True(verified.Code == ExitCodes.Done, verified.Output + verified.Error);
        }
    }

    private string[][] Night(string data, string store) =>
        [
            ["load", "--data", place.At(data), "--store", store, "--model", "small"],
            // The first calculates everything, together with others; the second takes over its figures.
            ["run", "small", "--period", Half, "--store", store, "--share-from", "5000", .. data == "first" ? new[] { "--all-anew" } : []],
            ["statement", "small", "--period", Half, "--store", store, "--issue", "--by", "the night"],
        ];

    private string[] Here(string[] arguments) => [.. arguments, "--rules", place.At("rules"), "--schemas", place.At("schemas")];

    private static void Disturb(string[][] night, TimeSpan usual, string store, int seed)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var hosts = Enumerable.Range(1, Hosts).Select(n => new Host(string.Create(CultureInfo.InvariantCulture, $"host {n}"), night, SoonGivenUp)).ToList();
        var threads = hosts.ConvertAll(h => Task.Factory.StartNew(() => h.Work(cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var random = new Random(seed);
        for (var kill = 0; kill < Kills / 2 && hosts.TrueForAll(h => h.Failures.Count == 0);)
        {
            // Moments within the time that a night takes, so that any of its steps can be hit.
            Thread.Sleep(random.NextDouble() * usual);
            kill += hosts[random.Next(Hosts)].Kill() ? 1 : 0;
            Look(store);
            Restart(hosts, threads, night, cancellation);
        }

        Task.WaitAll([.. threads], cancellation);
        Assert.True(hosts.TrueForAll(h => h.Failures.Count == 0), string.Join("\n", hosts.SelectMany(h => h.Failures)));
        Look(store);
    }

    // A host whose night is over begins another, so that there is always somebody to kill.
    private static void Restart(List<Host> hosts, List<Task> threads, string[][] night, CancellationToken cancellation)
    {
        for (var n = 0; n < hosts.Count; n++)
        {
            if (threads[n].IsCompleted && hosts[n].Failures.Count == 0)
            {
                var host = hosts[n] = new Host(string.Create(CultureInfo.InvariantCulture, $"host {n + 1}"), night, SoonGivenUp);
                threads[n] = Task.Factory.StartNew(() => host.Work(cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    /// <summary>What anybody sees at any moment: whole facts, whole runs, a whole ledger.</summary>
    private static void Look(string store)
    {
        try
        {
            using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(store), TimeProvider.System);
            foreach (var run in StoreResults.All(opened))
            {
                Assert.Equal(run.Summary.Units, Count(store, "SELECT count(*) FROM decision WHERE run_id = @id", run.Id));
            }

            Assert.Equal(0, Count(store, "SELECT count(*) FROM decision WHERE run_id > (SELECT coalesce(max(id), 0) FROM run)"));
            _ = Settlement.All(opened);
        }
        catch (StoreException nothing) when (nothing.Cause.Contains("holds nothing yet", StringComparison.Ordinal) || nothing.Cause.StartsWith("there is no store", StringComparison.Ordinal))
        {
            // Killed before the first load was done.
        }
    }

    private static long Count(string store, string sql, long id = 0)
    {
        using DbConnection connection = store.StartsWith(PostgreSql, StringComparison.Ordinal) ? new NpgsqlConnection(store[PostgreSql.Length..]) : new SqliteConnection($"Data Source={store};Pooling=False;Mode=ReadOnly");
        return connection.ExecuteScalar<long>(sql, new { id });
    }

    /// <summary>Everything that the store says, but for when it was done.</summary>
    private static string Told(string store)
    {
        using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(store), TimeProvider.System);
        var told = new StringBuilder();
        foreach (var entry in Ledger.Read(opened))
        {
            told.AppendLine(CultureInfo.InvariantCulture, $"{entry.Kind} {entry.Body}");
        }

        return told.ToString();
    }
}
