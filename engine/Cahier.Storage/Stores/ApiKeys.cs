using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cahier.Storage.Stores;

/// <summary>A key with which a program asks the service, as a store has it: not the key itself, but by what it is known again.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hash">SHA-256 of the key.</param>
/// <param name="AddedAt">When it was made, in UTC.</param>
/// <param name="RevokedAt">Since when it opens nothing; null while it does.</param>
public sealed record ApiKey(string Name, string Role, string Hash, string AddedAt, string? RevokedAt);

/// <summary>
/// The keys of a store; the ledger tells of each, and a key of which it does not tell opens nothing. Keys are 256 bits
/// drawn at random, so that their plain SHA-256 cannot be turned back by trying: slow hashes are for what people make up.
/// </summary>
public static class ApiKeys
{
    private const string Added = "key";
    private const string Revoked = "key revoked";
    private const string Beginning = "cahier_";
    private const int Bytes = 32;

    /// <summary>Makes a key and gives it: the store does not know it, so this is the only time that it can be read.</summary>
    /// <exception cref="StoreException">There is a key of that name.</exception>
    public static string Add(FactStore store, string name, string role)
    {
        ArgumentNullException.ThrowIfNull(store);
        var key = Beginning + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return store.Write(() =>
        {
            if (Rows(store).Any(k => k.Name == name))
            {
                throw new StoreException($"{store.Address} has a key named ‘{name}’ already", "choose another name; one that was revoked is not given again");
            }

            var at = store.Now();
            store.Connection.Execute(store.Connection.Sql.AddApiKey, new { name, role, hash = HashOf(key), at });
            Ledger.Append(store.Connection, at, Added, Body(new ApiKey(name, role, HashOf(key), at, null)));
            return key;
        });
    }

    /// <summary>Takes a key back: it opens nothing any more.</summary>
    /// <exception cref="StoreException">There is no such key, or it was taken back before.</exception>
    public static void Revoke(FactStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Write(() =>
        {
            var at = store.Now();
            if (store.Connection.Execute(store.Connection.Sql.RevokeApiKey, new { name, at }) == 0)
            {
                throw new StoreException($"{store.Address} has no key named ‘{name}’ that opens anything", $"list the keys: cahier serve keys list --store {store.Address}");
            }

            Ledger.Append(store.Connection, at, Revoked, JsonSerializer.Serialize(new { name }));
            return name;
        });
    }

    /// <summary>Every key, revoked or not, in the order in which they were made.</summary>
    /// <exception cref="StoreException">The ledger does not know the keys as the store has them.</exception>
    public static IReadOnlyList<ApiKey> All(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var told = Ledger.Read(store).Where(e => e.Kind is Added or Revoked).Select(e => $"{e.Kind} {e.Body}").Order(StringComparer.Ordinal);
        var keys = Rows(store);
        var stands = keys.SelectMany(k => new[] { $"{Added} {Body(k)}", k.RevokedAt is null ? null : $"{Revoked} {JsonSerializer.Serialize(new { name = k.Name })}" }).OfType<string>().Order(StringComparer.Ordinal);
        return told.SequenceEqual(stands, StringComparer.Ordinal)
            ? keys
            : throw new StoreException($"the ledger of {store.Address} does not know the keys as they stand there", "somebody changed the table of keys: put back a copy of the store");
    }

    /// <summary>By what a key is known.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static List<ApiKey> Rows(FactStore store) =>
        store.Read(() => store.Connection.Query<(string Name, string Role, string Hash, string At, string? RevokedAt)>(store.Connection.Sql.ReadApiKeys).Select(k => new ApiKey(k.Name, k.Role, k.Hash, k.At, k.RevokedAt)).ToList());

    private static string Body(ApiKey key) => JsonSerializer.Serialize(new { name = key.Name, role = key.Role, hash = key.Hash });
}
