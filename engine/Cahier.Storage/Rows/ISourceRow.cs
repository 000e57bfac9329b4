using Cahier.Facts.Snapshots;

namespace Cahier.Storage.Rows;

/// <summary>A row whose texts can be told apart without being read.</summary>
internal interface ISourceRow : IRawRow
{
    /// <summary>
    /// Bytes that are the same for the same text of a column, and for no other; none when there is no text, or when they are not at
    /// hand before it is read. Valid until the next row.
    /// </summary>
    ReadOnlySpan<byte> Bytes(int column);
}
