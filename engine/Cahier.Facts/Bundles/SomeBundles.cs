using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// Some bundles of a snapshot as a snapshot of their own, with all rows that stand in no bundle. Its columns have as many
/// decimals and the dictionaries of the whole, so that what is found of a bundle is the same. Columns that name rows of bundles
/// are left out, since those may not be there; and nobody knows it by a hash.
/// </summary>
public sealed class SomeBundles
{
    private readonly Snapshot whole;
    private readonly Dictionary<string, int[]> rows = new(StringComparer.Ordinal);

    private SomeBundles(Snapshot whole) => this.whole = whole;

    /// <summary>The bundles, and the rows that stand in none.</summary>
    public Snapshot Facts { get; private set; } = null!;

    /// <summary>For each row of an entity of bundles the one that it is of the whole, ascending.</summary>
    public int[] RowsOf(string entity) => rows[entity];

    /// <summary>Takes bundles out of a snapshot.</summary>
    /// <param name="whole">The snapshot.</param>
    /// <param name="roots">The roots of the bundles, ascending.</param>
    public static SomeBundles Of(Snapshot whole, int[] roots)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(roots);
        var some = new SomeBundles(whole);
        some.Take(roots);
        return some;
    }

    private void Take(int[] roots)
    {
        var model = whole.Model;
        foreach (var entity in model.Entities.Where(e => BundleFields.Holds(model, e.Name)))
        {
            rows[entity.Name] = RowsOf(entity, roots);
        }

        var columns = whole.Tables.Select(t => new Column?[t.Entity.Fields.Length]).ToArray();
        var kept = whole.Tables.SelectMany(t => t.Columns.Where(c => !NamesBundles(c.Field)).Select(c => (Table: t, c.Field, c.Column)));
        Parallel.ForEach(kept, Processors.All(), k => columns[k.Table.Entity.Ordinal][k.Field.Ordinal] = rows.TryGetValue(k.Table.Entity.Name, out var taken) ? k.Column.Take(taken) : k.Column);
        ImmutableArray<Table> tables = [.. whole.Tables.Select(t => Make(t, columns[t.Entity.Ordinal]))];
        foreach (var table in tables)
        {
            table.Link(name => tables[model.Find(name)!.Ordinal]);
        }

        Facts = new Snapshot(model, tables);
    }

    private bool NamesBundles(Field field) => field.To is { } to && BundleFields.Holds(whole.Model, to);

    private int[] RowsOf(Entity entity, int[] roots)
    {
        if (whole.Table(entity.Name).Count == 0)
        {
            return [];
        }

        var way = new BundleRows(whole, entity);
        var taken = new List<int>(roots.Length);
        foreach (var root in roots)
        {
            var (from, to) = way.Of(root, root + 1);
            for (var row = from; row < to; row++)
            {
                taken.Add(row);
            }
        }

        return [.. taken];
    }

    private Table Make(Table table, Column?[] columns)
    {
        if (!rows.TryGetValue(table.Entity.Name, out var taken))
        {
            return new Table(table, columns);
        }

        int[] parents = table.Entity.Parent is { } parent ? Parents(table, taken, rows[parent]) : [];
        return new Table(table.Entity, table.Type, taken.Length, columns, table.Entity.Key.IsEmpty ? null : new SomeKeys(table, taken), parents);
    }

    // Rows stand under their parents in both: the parents of the next come no earlier.
    private static int[] Parents(Table table, int[] taken, int[] parents)
    {
        var (found, at) = (new int[taken.Length], 0);
        for (var i = 0; i < taken.Length; i++)
        {
            while (parents[at] != table.Parent(taken[i]))
            {
                at++;
            }

            found[i] = at;
        }

        return found;
    }

    private sealed class SomeKeys(Table table, int[] taken) : KeyIndex
    {
        public override string this[int row] => table.Key(taken[row]);

        public override int Find(string key) => table.TryFind(key, out var row) && Array.BinarySearch(taken, row) is >= 0 and var place ? place : -1;
    }
}
