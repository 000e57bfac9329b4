using Cahier.Feel.Values;

namespace Cahier.Calculation.Masks;

/// <summary>The full months between two dates of a unit, or the full years: an age.</summary>
internal sealed class MonthsQuantity(int slot, Quantity from, Quantity to, bool inYears)
    : Quantity(slot, 0, int.MinValue, int.MaxValue, from.MayBeMissing || to.MayBeMissing)
{
    protected override void Fill(MaskBlock block, Span<long> values)
    {
        var starts = from.Values(block);
        var ends = to.Values(block);
        for (var i = 0; i < values.Length; i++)
        {
            var between = MonthsDuration.Between(new Date(starts[i]), new Date(ends[i]));
            values[i] = inYears ? between.Years : between.Months;
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => Marking.Either(from, to, block, marks);
}
