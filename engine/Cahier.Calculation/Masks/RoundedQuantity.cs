using Cahier.Feel.Values;

namespace Cahier.Calculation.Masks;

/// <summary>A quantity rounded to fewer decimals. Of a step that is a power of ten, and of numbers that all have at least its decimals, as many are left of each.</summary>
internal sealed class RoundedQuantity(int slot, Quantity value, int dropped, RoundingMode mode)
    : Quantity(slot, value.Scale - dropped, (value.Low / Power(dropped)) - 1, (value.High / Power(dropped)) + 1, value.MayBeMissing)
{
    protected override void Fill(MaskBlock block, Span<long> values)
    {
        var exact = value.Values(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Rounding.DropDigits(exact[i], dropped, mode);
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => value.Missing(block).CopyTo(marks);

    private static Int128 Power(int exponent) => exponent == 0 ? 1 : 10 * Power(exponent - 1);
}
