namespace Cahier.Facts.Columns;

/// <summary>Marks by row, 64 to a word.</summary>
internal static class Bits
{
    /// <summary>How many words hold so many marks.</summary>
    public static int Words(int count) => (int)((count + 63L) >> 6);

    public static ulong[] Make(int count) => new ulong[Words(count)];

    public static bool Get(ulong[] bits, int index) => (bits[index >> 6] & (1UL << (index & 63))) != 0;

    public static bool Get(in Values<ulong> bits, int index) => (bits[index >> 6] & (1UL << (index & 63))) != 0;

    /// <summary>The 64 marks from an index on; those beyond the last word are 0.</summary>
    public static ulong From(in Values<ulong> bits, int index)
    {
        var (word, shift) = (index >> 6, index & 63);
        var marks = bits[word] >> shift;
        return shift == 0 || word + 1 == bits.Length ? marks : marks | (bits[word + 1] << (64 - shift));
    }

    /// <summary>Copies marks to where there are none.</summary>
    public static void Copy(in Values<ulong> from, int first, ulong[] to, int start, int count)
    {
        for (var done = 0; done < count;)
        {
            var (word, shift) = ((start + done) >> 6, (start + done) & 63);
            var taken = Math.Min(64 - shift, count - done);
            to[word] |= (From(from, first + done) & (ulong.MaxValue >> (64 - taken))) << shift;
            done += taken;
        }
    }

    public static void Set(ulong[] bits, int index) => bits[index >> 6] |= 1UL << (index & 63);

    /// <summary>Sets a mark, making the words when it is the first.</summary>
    public static void Set(ref ulong[]? bits, int index, int count) => Set(bits ??= Make(count), index);
}
