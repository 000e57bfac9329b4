namespace Cahier.Facts.Snapshots;

/// <summary>A row of texts, as a file or a database gives it, in the order of the header.</summary>
public interface IRawRow
{
    /// <summary>The text of a column; empty when there is none. Valid until the next row.</summary>
    ReadOnlySpan<char> this[int column] { get; }
}
