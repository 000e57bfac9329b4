using System.Text.Json;

namespace Cahier.Storage.Stores;

/// <summary>A ledger that is whole, and what it tells of, each as the store has it.</summary>
public sealed record VerifiedLedger(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<StoredRun> Runs, IReadOnlyList<IssuedStatement> Statements, IReadOnlyList<ApiKey> Keys);

/// <summary>
/// Holds a ledger against itself, and all that it tells of against the store: runs, statements, keys and which facts were
/// loaded last. Who may do everything with a database can also cut its ledger or write all of it anew; that is found by the
/// hash of an entry that was noted elsewhere before.
/// </summary>
public static class LedgerVerification
{
    private const string Load = "load";

    /// <summary>Checks a ledger.</summary>
    /// <param name="store">The store.</param>
    /// <param name="noted">The hash of an entry that must be there; null for none.</param>
    /// <exception cref="StoreException">Something was altered.</exception>
    public static VerifiedLedger Verify(FactStore store, string? noted = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReadTogether(() =>
        {
            var entries = Ledger.Read(store);
            if (noted is not null && entries.All(e => e.Hash != noted))
            {
                throw new StoreException($"the ledger of {store.Address} has no entry with the hash that was noted: entries were removed since, or all written anew", "see that the hash was copied whole; else trust no result of this store: put back a copy of it");
            }

            CheckContent(store, entries);
            return new VerifiedLedger(entries, StoreResults.All(store), Settlement.All(store), ApiKeys.All(store));
        });
    }

    private static void CheckContent(FactStore store, IReadOnlyList<LedgerEntry> entries)
    {
        var told = entries.LastOrDefault(e => e.Kind == Load) is { } load ? ContentOf(load) : null;
        if (store.Content()?.Hash != told)
        {
            throw new StoreException($"the ledger of {store.Address} does not tell of the facts that the store says it holds", "trust no result of this store: put back a copy of it, or load the facts anew");
        }
    }

    private static string? ContentOf(LedgerEntry load)
    {
        using var body = JsonDocument.Parse(load.Body);
        return body.RootElement.GetProperty("content").GetString();
    }
}
