using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>
/// The order of rows without a key when fewer fields are kept than the file holds. Such rows stand in the entity's order
/// and then by all that is kept (<see cref="RowOrders"/>), so that with fewer fields those of one parent may change places.
/// </summary>
internal static class NarrowedOrder
{
    /// <summary>For each place the row to stand there; null when every row stands there already.</summary>
    public static int[]? Of(Table table)
    {
        if (KeepsOrder(table))
        {
            return null;
        }

        var compare = Comparison(table);
        if (Enumerable.Range(1, Math.Max(0, table.Count - 1)).AsParallel().All(row => table.Parent(row - 1) != table.Parent(row) || compare(row - 1, row) <= 0))
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, table.Count)];
        for (var from = 0; from < rows.Length;)
        {
            var to = from + 1;
            while (to < rows.Length && table.Parent(to) == table.Parent(from))
            {
                to++;
            }

            RowOrders.SortSpan(rows.AsSpan(from..to), compare);
            from = to;
        }

        return rows;
    }

    // What is in order by some fields is in order by the first of them too.
    private static bool KeepsOrder(Table table) =>
        Fields(table).SkipWhile(f => table.FindColumn(f.Ordinal) is not null).All(f => table.FindColumn(f.Ordinal) is null);

    // By which rows are put in order, the first before all others.
    private static IEnumerable<Field> Fields(Table table) => table.Entity.Order.Select(name => table.Entity.Find(name)!).Concat(table.Entity.Fields).Distinct();

    private static Comparison<int> Comparison(Table table)
    {
        var columns = Fields(table).Where(f => table.FindColumn(f.Ordinal) is not null).Select(f => table.Column(f.Ordinal)).ToArray();
        return (left, right) =>
        {
            foreach (var column in columns)
            {
                if (column.Compare(left, right) is var order and not 0)
                {
                    return order;
                }
            }

            return left.CompareTo(right);
        };
    }
}
