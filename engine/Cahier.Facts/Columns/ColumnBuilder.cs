using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Columns;

/// <summary>
/// Reads values of one field from text and keeps them row by row. First every value of a row is read, then all are
/// appended together, so that a row is taken whole or not at all.
/// </summary>
internal abstract class ColumnBuilder
{
    public abstract int Count { get; }

    /// <summary>Reads a value that is not empty. Says what is wrong with it, and what to write, or null when it is well.</summary>
    public abstract string? Read(ReadOnlySpan<char> text);

    /// <summary>Appends what was last read.</summary>
    public abstract void Append();

    public abstract void AppendMissing();

    /// <summary>The order of two rows: as the language orders their values, missing ones last.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>The column with the given rows in the given order.</summary>
    public abstract ColumnDraft Draft(RowOrder rows);

    /// <summary>Gives the room back, once the column is built.</summary>
    public abstract void Clear();
}
