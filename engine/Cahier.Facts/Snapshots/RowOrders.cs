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
            orders[entity.Ordinal] = Sorted(loader, links, (_, parents) => parents.Clear(), 1, (l, r) => TextOrder.Compare(loader.Keys[l], loader.Keys[r]));
        }
        else
        {
            var parent = model.Find(entity.Parent)!;
            SortWithParents(model, parent, loaders, links, orders);
            var places = orders[parent.Ordinal].Places(loaders[parent.Ordinal]?.Count ?? 0);
            var placeOfKey = Array.ConvertAll(links.ParentRows[entity.Ordinal], row => row < 0 ? -1 : places[row]);
            var asRead = RowOrder.AsRead(loader.Count);
            void ParentsOf(int from, Span<int> parents)
            {
                loader.ParentsOf(asRead, from, parents);
                foreach (ref var parent in parents)
                {
                    parent = placeOfKey[parent];
                }
            }

            orders[entity.Ordinal] = Sorted(loader, links, ParentsOf, orders[parent.Ordinal].Count, Comparison(loader));
        }
    }

    private static RowOrder Sorted(TableLoader loader, RowLinks links, Filling<int> parentsOf, int parentCount, Comparison<int> compare)
    {
        if (!links.AnyDropped(loader.Entity) && AreTogether(loader.Count, parentsOf))
        {
            return SortedInParts(loader.Count, parentsOf, compare);
        }

        var rows = Kept(loader, links);
        var parents = new int[loader.Count];
        parentsOf(0, parents);
        SortUnderParents(rows, parentCount, parents, compare);
        return RowOrder.Of(rows);
    }

    /// <summary>Whether the rows of one parent stand together already, parents in order, as in files that were written so.</summary>
    private static bool AreTogether(int count, Filling<int> parentsOf)
    {
        var parts = (count + RowsOfPart - 1) / RowsOfPart;
        return Parallel.For(0, parts, Processors.All(), (part, state) =>
        {
            // With the first row of the next part.
            var parents = new int[Math.Min(RowsOfPart + 1, count - (part * RowsOfPart))];
            parentsOf(part * RowsOfPart, parents);
            for (var i = 1; i < parents.Length; i++)
            {
                if (parents[i - 1] > parents[i])
                {
                    state.Stop();
                    return;
                }
            }
        }).IsCompleted;
    }

    /// <summary>Sorts the rows of each parent where they stand, those of some parents at a time: so not every row need have room at once.</summary>
    private static RowOrder SortedInParts(int count, Filling<int> parentsOf, Comparison<int> compare)
    {
        var order = new RowOrder.Growing();
        for (var from = 0; from < count;)
        {
            var parents = ParentsFrom(from, count, parentsOf);
            int[] rows = [.. Enumerable.Range(from, parents.Length)];
            Parallel.ForEach(Partitioner.Create(0, rows.Length), Processors.All(), range =>
            {
                // The rows of a parent belong to the range in which they begin.
                var start = range.Item1 == 0 ? 0 : EndOfParent(range.Item1, parents);
                while (start < range.Item2)
                {
                    var end = EndOfParent(start + 1, parents);
                    SortSpan(rows.AsSpan(start..end), compare);
                    start = end;
                }
            });
            order.Add(rows);
            from += rows.Length;
        }

        return order.ToOrder();
    }

    /// <summary>The parents of some rows from one on: of a part, but for those rows at its end whose parent may have more after it.</summary>
    private static int[] ParentsFrom(int from, int count, Filling<int> parentsOf)
    {
        for (var length = RowsOfPart; ; length *= 2)
        {
            var parents = new int[Math.Min(length, count - from)];
            parentsOf(from, parents);
            var end = from + parents.Length == count ? parents.Length : parents.AsSpan().LastIndexOfAnyExcept(parents[^1]) + 1;
            if (end > 0)
            {
                return parents[..end];
            }
        }
    }

    /// <summary>The first row, from one on, that has another parent than the row before it.</summary>
    private static int EndOfParent(int row, int[] parents)
    {
        while (row < parents.Length && parents[row - 1] == parents[row])
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

        Parallel.ForEach(Partitioner.Create(0, Math.Max(1, parentCount)), Processors.All(), part =>
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
