using System.Collections.Immutable;
using System.Text.Json;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>Why a run does not count.</summary>
/// <param name="Reasons">The gates that it did not keep to.</param>
public sealed record HeldRun(ImmutableArray<string> Reasons);

/// <summary>Runs that are held, and their release by a person; the ledger tells of both.</summary>
public static class HeldRuns
{
    private const string Held = "hold";
    private const string Released = "release";

    /// <summary>Lets a run count that is held.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="by">Who releases it.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="StoreException">There is no such run, or it is not held.</exception>
    public static void Release(FactStore store, long run, string by, string reason)
    {
        ArgumentNullException.ThrowIfNull(store);
        _ = StoreResults.Find(store, run) ?? throw new StoreException($"{store.Address} holds no run {run}", $"list its runs: cahier verify ledger --store {store.Address}");
        store.Write(() =>
        {
            var at = store.Now();
            if (store.Connection.Execute(store.Connection.Sql.ReleaseRun, new { run, at, by, reason }) == 0)
            {
                throw new StoreException($"run {run} of {store.Address} is not held", "it counts already");
            }

            Ledger.Append(store.Connection, at, Released, Body(new { run, by, reason }));
            return run;
        });
    }

    /// <summary>Holds a run when there are reasons to, within the transaction that keeps it.</summary>
    internal static HeldRun? Hold(StoreConnection connection, string at, long run, ImmutableArray<string> reasons)
    {
        if (reasons.IsEmpty)
        {
            return null;
        }

        connection.Execute(connection.Sql.AddHeldRun, new { run, reasons = Body(reasons) });
        Ledger.Append(connection, at, Held, Body(new { run, reasons }));
        return new HeldRun(reasons);
    }

    /// <summary>Why a run is held now, or null.</summary>
    internal static HeldRun? Find(FactStore store, long run) => store.Read(() =>
        store.Connection.QueryFirstOrDefault<(string Reasons, string? At, string? By, string? Why)?>(store.Connection.Sql.ReadHeldRun, new { run }) is { At: null, Reasons: var reasons }
            ? new HeldRun(JsonSerializer.Deserialize<ImmutableArray<string>>(reasons))
            : null);

    /// <summary>Holds what the store says of held runs against what the ledger tells.</summary>
    /// <exception cref="StoreException">They differ.</exception>
    internal static void Check(FactStore store)
    {
        var told = Ledger.Read(store).Where(e => e.Kind is Held or Released).Select(e => $"{e.Kind} {e.Body}").Order(StringComparer.Ordinal);
        var rows = store.Read(() => store.Connection.Query<(long Run, string Reasons, string? At, string? By, string? Why)>(store.Connection.Sql.ReadHeldRuns));
        var stands = rows.SelectMany(r => new[]
        {
            $"{Held} {Body(new { run = r.Run, reasons = JsonSerializer.Deserialize<ImmutableArray<string>>(r.Reasons) })}",
            r.At is null ? null : $"{Released} {Body(new { run = r.Run, by = r.By, reason = r.Why })}",
        }).OfType<string>().Order(StringComparer.Ordinal);
        if (!told.SequenceEqual(stands, StringComparer.Ordinal))
        {
            throw new StoreException($"the ledger of {store.Address} does not tell of the runs that are held and released as the store has them", "trust no result of this store: put back a copy of it");
        }
    }

    private static string Body<T>(T value) => JsonSerializer.Serialize(value, LedgerText.AsWritten);
}
