using System.Runtime.InteropServices;
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

    public override bool KeepsDecimals => left.KeepsDecimals && right.KeepsDecimals;

    public override int FewestDecimals => op == ArithmeticOperator.Multiply ? left.FewestDecimals + right.FewestDecimals : base.FewestDecimals;

    // Twice as many numbers at a time, where both sides have them.
    public override ReadOnlySpan<int> NarrowValues(MaskBlock block)
    {
        if (Low < int.MinValue || High > int.MaxValue || left.NarrowValues(block) is not { IsEmpty: false } a || right.NarrowValues(block) is not { IsEmpty: false } b)
        {
            return default;
        }

        var values = block.Narrow(Slot, out var isReady);
        if (!isReady)
        {
            Apply(a, b, values);
        }

        return values;
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

    protected override void Fill(MaskBlock block, Span<long> values) => Apply(left.Values(block), right.Values(block), values);

    private void Apply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> values)
    {
        switch (op)
        {
            case ArithmeticOperator.Add: Apply<T, Addition>(a, b, values); break;
            case ArithmeticOperator.Subtract: Apply<T, Subtraction>(a, b, values); break;
            default: Apply<T, Multiplication>(a, b, values); break;
        }
    }

    private static void Apply<T, TOperation>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> values)
        where TOperation : IOperation
    {
        ref var firstOfA = ref MemoryMarshal.GetReference(a);
        ref var firstOfB = ref MemoryMarshal.GetReference(b);
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
        {
            TOperation.Of(Vector256.LoadUnsafe(ref firstOfA, (nuint)i), Vector256.LoadUnsafe(ref firstOfB, (nuint)i)).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            values[i] = TOperation.Of(Vector256.CreateScalar(a[i]), Vector256.CreateScalar(b[i]))[0];
        }
    }

    // Numbers of units that are missing may be any, and so may what is made of them: vectors go round where they do not fit.
    private interface IOperation
    {
        static abstract Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b);
    }

    private readonly struct Addition : IOperation
    {
        public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => a + b;
    }

    private readonly struct Subtraction : IOperation
    {
        public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => a - b;
    }

    private readonly struct Multiplication : IOperation
    {
        public static Vector256<T> Of<T>(Vector256<T> a, Vector256<T> b) => a * b;
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
internal sealed class FallbackQuantity(int slot, Quantity value, Quantity otherwise, bool wereOfOneScale)
    : Quantity(slot, value.Scale, Int128.Min(value.Low, otherwise.Low), Int128.Max(value.High, otherwise.High), value.MayBeMissing && otherwise.MayBeMissing)
{
    public override bool KeepsDecimals => wereOfOneScale && value.KeepsDecimals && otherwise.KeepsDecimals;

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
