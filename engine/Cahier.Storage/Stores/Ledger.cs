using System.Security.Cryptography;
using System.Text;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>An entry of the ledger.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Kind">load or run.</param>
/// <param name="Body">What happened, as JSON.</param>
/// <param name="Hash">SHA-256 of the hash of the entry before and of this one.</param>
public sealed record LedgerEntry(long Number, string At, string Kind, string Body, string Hash);

/// <summary>What was done with a store, in order. Each entry carries the hash of the one before, so none can be altered, removed or put in unseen.</summary>
public static class Ledger
{
    private const string Beginning = "cahier ledger 1";

    /// <summary>Every entry.</summary>
    /// <exception cref="StoreException">An entry was altered.</exception>
    public static IReadOnlyList<LedgerEntry> Read(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() =>
        {
            var entries = new List<LedgerEntry>();
            var previous = Beginning;
            foreach (var (number, previousHash, at, kind, body, hash) in store.Connection.Query<(long, string, string, string, string, string)>(store.Connection.Sql.ReadLedger))
            {
                if (number != entries.Count + 1 || previousHash != previous || hash != HashOf(number, previous, at, kind, body))
                {
                    throw new StoreException($"entry {entries.Count + 1} of the ledger of {store.Address} is not as it was written", "trust no result of this store: put back a copy of it");
                }

                entries.Add(new LedgerEntry(number, at, kind, body, hash));
                previous = hash;
            }

            return entries;
        });
    }

    /// <summary>The hash of the last entry, by which a ledger that grew is told from one that did not; of an empty one what it begins with. The entries are not checked.</summary>
    public static string Head(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() => store.Connection.QueryFirstOrDefault<(long Number, string Hash)?>(store.Connection.Sql.ReadLastEntry)?.Hash ?? Beginning);
    }

    /// <summary>Appends an entry, within the transaction of what it tells.</summary>
    internal static void Append(StoreConnection connection, string at, string kind, string body)
    {
        var (last, previous) = connection.QueryFirstOrDefault<(long, string)?>(connection.Sql.ReadLastEntry) ?? (0, Beginning);
        var entry = last + 1;
        connection.Execute(connection.Sql.AddEntry, new { entry, previousHash = previous, at, kind, body, hash = HashOf(entry, previous, at, kind, body) });
    }

    private static string HashOf(long entry, string previous, string at, string kind, string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{entry}\n{previous}\n{at}\n{kind}\n{body}"))));
}
