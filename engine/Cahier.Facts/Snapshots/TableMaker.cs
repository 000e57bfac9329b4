using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>Makes the tables of a snapshot of what loaders hold, in the order found for their rows.</summary>
internal static class TableMaker
{
    public static ImmutableArray<Table> Make(FactModel model, TableLoader?[] loaders, WantedFields? wanted, RowLinks links, int[][] orders)
    {
        var places = loaders.Select((l, e) => PooledKeys.Invert(orders[e], l?.Count ?? 0)).ToArray();
        ImmutableArray<Table> tables = [.. model.Entities.Select(entity => MakeTable(model, entity, loaders[entity.Ordinal], wanted, links, orders[entity.Ordinal], places))];
        foreach (var table in tables)
        {
            table.Link(name => tables[model.Find(name)!.Ordinal]);
        }

        return tables;
    }

    private static Table MakeTable(FactModel model, Entity entity, TableLoader? loader, WantedFields? wanted, RowLinks links, int[] rows, int[][] places)
    {
        var columns = new Column?[entity.Fields.Length];
        foreach (var field in entity.Fields.Where(f => wanted is null || wanted.Contains(entity.Name, f.Name)))
        {
            columns[field.Ordinal] = MakeColumn(model, entity, field, loader, links, rows, places);
        }

        var parents = entity.Parent is null ? [] : new int[rows.Length];
        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = places[model.Find(entity.Parent!)!.Ordinal][links.ParentRows[entity.Ordinal][loader!.ParentOf(rows[i])]];
        }

        var keys = entity.Key.IsEmpty ? null : new PooledKeys(loader?.Keys ?? new TextPool(), rows);
        return new Table(entity, model.RowType(entity.Name), rows.Length, columns, keys, parents);
    }

    private static Column MakeColumn(FactModel model, Entity entity, Field field, TableLoader? loader, RowLinks links, int[] rows, int[][] places)
    {
        for (var i = 0; loader is not null && i < loader.Columns.Length; i++)
        {
            if (loader.Columns[i].Name == field.Name)
            {
                var builder = loader.Columns[i].Builder!;
                if (builder is ReferenceColumnBuilder reference)
                {
                    reference.Targets = [.. links.ReferenceRows[entity.Ordinal][i].Select(r => r < 0 ? -1 : places[model.Find(field.To!)!.Ordinal][r])];
                }

                return builder.Build(rows);
            }
        }

        return MissingColumn(field, rows.Length);
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
