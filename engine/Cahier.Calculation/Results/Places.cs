using System.Numerics;

namespace Cahier.Calculation.Results;

/// <summary>
/// The places of a column that are looked at: all of them, or some. Of few among many a column has room for these alone,
/// each in its slot: most units of a nation are in no experiment, and memory that nobody writes to costs nothing.
/// </summary>
internal sealed class Places
{
    private const int WordBits = 64;

    // A bit for each place that has a slot, and how many have one before each word.
    private readonly ulong[] words = [];
    private readonly int[] before = [];

    private Places(int count) => (Count, Slots) = (count, count);

    private Places(int count, int[] of)
    {
        (Count, Slots, Of) = (count, of.Length, of);
        words = new ulong[(count + WordBits - 1) / WordBits];
        foreach (var place in of)
        {
            words[place / WordBits] |= 1UL << place;
        }

        before = new int[words.Length];
        for (var word = 1; word < words.Length; word++)
        {
            before[word] = before[word - 1] + BitOperations.PopCount(words[word - 1]);
        }
    }

    /// <summary>How many places there are, looked at or not.</summary>
    public int Count { get; }

    /// <summary>How many a column has room for.</summary>
    public int Slots { get; }

    /// <summary>For each slot its place, ascending; null when these are the same.</summary>
    public int[]? Of { get; }

    /// <summary>For each slot whether it is looked at, 0 when not; null when all are.</summary>
    public byte[]? Marks { get; private init; }

    public static Places All(int count) => new(count);

    /// <summary>The places of a list, ascending.</summary>
    public static Places Some(int count, int[] of) => of.Length == count ? All(count) : new Places(count, of);

    /// <summary>The places with a mark that is not 0.</summary>
    public static Places Marked(byte[] marks)
    {
        var marked = marks.Length - marks.AsSpan().Count((byte)0);
        if (marked == marks.Length)
        {
            return All(marks.Length);
        }

        if (marked > marks.Length / 2)
        {
            return new Places(marks.Length) { Marks = marks };
        }

        var of = new int[marked];
        var slot = 0;
        for (var place = 0; slot < of.Length; place++)
        {
            of[slot] = place;
            slot += marks[place] != 0 ? 1 : 0;
        }

        return new Places(marks.Length, of);
    }

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

    /// <summary>Whether a place is looked at.</summary>
    public bool Has(int place) => SlotOf(place) is var slot and >= 0 && (Marks is null || Marks[slot] != 0);
}
