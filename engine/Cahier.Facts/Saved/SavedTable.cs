using Cahier.Facts.Columns;

namespace Cahier.Facts.Saved;

/// <summary>The rows of a table in a file.</summary>
/// <param name="file">The file.</param>
/// <param name="entry">What the directory says of it.</param>
/// <param name="parentCount">How many rows the parent's table has; -1 where there is no parent.</param>
internal sealed class SavedTable(SavedFile file, TableEntry entry, int parentCount)
{
    public int Count => entry.Count;

    public string Hash => entry.Hash;

    public Values<int> Parents => entry.Parents is null ? default : file.Values<int>(entry.Parents, Count);

    public Values<int> Starts => entry.Starts is null ? default : file.Values<int>(entry.Starts, parentCount + 1);

    public SavedKeys? Keys() => entry is { Keys: { } keys, Order: { } order }
        ? new SavedKeys(new SavedTexts(file, keys, Count), order.Length == 0 ? default : file.Values<int>(order, Count))
        : null;
}
