using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Masks;

/// <summary>Whether a quantity lies between two bounds, or outside them: every comparison of numbers and dates comes down to it.</summary>
internal sealed class IntervalMask(Quantity quantity, ScaledInterval interval, bool? whenMissing) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        var values = quantity.Values(block);
        var missing = quantity.MayBeMissing ? quantity.Missing(block) : default;
        for (var word = 0; word < isTrue.Length; word++)
        {
            var valid = block.Valid(word);
            var from = word * MaskBlock.WordBits;
            var outside = from + MaskBlock.WordBits <= values.Length ? Outside(values.Slice(from, MaskBlock.WordBits)) : OutsideOfFew(values[from..]);
            var known = missing.IsEmpty ? valid : valid & ~missing[word];
            var yes = (interval.IsOutside ? outside : ~outside) & known;
            isTrue[word] = yes | (whenMissing == true ? valid & ~known : 0);
            isFalse[word] = (known & ~yes) | (whenMissing == false ? valid & ~known : 0);
        }
    }

    // 64 numbers, four at a time: the sign of a comparison is its bit.
    private ulong Outside(ReadOnlySpan<long> values)
    {
        var low = Vector256.Create(interval.Low);
        var high = Vector256.Create(interval.High);
        ref var first = ref MemoryMarshal.GetReference(values);
        var bits = 0UL;
        for (var i = 0; i < MaskBlock.WordBits; i += Vector256<long>.Count)
        {
            var four = Vector256.LoadUnsafe(ref first, (nuint)i);
            bits |= (ulong)(Vector256.LessThan(four, low) | Vector256.GreaterThan(four, high)).ExtractMostSignificantBits() << i;
        }

        return bits;
    }

    private ulong OutsideOfFew(ReadOnlySpan<long> values)
    {
        var bits = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            bits |= (values[i] < interval.Low || values[i] > interval.High ? 1UL : 0) << i;
        }

        return bits;
    }
}

/// <summary>A field that is true or false.</summary>
internal sealed class BooleanMask(RowSet rows, BooleanColumn column) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        isTrue.Clear();
        isFalse.Clear();
        var places = rows.Rows(block);
        if (rows.MayBeAbsent || column.HasMissing)
        {
            for (var i = 0; i < places.Length; i++)
            {
                var known = places[i] >= 0 && !column.IsMissing(places[i]);
                isTrue[i / MaskBlock.WordBits] |= (known && column.IsTrue(places[i]) ? 1UL : 0) << i;
                isFalse[i / MaskBlock.WordBits] |= (known && !column.IsTrue(places[i]) ? 1UL : 0) << i;
            }

            return;
        }

        for (var word = 0; word < isTrue.Length; word++)
        {
            isTrue[word] = TrueOf(places[(word * MaskBlock.WordBits)..Math.Min(places.Length, (word + 1) * MaskBlock.WordBits)]);
            isFalse[word] = ~isTrue[word] & block.Valid(word);
        }
    }

    private ulong TrueOf(ReadOnlySpan<int> places)
    {
        var bits = 0UL;
        for (var i = 0; i < places.Length; i++)
        {
            bits |= (column.IsTrue(places[i]) ? 1UL : 0) << i;
        }

        return bits;
    }
}

/// <summary>The answer of a test on a text field, found beforehand for each text of its dictionary.</summary>
internal sealed class AnswerMask : Mask
{
    // The answer is kept in the sign of a byte and its being unknown in the bit below: 32 of them give 32 bits at once.
    private const byte True = 0x80;
    private const byte Unknown = 0x40;

    private readonly RowSet rows;
    private readonly TextColumn column;

    // By place in the dictionary plus one: a missing text stands first.
    private readonly byte[] answers;

    public AnswerMask(RowSet rows, TextColumn column, Func<string, bool?> test, bool? whenMissing)
    {
        this.rows = rows;
        this.column = column;
        answers = [Answer(whenMissing), .. column.Dictionary.Select(text => Answer(test(text)))];
    }

    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Span<byte> found = stackalloc byte[MaskBlock.Units];
        var places = rows.Rows(block);
        if (rows.MayBeAbsent)
        {
            for (var i = 0; i < places.Length; i++)
            {
                found[i] = answers[places[i] < 0 ? 0 : column.Code(places[i]) + 1];
            }
        }
        else
        {
            for (var i = 0; i < places.Length; i++)
            {
                found[i] = answers[column.Code(places[i]) + 1];
            }
        }

        for (var word = 0; word < isTrue.Length; word++)
        {
            var low = Vector256.Create<byte>(found.Slice(word * MaskBlock.WordBits, Vector256<byte>.Count));
            var high = Vector256.Create<byte>(found.Slice((word * MaskBlock.WordBits) + Vector256<byte>.Count, Vector256<byte>.Count));
            var valid = block.Valid(word);
            isTrue[word] = Signs(low, high) & valid;
            isFalse[word] = ~(isTrue[word] | Signs(low + low, high + high)) & valid;
        }
    }

    private static ulong Signs(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);

    private static byte Answer(bool? answer) => answer switch { true => True, false => 0, null => Unknown };
}

/// <summary>Whether a fact is missing: <c>field = null</c>.</summary>
internal sealed class MissingMask(RowSet rows, Column column) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Marking.Missing(rows, column, block, isTrue);
        for (var word = 0; word < isTrue.Length; word++)
        {
            isFalse[word] = ~isTrue[word] & block.Valid(word);
        }
    }
}

/// <summary>A condition that was found before for every unit.</summary>
internal sealed class ResultMask(BooleanResults results) : Mask
{
    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        results.TrueWords.AsSpan(block.From / MaskBlock.WordBits, isTrue.Length).CopyTo(isTrue);
        results.FalseWords.AsSpan(block.From / MaskBlock.WordBits, isFalse.Length).CopyTo(isFalse);
    }
}
