using System.Collections.Concurrent;
using Cahier.Storage.Stores;

namespace Cahier.Service.Stores;

/// <summary>Open stores, each lent to one request at a time. Safe to share between threads.</summary>
internal sealed class StorePool(StoreAddress? address, TimeProvider time) : IDisposable
{
    private const int MostKept = 4;

    private readonly ConcurrentBag<FactStore> idle = [];

    /// <summary>Whether there is a store at all.</summary>
    public bool HasStore => address is not null;

    /// <summary>Opens the store, so that a service whose store is not to be used does not start.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public void Try() => _ = HasStore && Use(store => store.Content() is not null);

    /// <summary>Does something with a store.</summary>
    /// <exception cref="StoreException">There is none, or it cannot be used.</exception>
    public T Use<T>(Func<FactStore, T> work)
    {
        var store = idle.TryTake(out var open) ? open : Open();
        try
        {
            var result = work(store);
            Keep(store);
            return result;
        }
        catch
        {
            // Whatever was wrong with it is not handed to the next request.
            store.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var store))
        {
            store.Dispose();
        }
    }

    private FactStore Open() => FactStore.OpenAsItIs(
        address ?? throw new StoreException("the service has no store", "name one in its settings with store:, or on its command line with --store"),
        time);

    private void Keep(FactStore store)
    {
        if (idle.Count < MostKept)
        {
            idle.Add(store);
        }
        else
        {
            store.Dispose();
        }
    }
}
