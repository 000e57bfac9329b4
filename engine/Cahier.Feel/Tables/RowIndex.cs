using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>
/// Finds the rows of a table that may match, without going through all of them: by the values of cells that name one, and
/// by the bounds of cells that name a range. The cells still decide: what is found may be too much, never too little.
/// </summary>
internal abstract class RowIndex(int[] rows)
{
    private const int FewRows = 8;

    /// <summary>Every row of this part, in order: what may match when an input is unknown or of a kind that cells do not name.</summary>
    protected int[] Rows { get; } = rows;

    public static RowIndex Of(ImmutableArray<ImmutableArray<CellTest>> cells)
    {
        var columns = cells.IsEmpty ? 0 : cells[0].Length;
        return new Builder(cells).Build([.. Enumerable.Range(0, cells.Length)], [.. Enumerable.Range(0, columns)]);
    }

    /// <summary>The rows that may match, in order.</summary>
    public abstract ReadOnlySpan<int> Candidates(ReadOnlySpan<FeelValue> inputs);

    /// <summary>Few rows, or rows whose cells say nothing that can be looked up.</summary>
    private sealed class Scanned(int[] rows) : RowIndex(rows)
    {
        public override ReadOnlySpan<int> Candidates(ReadOnlySpan<FeelValue> inputs) => Rows;
    }

    /// <summary>Makes the index from the columns that tell rows apart. A row may stand in several parts, within bounds.</summary>
    private sealed class Builder(ImmutableArray<ImmutableArray<CellTest>> cells)
    {
        // How often rows may stand in more than one part, all together.
        private long room = (16L * cells.Length) + 1024;

        public RowIndex Build(int[] rows, ImmutableArray<int> columns)
        {
            if (rows.Length <= FewRows || columns.IsEmpty)
            {
                return new Scanned(rows);
            }

            ImmutableArray<int> keys = [.. columns.Where(c => rows.All(r => cells[r][c].Single is not null))];
            return keys is [var only] ? new SinglyKeyedRows(rows, only, rows.GroupBy(r => cells[r][only].Single!).Select(g => KeyValuePair.Create(g.Key, Build([.. g], columns.Remove(only)))), new Scanned([]))
                : !keys.IsEmpty ? Keyed(rows, keys, columns)
                : (RowIndex?)Ordered(rows, columns) ?? (RowIndex?)MostlyKeyed(rows, columns) ?? new Scanned(rows);
        }

        private KeyedRows Keyed(int[] rows, ImmutableArray<int> keys, ImmutableArray<int> columns)
        {
            var others = columns.RemoveRange(keys);
            var groups = rows.GroupBy(r => (FeelValue[])[.. keys.Select(k => cells[r][k].Single!)], KeyedRows.ByContent);
            return new KeyedRows(rows, keys, groups.Select(g => KeyValuePair.Create(g.Key, Build([.. g], others))), new Scanned([]));
        }

        // Rows that name no value in the column are part of each group.
        private SinglyKeyedRows? MostlyKeyed(int[] rows, ImmutableArray<int> columns)
        {
            var key = columns.MaxBy(c => rows.Count(r => cells[r][c].Single is not null));
            int[] open = [.. rows.Where(r => cells[r][key].Single is null)];
            var groups = rows.Where(r => cells[r][key].Single is not null).GroupBy(r => cells[r][key].Single!).ToList();
            if (groups.Count < 2 || !Take((long)open.Length * groups.Count))
            {
                return null;
            }

            var others = columns.Remove(key);
            return new SinglyKeyedRows(rows, key, groups.Select(g => KeyValuePair.Create(g.Key, Build([.. g.Concat(open).Order()], others))), Build(open, others));
        }

        private OrderedRows? Ordered(int[] rows, ImmutableArray<int> columns)
        {
            var stretches = columns.Select(c => Stretches.Of(c, rows, cells)).OfType<Stretches>().Select(s => (Found: s, s.Largest)).Where(s => s.Largest * 2 <= rows.Length).OrderBy(s => s.Largest).FirstOrDefault().Found;
            if (stretches is null || !Take(stretches.Size - rows.Length))
            {
                return null;
            }

            var others = columns.Remove(stretches.Column);
            return new OrderedRows(rows, stretches, [.. stretches.RowsOf().Select(r => Build(r, others))]);
        }

        private bool Take(long places)
        {
            var fits = places <= room;
            room -= fits ? Math.Max(0, places) : 0;
            return fits;
        }
    }
}

/// <summary>Rows by the value that their cells of one column name.</summary>
internal sealed class SinglyKeyedRows(int[] rows, int key, IEnumerable<KeyValuePair<FeelValue, RowIndex>> groups, RowIndex others) : RowIndex(rows)
{
    private readonly Dictionary<FeelValue, RowIndex> byKey = new(groups);

    public override ReadOnlySpan<int> Candidates(ReadOnlySpan<FeelValue> inputs) =>
        CellTest.IsScalar(inputs[key]) ? byKey.GetValueOrDefault(inputs[key], others).Candidates(inputs) : Rows;
}

/// <summary>Rows by the values that their cells name, all key columns together.</summary>
internal sealed class KeyedRows : RowIndex
{
    private readonly ImmutableArray<int> keys;
    private readonly Dictionary<FeelValue[], RowIndex> byKey;
    private readonly RowIndex others;

    public KeyedRows(int[] rows, ImmutableArray<int> keys, IEnumerable<KeyValuePair<FeelValue[], RowIndex>> groups, RowIndex others)
        : base(rows)
    {
        this.keys = keys;
        this.others = others;
        byKey = new Dictionary<FeelValue[], RowIndex>(groups, ByContent);
    }

    public static IEqualityComparer<FeelValue[]> ByContent { get; } = EqualityComparer<FeelValue[]>.Create(
        (a, b) => a.AsSpan().SequenceEqual(b),
        key => key.Aggregate(0, (hash, value) => HashCode.Combine(hash, value)));

    public override ReadOnlySpan<int> Candidates(ReadOnlySpan<FeelValue> inputs)
    {
        var key = new FeelValue[keys.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = inputs[keys[i]];
            if (!CellTest.IsScalar(key[i]))
            {
                return Rows;
            }
        }

        return byKey.GetValueOrDefault(key, others).Candidates(inputs);
    }
}

/// <summary>Rows by the stretch between two bounds of their cells into which an input falls.</summary>
internal sealed class OrderedRows(int[] rows, Stretches stretches, ImmutableArray<RowIndex> parts) : RowIndex(rows)
{
    public override ReadOnlySpan<int> Candidates(ReadOnlySpan<FeelValue> inputs)
    {
        var input = inputs[stretches.Column];
        return stretches.IsOfKind(input) ? parts[stretches.Find(input)].Candidates(inputs) : Rows;
    }
}
