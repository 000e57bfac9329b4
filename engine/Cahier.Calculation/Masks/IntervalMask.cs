using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cahier.Calculation.Compilation;

namespace Cahier.Calculation.Masks;

/// <summary>Whether a quantity lies between two bounds, or outside them: every comparison of numbers and dates comes down to it.</summary>
internal sealed class IntervalMask(Quantity quantity, ScaledInterval interval, bool? whenMissing) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var narrow = quantity.NarrowValues(block);
        var missing = quantity.MayBeMissing ? quantity.Missing(block) : default;
        if (narrow.IsEmpty)
        {
            Outside(quantity.Values(block), interval.Low, interval.High, isTrue);
        }
        else if (interval.Low > int.MaxValue || interval.High < int.MinValue)
        {
            isTrue.Fill(ulong.MaxValue);
        }
        else
        {
            Outside(narrow, (int)Math.Max(interval.Low, int.MinValue), (int)Math.Min(interval.High, int.MaxValue), isTrue);
        }

        for (var word = 0; word < isTrue.Length; word++)
        {
            var valid = block.Valid(word);
            var known = missing.IsEmpty ? valid : valid & ~missing[word];
            var yes = (interval.IsOutside ? isTrue[word] : ~isTrue[word]) & known;
            isTrue[word] = yes | (whenMissing == true ? valid & ~known : 0);
            isFalse[word] = (known & ~yes) | (whenMissing == false ? valid & ~known : 0);
        }
    }

    /// <summary>A bit for each number that lies outside two bounds; any beyond the last number.</summary>
    // Some numbers at a time: the sign of a comparison is its bit.
    public static void Outside<T>(ReadOnlySpan<T> values, T low, T high, Span<ulong> outside)
        where T : struct, IBinaryInteger<T>
    {
        var (lows, highs) = (Vector256.Create(low), Vector256.Create(high));
        ref var first = ref MemoryMarshal.GetReference(values);
        for (var word = 0; word < outside.Length; word++)
        {
            var from = word * MaskBlock.WordBits;
            var bits = 0UL;
            var i = 0;
            for (; i < MaskBlock.WordBits && from + i <= values.Length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                var some = Vector256.LoadUnsafe(ref first, (nuint)(from + i));
                bits |= (ulong)(Vector256.LessThan(some, lows) | Vector256.GreaterThan(some, highs)).ExtractMostSignificantBits() << i;
            }

            for (; i < MaskBlock.WordBits && from + i < values.Length; i++)
            {
                bits |= (values[from + i] < low || values[from + i] > high ? 1UL : 0) << i;
            }

            outside[word] = bits;
        }
    }
}
