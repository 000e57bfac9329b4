using System.Collections.Concurrent;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;

namespace Cahier.Facts.Bundles;

/// <summary>Hashes of rows: their keys and the fields that a snapshot keeps of them; of a row that they name all of that too.</summary>
internal sealed class RowHashes(Snapshot snapshot)
{
    private readonly ConcurrentDictionary<string, Lazy<ulong[]>> named = new(StringComparer.Ordinal);

    /// <summary>The table of an entity.</summary>
    public Table Table(string entity) => snapshot.Table(entity);

    /// <summary>The columns by which rows of a table name rows of others that have a part in their hash.</summary>
    public IEnumerable<(Field Field, ReferenceColumn Column)> References(Table table) =>
        Kept(table).Where(c => c.Column is ReferenceColumn).Select(c => (c.Field, (ReferenceColumn)c.Column));

    /// <summary>What all rows of a table begin with: the fields that follow, and how their numbers are written.</summary>
    public ulong Seed(Table table)
    {
        var seed = BundleHash.Of(table.Entity.Name);
        foreach (var (field, column) in Kept(table))
        {
            seed = Foldings.Seed(seed, field, column);
        }

        return seed;
    }

    /// <summary>The values of a table, column by column.</summary>
    public List<Folding> Of(Table table)
    {
        var foldings = Kept(table).Select(c => Foldings.Of(c.Field, c.Column, OfNamed)).ToList();

        // Of roots the key is what the hash of a bundle begins with.
        if (!table.Entity.Key.IsEmpty && table.Entity != snapshot.Model.Root)
        {
            foldings.Add(Foldings.OfKeys(table));
        }

        return foldings;
    }

    // Fields that lead out of the bundle have no part: what is read by them is never kept.
    private IEnumerable<(Field Field, Column Column)> Kept(Table table) =>
        table.Columns.Where(c => BundleFields.Stays(snapshot.Model, new FieldRead(table.Type, table.Type.Fields[c.Field.Ordinal])));

    private ulong[] OfNamed(string entity) => named.GetOrAdd(entity, name => new Lazy<ulong[]>(() =>
    {
        var table = snapshot.Table(name);
        var hashes = new ulong[table.Count];
        hashes.AsSpan().Fill(Seed(table));
        Of(table).ForEach(fold => fold(0, hashes));
        return hashes;
    })).Value;
}
