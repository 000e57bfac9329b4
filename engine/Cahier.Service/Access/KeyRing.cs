using System.Collections.Frozen;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;

namespace Cahier.Service.Access;

/// <summary>
/// The keys of the store, as they were a moment ago: a key that is taken back opens nothing two seconds later. Safe to
/// share between threads.
/// </summary>
internal sealed class KeyRing(StorePool stores, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock reading = new();
    private volatile Held? held;

    /// <summary>Whether keys were ever made, though all may have been taken back since.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public bool HasKeys => stores.HasStore && Current().HasAny;

    /// <summary>Whose key this is; null when it opens nothing.</summary>
    /// <exception cref="StoreException">The store cannot be read, so that nobody is let in.</exception>
    public Caller? Find(string key) => stores.HasStore && Current().Callers.TryGetValue(ApiKeys.HashOf(key), out var caller) ? caller : null;

    private Held Current()
    {
        if (held is { } known && time.GetElapsedTime(known.At) < Fresh)
        {
            return known;
        }

        lock (reading)
        {
            return held is { } since && time.GetElapsedTime(since.At) < Fresh ? since : held = Read();
        }
    }

    private Held Read() => stores.Use(store =>
    {
        // Keys come and go with an entry in the ledger, so that nothing need be read while that stands.
        var (at, head) = (time.GetTimestamp(), Ledger.Head(store));
        if (held is { } known && known.Ledger == head)
        {
            return known with { At = at };
        }

        var keys = ApiKeys.All(store);
        return new Held(
            at,
            head,
            keys.Count > 0,
            keys.Where(k => k.RevokedAt is null && Roles.Find(k.Role) is not null).ToFrozenDictionary(k => k.Hash, k => new Caller(k.Name, Roles.Find(k.Role)!.Value), StringComparer.Ordinal));
    });

    private sealed record Held(long At, string Ledger, bool HasAny, FrozenDictionary<string, Caller> Callers);
}
