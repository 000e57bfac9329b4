namespace Cahier.Facts.Snapshots;

/// <summary>The keys of a table's rows, both ways, without an object for each.</summary>
internal abstract class KeyIndex
{
    public abstract string this[int row] { get; }

    /// <summary>The row of a key, or -1.</summary>
    public abstract int Find(string key);
}
