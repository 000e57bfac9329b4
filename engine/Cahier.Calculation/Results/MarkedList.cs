using System.Numerics;

namespace Cahier.Calculation.Results;

/// <summary>Does work for the numbers from 0 to below another, in parts that write nothing in common: each part as if it were alone.</summary>
internal delegate void Sharing(int count, Action<int, int> work);

/// <summary>
/// Lists what is marked by bits, 64 to a word, in order. How many are marked before each word is counted first, so that
/// parts of the list are written side by side.
/// </summary>
internal static class MarkedList
{
    public const int WordBits = 64;

    /// <summary>All work as one part.</summary>
    public static readonly Sharing Alone = (count, work) => work(0, count);

    /// <summary>How many words hold so many marks.</summary>
    public static int Words(int count) => (int)((count + (WordBits - 1L)) / WordBits);

    /// <summary>The bits of a word that stand for one of so many.</summary>
    public static ulong Valid(int word, int count) => count - (word * (long)WordBits) is var left && left >= WordBits ? ulong.MaxValue : (1UL << (int)left) - 1;

    /// <summary>The number for which the lowest bit that is left of a word stands.</summary>
    public static int NumberOf(int word, ulong bits) => (word * WordBits) + BitOperations.TrailingZeroCount(bits);

    /// <summary>Marks the numbers from 0 to below another that are wanted.</summary>
    public static ulong[] Where(int count, Func<int, bool> isWanted, Sharing share)
    {
        var words = new ulong[Words(count)];
        share(words.Length, (from, to) =>
        {
            for (var number = from * WordBits; number < Math.Min(count, to * (long)WordBits); number++)
            {
                words[number / WordBits] |= (isWanted(number) ? 1UL : 0) << number;
            }
        });
        return words;
    }

    /// <summary>How many are marked before each word, and at the end how many in all.</summary>
    public static int[] Before(ReadOnlySpan<ulong> words)
    {
        var before = new int[words.Length + 1];
        for (var word = 0; word < words.Length; word++)
        {
            before[word + 1] = before[word] + BitOperations.PopCount(words[word]);
        }

        return before;
    }

    /// <summary>Marks the numbers from one to below another.</summary>
    public static void Mark(Span<ulong> words, int from, int to)
    {
        for (var number = from; number < to;)
        {
            var (word, shift) = (number / WordBits, number % WordBits);
            var marked = Math.Min(WordBits - shift, to - number);
            words[word] |= (ulong.MaxValue >> (WordBits - marked)) << shift;
            number += marked;
        }
    }

    /// <summary>Copies marks to where there are none.</summary>
    public static void Copy(ReadOnlySpan<ulong> from, int first, Span<ulong> to, int start, int count)
    {
        for (var done = 0; done < count;)
        {
            var (word, shift) = ((first + done) / WordBits, (first + done) % WordBits);
            var marks = from[word] >> shift;
            marks |= shift == 0 || word + 1 == from.Length ? 0 : from[word + 1] << (WordBits - shift);
            var at = (start + done) % WordBits;
            var taken = Math.Min(WordBits - at, count - done);
            to[(start + done) / WordBits] |= (marks & (ulong.MaxValue >> (WordBits - taken))) << at;
            done += taken;
        }
    }

    /// <summary>The numbers that are marked.</summary>
    public static int[] Of(ulong[] words, Sharing share) => Of(words, Before(words), share);

    /// <summary>The numbers that are marked, where it is known how many are before each word.</summary>
    public static int[] Of(ulong[] words, int[] before, Sharing share)
    {
        var list = GC.AllocateUninitializedArray<int>(before[^1]);
        share(words.Length, (from, to) => Write(words.AsSpan(from..to), from * WordBits, list.AsSpan(before[from]..before[to])));
        return list;
    }

    private static void Write(ReadOnlySpan<ulong> words, int first, Span<int> list)
    {
        var next = 0;
        foreach (var word in words)
        {
            for (var bits = word; bits != 0; bits &= bits - 1)
            {
                list[next++] = first + BitOperations.TrailingZeroCount(bits);
            }

            first += WordBits;
        }
    }
}
