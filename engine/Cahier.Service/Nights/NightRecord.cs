using System.Collections.Concurrent;
using System.Globalization;
using Cahier.Service.Settings;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;

namespace Cahier.Service.Nights;

/// <summary>How each entry of the schedule ended last: here, or as the ledger of the store tells on another host or before this one began. Safe to share between threads.</summary>
internal sealed class NightRecord(StorePool stores, ServiceSettings settings)
{
    private readonly ConcurrentDictionary<string, Night> own = new(StringComparer.Ordinal);

    /// <summary>Notes how a night ended. One that failed because the store is gone is known here alone.</summary>
    /// <returns>The hash of the last entry of the ledger; null when it was not reached.</returns>
    public string? Note(Night night)
    {
        own[night.Name] = night;
        return Try(store =>
        {
            StoredNights.Note(store, night.Name, night.Runs, night.Held, night.Failures.Length);
            return Ledger.Head(store);
        });
    }

    /// <summary>The last of each entry, by name.</summary>
    public IReadOnlyList<Night> Last()
    {
        var told = Try(StoredNights.Last) ?? [];
        return [.. told.Select(Told).Concat(own.Values).Where(n => settings.Schedule.Any(s => s.Name == n.Name)).GroupBy(n => n.Name, StringComparer.Ordinal).Select(g => g.MaxBy(n => n.At)!).OrderBy(n => n.Name, StringComparer.Ordinal)];
    }

    // What failed is in the log of the host that made the night.
    private static Night Told(StoredNight night) => new(
        night.Name,
        DateTimeOffset.Parse(night.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        night.Runs,
        night.Held,
        [.. Enumerable.Repeat("the log of its host says what could not be run", night.Failures)]);

    private T? Try<T>(Func<FactStore, T> work)
    {
        try
        {
            return stores.HasStore ? stores.Use(work) : default;
        }
        catch (StoreException)
        {
            return default;
        }
    }
}
