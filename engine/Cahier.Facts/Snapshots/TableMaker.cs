using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>Makes the tables of a snapshot of what loaders hold, in the order found for their rows; columns side by side.</summary>
internal sealed class TableMaker
{
    private readonly FactModel model;
    private readonly TableLoader?[] loaders;
    private readonly RowLinks links;
    private readonly int[][] orders;

    // By entity, for each row as it was read the place where it stands, -1 when it is left out; none where nothing leads to rows.
    private readonly int[][] places;

    private TableMaker(FactModel model, TableLoader?[] loaders, RowLinks links, int[][] orders)
    {
        this.model = model;
        this.loaders = loaders;
        this.links = links;
        this.orders = orders;
        places = [.. model.Entities.Select(e => e.Key.IsEmpty ? [] : PooledKeys.Invert(orders[e.Ordinal], loaders[e.Ordinal]?.Count ?? 0))];
    }

    public static ImmutableArray<Table> Make(FactModel model, TableLoader?[] loaders, WantedFields? wanted, RowLinks links, int[][] orders)
    {
        var maker = new TableMaker(model, loaders, links, orders);
        var columns = model.Entities.Select(e => new Column?[e.Fields.Length]).ToArray();
        var parents = model.Entities.Select(_ => Array.Empty<int>()).ToArray();
        var steps = model.Entities.SelectMany(entity => entity.Fields
            .Where(f => wanted is null || wanted.Contains(entity.Name, f.Name))
            .Select(f => (entity, Step: (Action)(() => columns[entity.Ordinal][f.Ordinal] = maker.MakeColumn(entity, f))))
            .Append((entity, () => parents[entity.Ordinal] = maker.ParentsOf(entity))));

        // The longest first: then no thread is left with one at the end.
        Parallel.ForEach(Partitioner.Create(steps.OrderByDescending(s => orders[s.entity.Ordinal].Length), EnumerablePartitionerOptions.NoBuffering), step => step.Step());
        ImmutableArray<Table> tables = [.. model.Entities.Select(e => new Table(e, model.RowType(e.Name), orders[e.Ordinal].Length, columns[e.Ordinal], maker.KeysOf(e), parents[e.Ordinal]))];
        foreach (var table in tables)
        {
            table.Link(name => tables[model.Find(name)!.Ordinal]);
        }

        return tables;
    }

    private PooledKeys? KeysOf(Entity entity) => entity.Key.IsEmpty ? null : new PooledKeys(loaders[entity.Ordinal]?.Keys ?? new TextPool(), orders[entity.Ordinal]);

    private int[] ParentsOf(Entity entity)
    {
        var rows = orders[entity.Ordinal];
        var parents = entity.Parent is null ? [] : new int[rows.Length];
        var placesOfParents = entity.Parent is null ? [] : places[model.Find(entity.Parent)!.Ordinal];
        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = placesOfParents[links.ParentRows[entity.Ordinal][loaders[entity.Ordinal]!.ParentOf(rows[i])]];
        }

        return parents;
    }

    private Column MakeColumn(Entity entity, Field field)
    {
        var loader = loaders[entity.Ordinal];
        var place = loader?.PlaceOf(field.Name) ?? -1;
        if (place < 0)
        {
            return MissingColumn(field, orders[entity.Ordinal].Length);
        }

        var builder = loader!.Columns[place].Builder!;
        if (builder is ReferenceColumnBuilder reference)
        {
            var placesOfTargets = places[model.Find(field.To!)!.Ordinal];
            reference.Targets = [.. links.ReferenceRows[entity.Ordinal][place].Select(r => r < 0 ? -1 : placesOfTargets[r])];
        }

        var column = builder.Build(orders[entity.Ordinal]);
        builder.Clear();
        return column;
    }

    /// <summary>The column of a field that the file does not have.</summary>
    private static Column MissingColumn(Field field, int count)
    {
        var builder = new LoaderColumn(field.Name, field, isKept: true).Builder!;
        for (var i = 0; i < count; i++)
        {
            builder.AppendMissing();
        }

        return builder.Build([.. Enumerable.Range(0, count)]);
    }
}
