using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Masks;

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

    // The same as a bit for each place, where the dictionary is short enough.
    private readonly uint yes;
    private readonly uint no;

    public AnswerMask(RowSet rows, TextColumn column, Func<string, bool?> test, bool? whenMissing)
    {
        this.rows = rows;
        this.column = column;
        answers = [Answer(whenMissing), .. column.Dictionary.Select(text => Answer(test(text)))];
        for (var place = 0; IsShort && place < answers.Length; place++)
        {
            yes |= answers[place] == True ? 1U << place : 0;
            no |= answers[place] == 0 ? 1U << place : 0;
        }
    }

    private bool IsShort => answers.Length <= 8 * sizeof(uint);

    public override void Find(MaskBlock block, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        if (Avx2.IsSupported && IsShort && rows.FirstInPlace(block) is var first and >= 0)
        {
            FindInPlace(block, first, isTrue, isFalse);
            return;
        }

        Span<byte> found = stackalloc byte[MaskBlock.Units];
        var places = rows.Rows(block);
        for (var i = 0; i < places.Length; i++)
        {
            found[i] = answers[places[i] < 0 ? 0 : column.Code(places[i]) + 1];
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

    private void FindInPlace(MaskBlock block, int first, Span<ulong> isTrue, Span<ulong> isFalse)
    {
        Span<int> few = stackalloc int[MaskBlock.WordBits];
        for (var word = 0; word < isTrue.Length; word++)
        {
            var from = word * MaskBlock.WordBits;
            scoped var codes = column.Codes(first + from, Math.Min(MaskBlock.WordBits, block.Count - from));
            if (codes.Length < MaskBlock.WordBits)
            {
                codes.CopyTo(few);
                codes = few;
            }

            var valid = block.Valid(word);
            isTrue[word] = In(yes, codes) & valid;
            isFalse[word] = In(no, codes) & valid;
        }
    }

    // 64 places, eight at a time: the bit of each place comes to the sign of its lane.
    private static ulong In(uint set, ReadOnlySpan<int> codes)
    {
        var bits = Vector256.Create(set);
        var last = Vector256.Create((8U * sizeof(uint)) - 2);
        ref var first = ref MemoryMarshal.GetReference(codes);
        var found = 0UL;
        for (var i = 0; i < MaskBlock.WordBits; i += Vector256<int>.Count)
        {
            var shifts = last - Vector256.LoadUnsafe(ref first, (nuint)i).AsUInt32();
            found |= (ulong)Avx2.ShiftLeftLogicalVariable(bits, shifts).ExtractMostSignificantBits() << i;
        }

        return found;
    }

    private static ulong Signs(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);

    private static byte Answer(bool? answer) => answer switch { true => True, false => 0, null => Unknown };
}
