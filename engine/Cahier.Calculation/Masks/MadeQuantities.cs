using System.Runtime.Intrinsics;
using Cahier.Feel.Syntax;

namespace Cahier.Calculation.Masks;

/// <summary>The sum, difference or product of two quantities. Made only where no unit's result leaves 64 bits.</summary>
internal sealed class CombinedQuantity : Quantity
{
    private readonly ArithmeticOperator op;
    private readonly Quantity left;
    private readonly Quantity right;

    private CombinedQuantity(int slot, ArithmeticOperator op, Quantity left, Quantity right, int scale, Int128 low, Int128 high)
        : base(slot, scale, low, high, left.MayBeMissing || right.MayBeMissing)
    {
        this.op = op;
        this.left = left;
        this.right = right;
    }

    /// <summary>Combines quantities, of one scale for sums and differences; null (C#) when a result might not fit.</summary>
    public static CombinedQuantity? Of(int slot, ArithmeticOperator op, Quantity left, Quantity right)
    {
        var (low, high, scale) = op switch
        {
            ArithmeticOperator.Add => (left.Low + right.Low, left.High + right.High, left.Scale),
            ArithmeticOperator.Subtract => (left.Low - right.High, left.High - right.Low, left.Scale),
            _ => Product(left, right),
        };
        return Fits(low, high, scale) ? new CombinedQuantity(slot, op, left, right, scale, low, high) : null;
    }

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        var a = left.Values(block);
        var b = right.Values(block);
        var i = 0;
        for (; i <= values.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            var x = Vector256.Create(a.Slice(i, Vector256<long>.Count));
            var y = Vector256.Create(b.Slice(i, Vector256<long>.Count));
            (op switch { ArithmeticOperator.Add => x + y, ArithmeticOperator.Subtract => x - y, _ => x * y }).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            // Numbers of units that are missing may be any, and so may what is made of them.
            values[i] = unchecked(op switch { ArithmeticOperator.Add => a[i] + b[i], ArithmeticOperator.Subtract => a[i] - b[i], _ => a[i] * b[i] });
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks) => Marking.Either(left, right, block, marks);

    private static (Int128 Low, Int128 High, int Scale) Product(Quantity left, Quantity right)
    {
        ReadOnlySpan<Int128> corners = [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High];
        var (low, high) = (corners[0], corners[0]);
        foreach (var corner in corners)
        {
            (low, high) = (Int128.Min(low, corner), Int128.Max(high, corner));
        }

        return (low, high, left.Scale + right.Scale);
    }
}

/// <summary>A quantity, and another where it is missing.</summary>
internal sealed class FallbackQuantity(int slot, Quantity value, Quantity otherwise)
    : Quantity(slot, value.Scale, Int128.Min(value.Low, otherwise.Low), Int128.Max(value.High, otherwise.High), value.MayBeMissing && otherwise.MayBeMissing)
{
    protected override void Fill(MaskBlock block, Span<long> values)
    {
        value.Values(block).CopyTo(values);
        if (!value.MayBeMissing)
        {
            return;
        }

        var missing = value.Missing(block);
        var others = otherwise.Values(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (missing[i / MaskBlock.WordBits] >> i & 1) == 0 ? values[i] : others[i];
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks)
    {
        value.Missing(block).CopyTo(marks);
        var others = otherwise.Missing(block);
        for (var word = 0; word < marks.Length; word++)
        {
            marks[word] &= others[word];
        }
    }
}
