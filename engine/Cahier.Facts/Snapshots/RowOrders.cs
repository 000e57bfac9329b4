using System.Collections.Concurrent;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>Puts rows into the order in which tables hold them: by parent, then by the entity's order, then by key, or without a key by all that is kept.</summary>
internal static class RowOrders
{
    private const int RowsOfPart = 1 << 14;

    /// <summary>For each entity the rows as they were read, in their order, without those dropped; none of an entity that nobody wants.</summary>
    public static RowOrder[] Sort(FactModel model, TableLoader?[] loaders, WantedFields? wanted, RowLinks links)
    {
        var orders = new RowOrder[loaders.Length];
        foreach (var entity in model.Entities.Where(e => wanted?.Contains(e.Name) == false))
        {
            orders[entity.Ordinal] = RowOrder.AsRead(0);
        }

        foreach (var entity in model.Entities)
        {
            SortWithParents(model, entity, loaders, links, orders);
        }

        return orders;
    }

    private static void SortWithParents(FactModel model, Entity entity, TableLoader?[] loaders, RowLinks links, RowOrder[] orders)
    {
        if (orders[entity.Ordinal] is not null)
        {
            return;
        }

        if (loaders[entity.Ordinal] is not { Count: > 0 } loader)
        {
            orders[entity.Ordinal] = RowOrder.AsRead(0);
            return;
        }

        if (entity.Parent is null)
        {
            orders[entity.Ordinal] = Sorted(loader, links, _ => 0, 1, (l, r) => TextOrder.Compare(loader.Keys[l], loader.Keys[r]));
        }
        else
        {
            var parent = model.Find(entity.Parent)!;
            SortWithParents(model, parent, loaders, links, orders);
            var places = orders[parent.Ordinal].Places(loaders[parent.Ordinal]?.Count ?? 0);
            var placeOfKey = Array.ConvertAll(links.ParentRows[entity.Ordinal], row => row < 0 ? -1 : places[row]);
            orders[entity.Ordinal] = Sorted(loader, links, row => placeOfKey[loader.ParentOf(row)], orders[parent.Ordinal].Count, Comparison(loader));
        }
    }

    private static RowOrder Sorted(TableLoader loader, RowLinks links, Func<int, int> parentOf, int parentCount, Comparison<int> compare)
    {
        if (!links.AnyDropped(loader.Entity) && AreTogether(loader.Count, parentOf))
        {
            return SortedInParts(loader.Count, parentOf, compare);
        }

        var rows = Kept(loader, links);
        var parents = new int[loader.Count];
        foreach (var row in rows)
        {
            parents[row] = parentOf(row);
        }

        SortUnderParents(rows, parentCount, parents, compare);
        return RowOrder.Of(rows);
    }

    /// <summary>Whether the rows of one parent stand together already, parents in order, as in files that were written so.</summary>
    private static bool AreTogether(int count, Func<int, int> parentOf) => Parallel.ForEach(Partitioner.Create(0, Math.Max(1, count)), (part, state) =>
    {
        for (var row = Math.Max(1, part.Item1); row < Math.Min(part.Item2, count); row++)
        {
            if (parentOf(row - 1) > parentOf(row))
            {
                state.Stop();
                return;
            }
        }
    }).IsCompleted;

    /// <summary>Sorts the rows of each parent where they stand, those of some parents at a time: so not every row need have room at once.</summary>
    private static RowOrder SortedInParts(int count, Func<int, int> parentOf, Comparison<int> compare)
    {
        var order = new RowOrder.Growing();
        for (int from = 0, to; from < count; from = to)
        {
            to = EndOfParent(Math.Min(count, from + RowsOfPart), count, parentOf);
            int[] rows = [.. Enumerable.Range(from, to - from)];
            var first = from;
            Parallel.ForEach(Partitioner.Create(from, to), range =>
            {
                // The rows of a parent belong to the range in which they begin.
                var start = range.Item1 == first ? first : EndOfParent(range.Item1, count, parentOf);
                while (start < range.Item2)
                {
                    var end = EndOfParent(start + 1, count, parentOf);
                    SortSpan(rows.AsSpan(start - first, end - start), compare);
                    start = end;
                }
            });
            order.Add(rows);
        }

        return order.ToOrder();
    }

    /// <summary>The first row, from one on, that has another parent than the row before it.</summary>
    private static int EndOfParent(int row, int count, Func<int, int> parentOf)
    {
        while (row < count && parentOf(row - 1) == parentOf(row))
        {
            row++;
        }

        return row;
    }

    private static int[] Kept(TableLoader loader, RowLinks links)
    {
        var rows = new int[loader.Count];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            rows[count] = row;
            count += links.IsDropped(loader.Entity, row) ? 0 : 1;
        }

        return count == rows.Length ? rows : rows[..count];
    }

    /// <summary>Counts the rows of each parent, lays them out one parent after the other, and sorts each parent's rows.</summary>
    private static void SortUnderParents(int[] rows, int parentCount, int[] parentOf, Comparison<int> compare)
    {
        var starts = new int[parentCount + 1];
        foreach (var row in rows)
        {
            starts[parentOf[row] + 1]++;
        }

        for (var i = 0; i < parentCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts[..^1];
        foreach (var row in (int[])rows.Clone())
        {
            rows[next[parentOf[row]]++] = row;
        }

        Parallel.ForEach(Partitioner.Create(0, Math.Max(1, parentCount)), part =>
        {
            for (var parent = part.Item1; parent < Math.Min(part.Item2, parentCount); parent++)
            {
                SortSpan(rows.AsSpan(starts[parent]..starts[parent + 1]), compare);
            }
        });
    }

    /// <summary>The order of rows of one parent, as they were read.</summary>
    public static Comparison<int> Comparison(TableLoader loader)
    {
        var columns = loader.Columns.ToArray();
        var builders = loader.Entity.Order.Select(name => columns.FirstOrDefault(c => c.Name == name)?.Builder).OfType<ColumnBuilder>().ToList();
        if (loader.Entity.Key.IsEmpty)
        {
            builders.AddRange(loader.Entity.Fields.Select(f => columns.FirstOrDefault(c => c.Name == f.Name && c.IsKept)?.Builder).OfType<ColumnBuilder>());
        }

        return (l, r) =>
        {
            foreach (var builder in builders)
            {
                if (builder.Compare(l, r) is var order and not 0)
                {
                    return order;
                }
            }

            return loader.Entity.Key.IsEmpty ? l.CompareTo(r) : TextOrder.Compare(loader.Keys[l], loader.Keys[r]);
        };
    }

    /// <summary>Sorts unless the rows stand in order already, as those of most files do.</summary>
    public static void SortSpan(Span<int> rows, Comparison<int> compare)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (compare(rows[i - 1], rows[i]) > 0)
            {
                rows.Sort(compare);
                return;
            }
        }
    }
}
