using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Shares;

/// <summary>
/// The shares of runs that are being calculated, in the store: hosts take one, do it, and put what they found of it for
/// whoever makes the run. Taking is one statement that changes a row only while it is free, so that no two hosts have a
/// share; time is the database's, so that no host's clock matters. Nothing here decides what is paid.
/// </summary>
public static class RunShares
{
    /// <summary>The longest piece that a store takes. Whoever makes the run calculates what is longer.</summary>
    public const int LongestPiece = 256 * 1024 * 1024;

    private const long Once = 1;

    /// <summary>Every run that is shared at the moment.</summary>
    public static IReadOnlyList<SharedRun> Runs(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() => RunsOf(store.Connection));
    }

    /// <summary>The shares of a run, in order; none when it is not shared, or not any more.</summary>
    public static IReadOnlyList<RunShare> Of(FactStore store, SharedRun run)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        return store.Read(() => SharesOf(store.Connection, run.Key));
    }

    /// <summary>Begins to share a run, unless it is shared already; former ones of its cahier and period on which nobody works are given up.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="ranges">Its bundles, in parts none of which is empty.</param>
    /// <param name="isMade">Whether another host has made the run by now; then nothing is shared, for nobody would take the shares away again. Never, when not given.</param>
    public static void Open(FactStore store, SharedRun run, IReadOnlyList<RootRange> ranges, Func<bool>? isMade = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(ranges);
        store.Write(() =>
        {
            var (connection, runs) = (store.Connection, RunsOf(store.Connection));
            if (runs.Exists(r => r.Key == run.Key) || isMade?.Invoke() == true)
            {
                return false;
            }

            foreach (var former in runs.Where(r => (r.Cahier, r.From, r.To) == (run.Cahier, run.From, run.To) && !SharesOf(connection, r.Key).Exists(s => s.State == ShareState.Taken)))
            {
                Remove(connection, former.Key);
            }

            connection.Execute(connection.Sql.AddSharedRun, new { key = run.Key, cahier = run.Cahier, version = run.Version, ruleHash = run.RuleHash, snapshotHash = run.SnapshotHash, engineVersion = run.EngineVersion, from = run.From, to = run.To });
            foreach (var (roots, number) in ranges.Append(default).Select((r, n) => (r, n)))
            {
                connection.Execute(connection.Sql.AddShare, new { key = run.Key, ordinal = number, first = roots.From, end = roots.To });
            }

            return true;
        });
    }

    /// <summary>Takes a share for a host until a time; false when another has it.</summary>
    internal static bool Claim(FactStore store, SharedRun run, int number, string host, TimeSpan lease) =>
        Change(store, store.Connection.Sql.ClaimShare, new { key = run.Key, ordinal = number, host, lease = (int)lease.TotalSeconds });

    /// <summary>Says that the host of a share is still at work; false when it has it no more.</summary>
    internal static bool Renew(FactStore store, SharedRun run, int number, string host, TimeSpan lease) =>
        Change(store, store.Connection.Sql.RenewShare, new { key = run.Key, ordinal = number, host, lease = (int)lease.TotalSeconds });

    /// <summary>Gives a share back that was not done.</summary>
    internal static bool Free(FactStore store, SharedRun run, int number, string host) =>
        Change(store, store.Connection.Sql.FreeShare, new { key = run.Key, ordinal = number, host });

    /// <summary>Puts what was found of a share; false when the host has it no more. With no piece, whoever makes the run calculates it.</summary>
    internal static bool Put(FactStore store, SharedRun run, int number, string host, byte[]? piece) =>
        Change(store, store.Connection.Sql.PutPiece, new { key = run.Key, ordinal = number, host, piece = piece is { Length: > LongestPiece } ? null : piece });

    /// <summary>What was found of a share; null when nothing is there that can be used.</summary>
    internal static UnitPiece? Piece(FactStore store, SharedRun run, int number) =>
        store.Read(() => store.Connection.ExecuteScalar<byte[]?>(store.Connection.Sql.ReadPiece, new { key = run.Key, ordinal = number })) is { } bytes ? UnitPiece.Open(bytes) : null;

    /// <summary>Removes the shares of a run, within the transaction that keeps it.</summary>
    internal static void Remove(StoreConnection connection, RunSummary summary)
    {
        foreach (var key in connection.Query<string>(connection.Sql.FindSharedRuns, new { ruleHash = summary.RuleHash, snapshotHash = summary.SnapshotHash, engineVersion = summary.EngineVersion, from = summary.Period.From, to = summary.Period.To }))
        {
            Remove(connection, key);
        }
    }

    /// <summary>Removes all shares, within the transaction that replaces the facts of which they are.</summary>
    internal static void RemoveAll(StoreConnection connection) => RunsOf(connection).ForEach(r => Remove(connection, r.Key));

    private static void Remove(StoreConnection connection, string key)
    {
        connection.Execute(connection.Sql.DeleteShares, new { key });
        connection.Execute(connection.Sql.DeleteSharedRun, new { key });
    }

    // One statement, which waits for no other writer of the store where the database locks rows.
    private static bool Change(FactStore store, string statement, object parameters) => store.Read(() =>
    {
        store.RefuseLaterSchema();
        return store.Connection.Execute(statement, parameters) == Once;
    });

    private static List<SharedRun> RunsOf(StoreConnection connection) =>
        connection.Query<(string Key, string Cahier, string Version, string RuleHash, string SnapshotHash, string EngineVersion, string From, string To)>(connection.Sql.ReadSharedRuns)
            .ConvertAll(r => new SharedRun(r.Key, r.Cahier, r.Version, r.RuleHash, r.SnapshotHash, r.EngineVersion, r.From, r.To));

    private static List<RunShare> SharesOf(StoreConnection connection, string key) =>
        connection.Query<(long Number, long First, long End, string State)>(connection.Sql.ReadShares, new { key })
            .ConvertAll(s => new RunShare((int)s.Number, new RootRange((int)s.First, (int)s.End), s.State switch { "taken" => ShareState.Taken, "done" => ShareState.Done, _ => ShareState.Free }));
}
