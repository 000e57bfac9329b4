namespace Cahier.Facts.Snapshots;

/// <summary>The hashes of one table, by which that of its snapshot is known.</summary>
/// <param name="Entity">The entity's name.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Rows">The hash of keys and parents.</param>
/// <param name="Columns">The hash of each field that is kept.</param>
internal readonly record struct TableHashes(string Entity, int Count, string Rows, IEnumerable<(string Field, string Hash)> Columns)
{
    public void AddTo(ContentHash hash)
    {
        hash.Add(Entity);
        hash.Add(Count);
        hash.Add(Rows);
        foreach (var (field, column) in Columns)
        {
            hash.Add(field);
            hash.Add(column);
        }
    }
}
