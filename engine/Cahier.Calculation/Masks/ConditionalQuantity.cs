namespace Cahier.Calculation.Masks;

/// <summary>One quantity where a condition is true, and another where it is false or unknown: <c>if … then … else</c>.</summary>
internal sealed class ConditionalQuantity(int slot, Mask condition, Quantity then, Quantity otherwise, bool wereOfOneScale)
    : Quantity(slot, then.Scale, Int128.Min(then.Low, otherwise.Low), Int128.Max(then.High, otherwise.High), then.MayBeMissing || otherwise.MayBeMissing)
{
    public override bool KeepsDecimals => wereOfOneScale && then.KeepsDecimals && otherwise.KeepsDecimals;

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        Span<ulong> isTrue = stackalloc ulong[block.Words];
        Find(block, isTrue);
        var some = then.Values(block);
        var others = otherwise.Values(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (isTrue[i / MaskBlock.WordBits] >> i & 1) == 0 ? others[i] : some[i];
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks)
    {
        Span<ulong> isTrue = stackalloc ulong[block.Words];
        Find(block, isTrue);
        var some = then.MayBeMissing ? then.Missing(block) : default;
        var others = otherwise.MayBeMissing ? otherwise.Missing(block) : default;
        for (var word = 0; word < marks.Length; word++)
        {
            marks[word] = (some.IsEmpty ? 0 : some[word] & isTrue[word]) | (others.IsEmpty ? 0 : others[word] & ~isTrue[word]);
        }
    }

    private void Find(MaskBlock block, Span<ulong> isTrue)
    {
        Span<ulong> isFalse = stackalloc ulong[isTrue.Length];
        condition.Find(block, isTrue, isFalse);
    }
}
