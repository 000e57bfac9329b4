using Cahier.Calculation.Results;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Masks;

/// <summary>The numbers of a column.</summary>
internal sealed class ColumnQuantity(int slot, RowSet rows, NumberColumn column)
    : Quantity(slot, column.Scale, column.Low, column.High, rows.MayBeAbsent || column.HasMissing)
{
    public override ReadOnlySpan<int> NarrowValues(MaskBlock block) =>
        rows.FirstInPlace(block) is var first and >= 0 ? column.Narrow(first, block.Count) : default;

    public override ReadOnlySpan<long> Values(MaskBlock block) =>
        rows.FirstInPlace(block) is var first and >= 0 && column.Wide(first, block.Count) is { IsEmpty: false } values ? values : base.Values(block);

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        if (NarrowValues(block) is { IsEmpty: false } narrow)
        {
            Widen(narrow, values);
            return;
        }

        var places = rows.Rows(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = places[i] < 0 ? 0 : column.Scaled(places[i]);
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => Marking.Missing(rows, column, block, marks);
}

/// <summary>The dates of a column, as days.</summary>
internal sealed class DaysQuantity(int slot, RowSet rows, DateColumn column)
    : Quantity(slot, 0, int.MinValue, int.MaxValue, rows.MayBeAbsent || column.HasMissing)
{
    public override ReadOnlySpan<int> NarrowValues(MaskBlock block) =>
        rows.FirstInPlace(block) is var first and >= 0 ? column.Days.AsSpan(first, block.Count) : default;

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        if (NarrowValues(block) is { IsEmpty: false } narrow)
        {
            Widen(narrow, values);
            return;
        }

        var places = rows.Rows(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = places[i] < 0 ? 0 : column.Days[places[i]];
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => Marking.Missing(rows, column, block, marks);
}

/// <summary>Numbers that were found before, in whole numbers, for every unit or for every one that is looked at.</summary>
internal sealed class FoundQuantity(int slot, NumberResults found, WholeNumbers whole, bool isSlotBySlot)
    : Quantity(slot, whole.Scale, whole.Low, whole.High, whole.MayBeMissing)
{
    /// <summary>The least and the most of them.</summary>
    public (long Least, long Most)? Range => found.Range;

    public override ReadOnlySpan<long> Values(MaskBlock block) => block.IsOfAll || isSlotBySlot ? found.Digits(block.From, block.Count) : base.Values(block);

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = found.Digits(block.UnitAt(i), 1)[0];
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks)
    {
        marks.Clear();
        for (var i = 0; i < block.Count; i++)
        {
            marks[i / MaskBlock.WordBits] |= (found.IsKnownAt(isSlotBySlot ? block.From + i : block.UnitAt(i)) ? 0UL : 1) << i;
        }
    }
}

/// <summary>One number for all.</summary>
internal sealed class ConstantQuantity(int slot, long value, int scale) : Quantity(slot, scale, value, value, mayBeMissing: false)
{
    private readonly long[] all = [.. Enumerable.Repeat(value, MaskBlock.Units)];
    private readonly int[] allNarrow = value is >= int.MinValue and <= int.MaxValue ? [.. Enumerable.Repeat((int)value, MaskBlock.Units)] : [];

    /// <summary>The whole number.</summary>
    public long Scaled => value;

    public override ReadOnlySpan<int> NarrowValues(MaskBlock block) => allNarrow.Length > 0 ? allNarrow.AsSpan(0, block.Count) : default;

    public override ReadOnlySpan<long> Values(MaskBlock block) => all.AsSpan(0, block.Count);

    protected override void Fill(MaskBlock block, Span<long> values) => values.Fill(value);

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => marks.Clear();
}

/// <summary>Values in force from one day on, read by the day of the unit; missing before the first.</summary>
internal sealed class DatedQuantity(int slot, int[] from, long[] values, int scale, bool wereOfOneScale, bool mayBeMissing)
    : Quantity(slot, scale, values.Min(), values.Max(), mayBeMissing)
{
    private readonly long[] values = values;

    public override bool KeepsDecimals => wereOfOneScale;

    protected override void Fill(MaskBlock block, Span<long> found)
    {
        var days = block.UnitDays;
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = values[0];
            for (var v = 1; v < from.Length && from[v] <= days[i]; v++)
            {
                found[i] = values[v];
            }
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks)
    {
        marks.Clear();
        var days = block.UnitDays;
        for (var i = 0; i < days.Length; i++)
        {
            marks[i / MaskBlock.WordBits] |= (days[i] < from[0] ? 1UL : 0) << i;
        }
    }
}
