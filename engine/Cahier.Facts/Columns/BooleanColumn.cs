using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>True and false, a bit for each row.</summary>
public sealed class BooleanColumn : Column
{
    private readonly Values<ulong> values;

    internal BooleanColumn(int count, ulong[] values, ulong[]? missing)
        : base(count, missing) => this.values = new Values<ulong>(values);

    internal BooleanColumn(SavedColumn saved)
        : base(saved) => values = saved.Values<ulong>(Bits.Words(saved.Count));

    /// <summary>The row's value, or null when it is missing.</summary>
    public bool? Read(int row) => IsMissing(row) ? null : Bits.Get(values, row);

    /// <summary>Whether the row's value is true; not so when it is missing.</summary>
    public bool IsTrue(int row) => Bits.Get(values, row);

    /// <summary>Whether the values of 64 rows from one on are true, a bit for each; not so when one is missing.</summary>
    public ulong TrueFrom(int row) => Bits.From(values, row);

    internal override FeelValue? ToValue(int row) => IsMissing(row) ? null : BooleanValue.Of(Bits.Get(values, row));

    internal override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = Bits.Make(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            if (Bits.Get(values, rows[i]))
            {
                Bits.Set(taken, i);
            }
        }

        return new BooleanColumn(rows.Length, taken, TakeMissing(rows));
    }

    internal override Column Patched(Column came, RowRuns runs) => new BooleanColumn(runs.Count, runs.Take(values, ((BooleanColumn)came).values), PatchedMissing(came, runs));

    private protected override int CompareValues(int left, int right) => IsTrue(left).CompareTo(IsTrue(right));

    private protected override void SaveValues(ColumnSaver to) => to.Add(ColumnKind.Boolean, values.Span);
}

/// <summary>Reads <c>true</c> and <c>false</c>.</summary>
internal sealed class BooleanColumnBuilder : ColumnBuilder<int>
{
    private const int Missing = 2;

    private readonly NumberBlocks values = new();

    public override int Count => values.Count;

    public override string? Read(ReadOnlySpan<char> text)
    {
        if (text is "true" or "false")
        {
            Last = text is "true" ? 1 : 0;
            return null;
        }

        return "it is neither true nor false: write true or false in small letters";
    }

    public override void Append() => values.Add(Last);

    public override void AppendMissing() => values.Add(Missing);

    public override int Compare(int left, int right) => values[left].CompareTo(values[right]);

    public override void Clear() => values.Clear();

    public override ColumnDraft Draft(RowOrder rows)
    {
        void Fill(int from, Span<ulong> words)
        {
            Span<int> some = stackalloc int[64];
            for (var word = 0; word < words.Length; word++)
            {
                var first = (from + word) << 6;
                words[word] = WordOf(rows, first, some[..Math.Min(some.Length, rows.Count - first)]);
            }
        }

        var marks = values.Marks(rows, Missing);
        return new ColumnDraft<ulong>(ColumnKind.Boolean, marks, new ValueSource<ulong>(Bits.Words(rows.Count), Fill), words => new BooleanColumn(rows.Count, words, marks));
    }

    /// <summary>The values of 64 rows, or as many as there are, from a place on.</summary>
    private ulong WordOf(RowOrder rows, int first, Span<int> some)
    {
        values.Take(rows, first, some);
        var word = 0UL;
        for (var i = 0; i < some.Length; i++)
        {
            word |= some[i] == 1 ? 1UL << i : 0;
        }

        return word;
    }
}
