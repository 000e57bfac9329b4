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
    /// <param name="marks">Units marked 0 were passed over; none was when there are no marks.</param>
    /// <param name="units">The units in the order of the facts.</param>
    public static void Write(BinaryWriter to, ResultColumn column, byte[]? marks, ReadOnlySpan<int> units)
    {
        var (sought, known) = (new ulong[Words(units.Length)], new ulong[Words(units.Length)]);
        var found = new int[units.Length];
        var count = 0;
        for (var place = 0; place < units.Length; place++)
        {
            var unit = units[place];
            if (marks is not null && marks[unit] == 0)
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
    /// <param name="units">The units of the run in the order of the facts.</param>
    /// <param name="to">The column of the run.</param>
    /// <param name="left">Marks for the units that are still to be found; those found here lose it.</param>
    public void Take(Stretch stretch, int[] units, ResultColumn to, byte[] left)
    {
        for (var i = 0; i < stretch.Count; i++)
        {
            var (unit, kept) = (units[stretch.Place + i], stretch.Kept + i);
            var (word, bit) = (kept / WordBits, 1UL << kept);
            if (left[unit] == 0 || (sought[word] & bit) == 0)
            {
                continue;
            }

            left[unit] = 0;
            if ((known[word] & bit) != 0)
            {
                values.Take(before[word] + BitOperations.PopCount(known[word] & (bit - 1)), to, unit);
            }
        }
    }

    private static int Words(int units) => (units + WordBits - 1) / WordBits;
}
