using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>
/// The bounds that the cells of a column name, in order, and which rows hold in each stretch. With bounds 10 and 20 there are
/// five stretches: below 10, 10 itself, between, 20 itself, above.
/// </summary>
internal sealed class Stretches
{
    private readonly FeelValue[] bounds;
    private readonly List<(int Row, int First, int Last)> covered = [];

    private Stretches(int column, FeelValue[] bounds)
    {
        Column = column;
        this.bounds = bounds;
    }

    public int Column { get; }

    private int Count => (2 * bounds.Length) + 1;

    /// <summary>How many rows hold in the fullest stretch.</summary>
    public int Largest
    {
        get
        {
            var changes = new int[Count + 1];
            foreach (var (_, first, last) in covered)
            {
                changes[first]++;
                changes[last + 1]--;
            }

            var (largest, current) = (0, 0);
            foreach (var change in changes)
            {
                largest = Math.Max(largest, current += change);
            }

            return largest;
        }
    }

    /// <summary>How many rows hold, all stretches together.</summary>
    public long Size => covered.Sum(c => (long)c.Last - c.First + 1);

    /// <summary>The stretches of a column, or null (C#) when a cell says anything but ranges of one kind of value.</summary>
    public static Stretches? Of(int column, int[] rows, ImmutableArray<ImmutableArray<CellTest>> cells)
    {
        if (rows.Any(r => !cells[r][column].IsAny && cells[r][column].Ranges is null))
        {
            return null;
        }

        var bounds = rows.SelectMany(r => cells[r][column].Ranges ?? []).SelectMany(BoundsOf).Distinct().ToArray();
        if (bounds.Length == 0 || bounds[0] is BooleanValue || Array.Exists(bounds, b => b.GetType() != bounds[0].GetType()))
        {
            return null;
        }

        Array.Sort(bounds, Order);
        var stretches = new Stretches(column, bounds);
        foreach (var row in rows)
        {
            stretches.Cover(row, cells[row][column]);
        }

        return stretches;
    }

    /// <summary>Whether the value can be compared with the bounds.</summary>
    public bool IsOfKind(FeelValue value) => value.GetType() == bounds[0].GetType();

    /// <summary>The number of the stretch that holds the value.</summary>
    public int Find(FeelValue value)
    {
        var place = Array.BinarySearch(bounds, value, Comparer<FeelValue>.Create(Order));
        return place >= 0 ? (2 * place) + 1 : 2 * ~place;
    }

    /// <summary>The rows of each stretch, in the order of the table.</summary>
    public int[][] RowsOf()
    {
        var lists = Array.ConvertAll(new int[Count], _ => new List<int>());
        foreach (var (row, first, last) in covered)
        {
            for (var i = first; i <= last; i++)
            {
                if (lists[i].Count == 0 || lists[i][^1] != row)
                {
                    lists[i].Add(row);
                }
            }
        }

        return Array.ConvertAll(lists, l => l.ToArray());
    }

    private static IEnumerable<FeelValue> BoundsOf(RangeValue range)
    {
        if (range.HasStart)
        {
            yield return range.Start;
        }

        if (range.HasEnd)
        {
            yield return range.End;
        }
    }

    private static int Order(FeelValue left, FeelValue right) => Comparison.Order(left, right) ?? throw new InvalidOperationException("bounds of one kind have an order");

    private void Cover(int row, CellTest cell)
    {
        if (cell.IsAny)
        {
            Cover(row, 0, Count - 1);
            return;
        }

        foreach (var range in cell.Ranges!)
        {
            var first = !range.HasStart ? 0 : Find(range.Start) + (range.StartIncluded ? 0 : 1);
            var last = !range.HasEnd ? Count - 1 : Find(range.End) - (range.EndIncluded ? 0 : 1);
            Cover(row, first, last);
        }
    }

    private void Cover(int row, int first, int last)
    {
        if (first <= last)
        {
            covered.Add((row, first, last));
        }
    }
}
