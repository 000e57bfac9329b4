using System.Text.Json;
using Cahier.Rules.Versions;
using Cahier.Storage.Files;

namespace Cahier.Storage.Stores;

/// <summary>Publications of which the ledger of a store tells: those of a service. Of several hosts that publish, each sees what the one before wrote.</summary>
public static class Publications
{
    private const string Kind = "publish";

    /// <summary>Writes the record of a publication into the folder of the rules, and tells the ledger; neither is done without the other.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rulesFolder">The folder with a folder for each cahier.</param>
    /// <param name="cahier">The cahier or library.</param>
    /// <param name="version">The version.</param>
    /// <param name="by">Who publishes it.</param>
    /// <param name="publish">Says what it comes to, from the texts as they stand then.</param>
    /// <returns>What it came to; nothing was done when it was refused.</returns>
    /// <exception cref="IOException">The record cannot be written, and nothing was published.</exception>
    public static Publication Publish(FactStore store, string rulesFolder, string cahier, string version, string by, Func<Publication> publish)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(publish);
        return store.Write(() =>
        {
            var publication = publish();
            if (publication.Record is { } record)
            {
                Ledger.Append(store.Connection, store.Now(), Kind, JsonSerializer.Serialize(new { cahier, version, rules = publication.Hash, by }, LedgerText.AsWritten));
                WholeFile.Write(Path.Combine(rulesFolder, cahier, PublishedRecord.FileName), record);
            }

            return publication;
        });
    }
}
