using System.Text.Json;

namespace Cahier.Storage.Stores;

/// <summary>Who asked for runs, where somebody is known to ask: the ledger tells it.</summary>
public static class RunRequests
{
    private const string Kind = "asked";

    /// <summary>Tells the ledger who asked for a run that the store has.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run, calculated for the request or before.</param>
    /// <param name="by">The name of a key, of a member of staff, or of an entry of a schedule.</param>
    public static void Note(FactStore store, StoredRun run, string by)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        store.Write(() =>
        {
            Ledger.Append(store.Connection, store.Now(), Kind, JsonSerializer.Serialize(new { run = run.Id, by }, LedgerText.AsWritten));
            return run;
        });
    }
}
