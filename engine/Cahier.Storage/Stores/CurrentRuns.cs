using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>
/// Which run counts for a cahier and a period: the one asked for last that is not held. Facts or rules that are put back as
/// they were give the former run again, and it then counts anew.
/// </summary>
public static class CurrentRuns
{
    private const string Kind = "again";

    /// <summary>Lets a run count that was asked for again, unless it was asked for last; one that is held stays so.</summary>
    /// <exception cref="StoreException">The store holds other facts by now.</exception>
    public static void Confirm(FactStore store, StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        if (store.Read(() => IsLast(store.Connection, run.Id)))
        {
            return;
        }

        store.Write(() =>
        {
            RefuseFormerFacts(store, run.Summary);
            ConfirmWithin(store.Connection, store.Now(), run.Id);
            return true;
        });
    }

    /// <summary>Facts that came while a run was calculated would otherwise be followed by a run on those before.</summary>
    internal static void RefuseFormerFacts(FactStore store, RunSummary summary)
    {
        var made = store.Connection.Query<(string Content, string Fields)>(store.Connection.Sql.FindSnapshot, new { snapshotHash = summary.SnapshotHash });
        if (FactStore.ContentOf(store.Connection) is not { } content || made.All(m => m.Content != content.Hash))
        {
            throw new StoreException($"{store.Address} was loaded anew while {summary.Cahier}@{summary.Version} was calculated", "nothing was kept: run it again");
        }
    }

    internal static void ConfirmWithin(StoreConnection connection, string at, long run)
    {
        if (!IsLast(connection, run))
        {
            connection.Execute(connection.Sql.AddAskedRun, new { run });
            Ledger.Append(connection, at, Kind, Body(run));
        }
    }

    /// <summary>The run that counts; null when none does.</summary>
    internal static long? Find(StoreConnection connection, string cahier, string from, string to) =>
        connection.ExecuteScalar<long?>(connection.Sql.FindCurrentRun, new { cahier, from, to });

    /// <summary>Notes a new run, within the transaction that keeps it.</summary>
    internal static void Begin(StoreConnection connection, long run) => connection.Execute(connection.Sql.AddAskedRun, new { run });

    /// <summary>Holds the order in which runs were asked for against what the ledger tells.</summary>
    /// <exception cref="StoreException">They differ.</exception>
    internal static void Check(FactStore store, IReadOnlyList<LedgerEntry> ledger)
    {
        var told = ledger.Where(e => e.Kind is Kind or "run").Select(e => RunOf(e.Body));
        if (!told.SequenceEqual(store.Read(() => store.Connection.Query<long>(store.Connection.Sql.ReadAskedRuns))))
        {
            throw new StoreException($"the ledger of {store.Address} does not tell of the order in which its runs were asked for", "trust no result of this store: put back a copy of it");
        }
    }

    private static bool IsLast(StoreConnection connection, long run) => connection.ExecuteScalar<long?>(connection.Sql.FindLastAsked, new { run }) == run;

    private static string Body(long run) => string.Create(CultureInfo.InvariantCulture, $"{{\"run\":{run}}}");

    private static long RunOf(string body)
    {
        using var told = System.Text.Json.JsonDocument.Parse(body);
        return told.RootElement.GetProperty("run").GetInt64();
    }
}
