using System.Numerics;
using System.Runtime.InteropServices;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Kept;

/// <summary>
/// The values that were found of one expression, unit by unit in the order of the facts: whether one was looked for,
/// whether it is known, and those that are known one after the other.
/// </summary>
internal sealed class KeptColumn
{
    private const int WordBits = 64;

    private readonly ulong[] sought;
    private readonly ulong[] known;

    // How many values stand before each word of marks.
    private readonly int[] before;
    private readonly KeptValues values;

    private KeptColumn(ulong[] sought, ulong[] known, KeptValues values)
    {
        this.sought = sought;
        this.known = known;
        this.values = values;
        before = new int[known.Length];
        for (var word = 1; word < before.Length; word++)
        {
            before[word] = before[word - 1] + BitOperations.PopCount(known[word - 1]);
        }
    }

    /// <summary>Writes the values of some units.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="column">What was found.</param>
    /// <param name="units">Which units: from the first to below the second.</param>
    public static void Write(BinaryWriter to, ResultColumn column, (int From, int To) units)
    {
        var all = units.To - units.From;
        var (sought, known) = (new ulong[Words(all)], new ulong[Words(all)]);
        var found = new int[all];
        var count = 0;
        for (var place = 0; place < all; place++)
        {
            var unit = units.From + place;
            if (!column.Places.Has(unit))
            {
                continue;
            }

            sought[place / WordBits] |= 1UL << place;
            if (column.IsKnown(unit))
            {
                known[place / WordBits] |= 1UL << place;
                found[count++] = unit;
            }
        }

        to.Write(MemoryMarshal.AsBytes(sought.AsSpan()));
        to.Write(MemoryMarshal.AsBytes(known.AsSpan()));
        KeptValues.Write(to, column, found.AsSpan(0, count));
    }

    public static KeptColumn Read(BinaryReader from, ResultColumn kind, int units)
    {
        var (sought, known) = (new ulong[Words(units)], new ulong[Words(units)]);
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sought.AsSpan()));
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(known.AsSpan()));
        return new KeptColumn(sought, known, KeptValues.Read(from, kind, known.Sum(BitOperations.PopCount)));
    }

    /// <summary>Takes over what was found of some units.</summary>
    /// <param name="stretch">Where they stand here and in the run.</param>
    /// <param name="to">The column of the run.</param>
    /// <param name="left">Marks for the slots that are still to be found; those found here lose it.</param>
    public void Take(Stretch stretch, ResultColumn to, byte[] left)
    {
        for (var i = 0; i < stretch.Count; i++)
        {
            var (unit, kept) = (stretch.Unit + i, stretch.Kept + i);
            var (word, bit) = (kept / WordBits, 1UL << kept);
            var slot = to.Places.SlotOf(unit);
            if (slot < 0 || left[slot] == 0 || (sought[word] & bit) == 0)
            {
                continue;
            }

            left[slot] = 0;
            if ((known[word] & bit) != 0)
            {
                values.Take(before[word] + BitOperations.PopCount(known[word] & (bit - 1)), to, slot);
            }
        }
    }

    private static int Words(int units) => (units + WordBits - 1) / WordBits;
}
