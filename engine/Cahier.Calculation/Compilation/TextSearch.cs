using System.Numerics;
using System.Runtime.Intrinsics;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Compilation;

/// <summary>Finds rows by a text that is known by its place in the dictionary, many at a time.</summary>
internal static class TextSearch
{
    // Neither the place of a text nor the -1 of a missing one.
    private const int OfNoRow = -2;

    /// <summary>The first of the rows from one to below another with a text; the other when there is none.</summary>
    public static int First(int from, int to, TextColumn column, int code) =>
        from < to && column.Codes(from, to - from).IndexOf(code) is var found and >= 0 ? from + found : to;

    /// <summary>The last of the rows from one to below another with a text; the row before the first when there is none.</summary>
    public static int Last(int from, int to, TextColumn column, int code) =>
        from < to && column.Codes(from, to - from).LastIndexOf(code) is var found and >= 0 ? from + found : from - 1;

    /// <summary>The first of the rows from one to below another with two texts; the other when there is none.</summary>
    public static int First(int from, int to, TextColumn one, int codeOfOne, TextColumn other, int codeOfOther)
    {
        var count = Math.Max(0, to - from);
        var ones = one.Codes(from, count);
        var others = other.Codes(from, count);
        var at = 0;
        for (; count - at >= Vector256<int>.Count; at += Vector256<int>.Count)
        {
            if (Both(ones[at..], codeOfOne, others[at..], codeOfOther) is var found and not 0)
            {
                return from + at + BitOperations.TrailingZeroCount(found);
            }
        }

        for (; at < count; at++)
        {
            if (ones[at] == codeOfOne && others[at] == codeOfOther)
            {
                return from + at;
            }
        }

        return to;
    }

    /// <summary>The last of the rows from one to below another with two texts; the row before the first when there is none.</summary>
    public static int Last(int from, int to, TextColumn one, int codeOfOne, TextColumn other, int codeOfOther)
    {
        var count = Math.Max(0, to - from);
        var ones = one.Codes(from, count);
        var others = other.Codes(from, count);
        for (; count >= Vector256<int>.Count; count -= Vector256<int>.Count)
        {
            var at = count - Vector256<int>.Count;
            if (Both(ones[at..], codeOfOne, others[at..], codeOfOther) is var found and not 0)
            {
                return from + at + BitOperations.Log2(found);
            }
        }

        for (var at = count - 1; at >= 0; at--)
        {
            if (ones[at] == codeOfOne && others[at] == codeOfOther)
            {
                return from + at;
            }
        }

        return from - 1;
    }

    /// <summary>The place of a text in the dictionary, or one that no row has when it does not occur.</summary>
    public static int CodeOf(TextColumn column, string text) => column.CodeOf(text) is var code and >= 0 ? code : OfNoRow;

    /// <summary>Which of the first rows have both texts, a bit for each.</summary>
    private static uint Both(ReadOnlySpan<int> ones, int codeOfOne, ReadOnlySpan<int> others, int codeOfOther) =>
        (Vector256.Equals(Vector256.Create(ones), Vector256.Create(codeOfOne)) & Vector256.Equals(Vector256.Create(others), Vector256.Create(codeOfOther))).ExtractMostSignificantBits();
}
