using System.Text.Json;

namespace Cahier.Storage.Stores;

/// <summary>How an entry of a service's schedule ended.</summary>
/// <param name="Name">Which entry.</param>
/// <param name="At">When it ended, in UTC.</param>
/// <param name="Runs">How many runs the store has of it.</param>
/// <param name="Held">How many of these do not count until a person releases them.</param>
/// <param name="Failures">How much could not be run; the log of its host says what and why.</param>
public sealed record StoredNight(string Name, string At, int Runs, int Held, int Failures);

/// <summary>How the nights of a service ended: the ledger tells, so that a host that was restarted, or that did not make the night, knows it too.</summary>
public static class StoredNights
{
    private const string Kind = "night";
    private const int MostLookedAt = 100;

    /// <summary>Tells the ledger how a night ended.</summary>
    public static void Note(FactStore store, string name, int runs, int held, int failures)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Write(() =>
        {
            Ledger.Append(store.Connection, store.Now(), Kind, JsonSerializer.Serialize(new { night = name, runs, held, failures }, LedgerText.AsWritten));
            return true;
        });
    }

    /// <summary>How each entry of the schedule ended last, among the last hundred nights. They are not held against the ledger: nothing hangs on them but what health says.</summary>
    public static IReadOnlyList<StoredNight> Last(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() => store.Connection.Query<(string At, string Body)>(store.Connection.Sql.ReadLastOfKind, new { kind = Kind, take = MostLookedAt }).Select(Night).DistinctBy(n => n.Name).ToList());
    }

    private static StoredNight Night((string At, string Body) entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        int Number(string name) => body.RootElement.GetProperty(name).GetInt32();
        return new StoredNight(body.RootElement.GetProperty("night").GetString()!, entry.At, Number("runs"), Number("held"), Number("failures"));
    }
}
