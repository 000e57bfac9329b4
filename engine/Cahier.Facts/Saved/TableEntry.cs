using System.Collections.Immutable;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>What the directory says of a table.</summary>
/// <param name="Entity">The entity's name.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Hash">SHA-256 of keys and parents.</param>
/// <param name="Keys">The keys; null for an entity without one.</param>
/// <param name="Order">The rows by key; null for an entity without one.</param>
/// <param name="Parents">The parent of each row; null where there is none.</param>
/// <param name="Starts">Where the children of each parent begin, and one more for the end; null where there is no parent.</param>
/// <param name="Columns">The fields that are kept.</param>
internal sealed record TableEntry(string Entity, int Count, string Hash, TextSections? Keys, Section? Order, Section? Parents, Section? Starts, ImmutableArray<ColumnEntry> Columns)
{
    /// <summary>The sections that are not of columns, in the order in which they stand.</summary>
    public IEnumerable<Section> Sections => new[] { Keys?.Offsets, Keys?.Bytes, Order, Parents, Starts }.OfType<Section>();

    public TableHashes Hashes => new(Entity, Count, Hash, Columns.Select(c => (c.Field, c.Hash)));

    public void Write(BinaryWriter to)
    {
        to.Write(Entity);
        to.Write(Count);
        to.Write(Hash);
        to.Write(Keys is not null);
        Keys?.Write(to);
        Order?.Write(to);
        to.Write(Parents is not null);
        Parents?.Write(to);
        Starts?.Write(to);
        to.Write(Columns.Length);
        foreach (var column in Columns)
        {
            column.Write(to);
        }
    }

    public static TableEntry Read(BinaryReader from)
    {
        var (entity, count, hash, hasKeys) = (from.ReadString(), from.ReadInt32(), from.ReadString(), from.ReadBoolean());
        var (keys, order) = hasKeys ? (TextSections.Read(from), Section.Read(from)) : (null, null);
        var (parents, starts) = from.ReadBoolean() ? (Section.Read(from), Section.Read(from)) : (null, null);
        var columns = ImmutableArray.CreateBuilder<ColumnEntry>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            columns.Add(ColumnEntry.Read(from));
        }

        return new TableEntry(entity, count, hash, keys, order, parents, starts, columns.ToImmutable());
    }
}
