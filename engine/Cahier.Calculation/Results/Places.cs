using System.Numerics;

namespace Cahier.Calculation.Results;

/// <summary>
/// The places of a column that are looked at: all of them, or some. Of few among many a column has room for these alone,
/// each in its slot: most units of a nation are in no experiment, and memory that nobody writes to costs nothing.
/// </summary>
internal sealed class Places
{
    private const int WordBits = MarkedList.WordBits;

    // A bit for each place that has a slot, and how many have one before each word.
    private readonly ulong[] words = [];
    private readonly int[] before = [];

    private Places(int count) => (Count, Slots) = (count, count);

    private Places(int count, ulong[] words, int[] before, int[] of) => (Count, Slots, this.words, this.before, Of) = (count, of.Length, words, before, of);

    /// <summary>How many places there are, looked at or not.</summary>
    public int Count { get; }

    /// <summary>How many a column has room for.</summary>
    public int Slots { get; }

    /// <summary>For each slot its place, ascending; null when these are the same.</summary>
    public int[]? Of { get; }

    /// <summary>For each slot whether it is looked at, 0 when not; null when all are.</summary>
    public byte[]? Marks { get; private init; }

    /// <summary>A bit for each place that has a slot; none when all have.</summary>
    public ReadOnlySpan<ulong> Words => words;

    public static Places All(int count) => new(count);

    /// <summary>The places with a bit, each with a slot, however many they are.</summary>
    public static Places Some(int count, ulong[] words, Sharing share) => Marked(count, words, mostListed: count, share);

    /// <summary>The places that are wanted.</summary>
    public static Places Where(int count, Func<int, bool> isWanted, Sharing share) => Where(count, MarkedList.Where(count, isWanted, share), share);

    /// <summary>The places with a bit, 64 to a word: each with a slot when they are few, or marked when they are most of them.</summary>
    public static Places Where(int count, ulong[] words, Sharing share) => Marked(count, words, mostListed: count / 2, share);

    public int PlaceAt(int slot) => Of is null ? slot : Of[slot];

    /// <summary>The slot of a place; −1 when it has none.</summary>
    public int SlotOf(int place)
    {
        if (Of is null)
        {
            return place;
        }

        var (word, bit) = (words[place / WordBits], 1UL << place);
        return (word & bit) == 0 ? -1 : before[place / WordBits] + BitOperations.PopCount(word & (bit - 1));
    }

    /// <summary>The slot of the first place that is not before another; the number of slots when there is none.</summary>
    public int FirstSlotFrom(int place)
    {
        if (Of is null)
        {
            return place;
        }

        var word = place / WordBits;
        return word == words.Length ? Slots : before[word] + BitOperations.PopCount(words[word] & ((1UL << place) - 1));
    }

    /// <summary>Whether a place is looked at.</summary>
    public bool Has(int place) => SlotOf(place) is var slot and >= 0 && (Marks is null || Marks[slot] != 0);

    private static Places Marked(int count, ulong[] words, int mostListed, Sharing share)
    {
        var before = MarkedList.Before(words);
        return before[^1] == count ? All(count)
            : before[^1] > mostListed ? new Places(count) { Marks = BytesOf(count, words, share) }
            : new Places(count, words, before, MarkedList.Of(words, before, share));
    }

    private static byte[] BytesOf(int count, ulong[] words, Sharing share)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        share(words.Length, (from, to) =>
        {
            for (var place = from * WordBits; place < Math.Min(count, to * (long)WordBits); place++)
            {
                bytes[place] = (byte)(words[place / WordBits] >> place & 1);
            }
        });
        return bytes;
    }
}
