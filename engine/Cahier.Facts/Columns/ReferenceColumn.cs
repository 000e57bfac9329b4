using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>Rows of another table.</summary>
public sealed class ReferenceColumn : Column
{
    private readonly Values<int> rows;

    internal ReferenceColumn(int[] rows, ulong[]? missing)
        : base(rows.Length, missing) => this.rows = new Values<int>(rows);

    internal ReferenceColumn(SavedColumn saved)
        : base(saved) => rows = saved.Values<int>(saved.Count);

    /// <summary>The row in the other table, -1 when it is missing.</summary>
    public int Row(int row) => rows[row];

    /// <summary>The same for rows that follow each other.</summary>
    internal ReadOnlySpan<int> Rows(int from, int count) => rows.AsSpan(from, count);

    internal override FeelValue? ToValue(int row) => throw new InvalidOperationException("a reference is read by its table");

    internal override Column Take(ReadOnlySpan<int> taken) => new ReferenceColumn(rows.Take(taken), TakeMissing(taken));

    internal override Column Patched(Column came, RowRuns runs) => new ReferenceColumn(rows.Patched(((ReferenceColumn)came).rows, runs), PatchedMissing(came, runs));

    /// <summary>Whether every row that is not missing is there.</summary>
    internal bool LeadsSomewhere
    {
        get
        {
            for (var row = 0; row < Count; row++)
            {
                if (rows[row] < 0 && !IsMissing(row))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The same rows of the other table where they stand now.</summary>
    /// <param name="places">For each former row where it stands, -1 when it is gone.</param>
    internal ReferenceColumn Moved(int[] places)
    {
        var runs = RowRuns.AllOf(Count);
        var moved = rows.Patched(default, runs);
        for (var row = 0; row < moved.Length; row++)
        {
            moved[row] = moved[row] < 0 ? moved[row] : places[moved[row]];
        }

        return new ReferenceColumn(moved, PatchedMissing(this, runs));
    }

    private protected override int CompareValues(int left, int right) => rows[left].CompareTo(rows[right]);

    private protected override void SaveValues(ColumnSaver to) => to.Add(ColumnKind.Reference, rows.Span);
}

/// <summary>Keeps the keys of rows of another table until that table is whole.</summary>
internal sealed class ReferenceColumnBuilder : ColumnBuilder<int>
{
    private const int Missing = -1;

    private readonly NumberBlocks values = new();

    /// <summary>The keys that occur.</summary>
    public TextPool Keys { get; } = new();

    public override int Count => values.Count;

    /// <summary>For each of <see cref="Keys"/> the row of the other table as that table will stand, once known.</summary>
    public int[] Targets { get; set; } = [];

    /// <summary>The number in <see cref="Keys"/> of the row's key, -1 when it is missing.</summary>
    public int KeyOf(int row) => values[row];

    public override string? Read(ReadOnlySpan<char> text)
    {
        Last = Keys.Add(text);
        return null;
    }

    public override void Append() => values.Add(Last);

    public override void AppendMissing() => values.Add(Missing);

    public override int Compare(int left, int right) => (values[left], values[right]) switch
    {
        (Missing, Missing) => 0,
        (Missing, _) => 1,
        (_, Missing) => -1,
        var (l, r) => l == r ? 0 : TextOrder.Compare(Keys[l], Keys[r]),
    };

    public override void Clear() => values.Clear();

    public override ColumnDraft Draft(RowOrder rows)
    {
        void Fill(int from, Span<int> targets)
        {
            values.Take(rows, from, targets);
            foreach (ref var target in targets)
            {
                target = target < 0 ? Missing : Targets[target];
            }
        }

        var marks = values.Marks(rows, Missing);
        return new ColumnDraft<int>(ColumnKind.Reference, marks, new ValueSource<int>(rows.Count, Fill), targets => new ReferenceColumn(targets, marks));
    }
}
