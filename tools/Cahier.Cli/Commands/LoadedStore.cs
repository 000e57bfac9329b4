using System.Globalization;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary>Says what a load came to in a store.</summary>
internal static class LoadedStore
{
    public static string Head(StoreLoad load, StoreAddress address) => load.IsNew ? $"{address} now holds these facts:" : $"{address} already held these facts; nothing was changed.";

    /// <summary>How the rows of an entity differ from those before, to stand behind their number; nothing when there were none before.</summary>
    public static string Change(StoreLoad? load, string entity)
    {
        var change = load is null || load.Changes.IsEmpty ? null : load.Changes.FirstOrDefault(c => c.Entity == entity);
        return change switch
        {
            null => "",
            { IsNone: true } => ", as before",
            _ => $", {string.Join(", ", Counts(change))}",
        };
    }

    private static IEnumerable<string> Counts(EntityChange change) =>
        new[] { (Rows: change.Added, Word: "added"), (Rows: change.Changed, Word: "changed"), (Rows: change.Gone, Word: "gone") }
            .Where(c => c.Rows > 0)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Rows} {c.Word}"));
}
