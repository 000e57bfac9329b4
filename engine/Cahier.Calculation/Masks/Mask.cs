namespace Cahier.Calculation.Masks;

/// <summary>
/// A condition of the units of a block: a bit for each that says yes and one for each that says no; neither is unknown.
/// So three-valued logic is and, or, and an exchange of the two, 64 units at a time.
/// </summary>
internal abstract class Mask
{
    /// <summary>Finds the condition. Bits beyond the last unit are 0 in both.</summary>
    public abstract void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse);
}

/// <summary>One outcome for all; unknown when it is null (C#).</summary>
internal sealed class ConstantMask(bool? value) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        for (var word = 0; word < isTrue.Length; word++)
        {
            isTrue[word] = value == true ? block.Valid(word) : 0;
            isFalse[word] = value == false ? block.Valid(word) : 0;
        }
    }
}

/// <summary><c>and</c> or <c>or</c>. What decides one decides the other with yes and no exchanged.</summary>
internal sealed class LogicMask(bool isAnd, Mask left, Mask right) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Span<ulong> alsoTrue = stackalloc ulong[isTrue.Length];
        Span<ulong> alsoFalse = stackalloc ulong[isTrue.Length];
        left.Find(block, isTrue, isFalse);
        right.Find(block, alsoTrue, alsoFalse);
        for (var word = 0; word < isTrue.Length; word++)
        {
            isTrue[word] = isAnd ? isTrue[word] & alsoTrue[word] : isTrue[word] | alsoTrue[word];
            isFalse[word] = isAnd ? isFalse[word] | alsoFalse[word] : isFalse[word] & alsoFalse[word];
        }
    }
}

/// <summary><c>not</c></summary>
internal sealed class NotMask(Mask operand) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse) => operand.Find(block, isFalse, isTrue);
}

/// <summary><c>get or else</c>: a condition, and another where it is unknown.</summary>
internal sealed class FallbackMask(Mask value, Mask otherwise) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Span<ulong> otherTrue = stackalloc ulong[isTrue.Length];
        Span<ulong> otherFalse = stackalloc ulong[isTrue.Length];
        value.Find(block, isTrue, isFalse);
        otherwise.Find(block, otherTrue, otherFalse);
        for (var word = 0; word < isTrue.Length; word++)
        {
            var unknown = ~(isTrue[word] | isFalse[word]);
            isTrue[word] |= otherTrue[word] & unknown;
            isFalse[word] |= otherFalse[word] & unknown;
        }
    }
}
