using Cahier.Calculation.Output;
using Cahier.Facts.Columns;

namespace Cahier.Storage.Differences;

/// <summary>
/// Where the parts of the tables of a run end among its units: by it a unit is found, and how many of those before it are
/// included, without going through them. Immutable.
/// </summary>
/// <param name="Listed">Of each part of decisions, the place after its last unit, and how many included ones stand before that place.</param>
/// <param name="Included">Of each part of amounts, the place after its last unit among included ones, and the same among all.</param>
internal sealed record PartEnds(Values<ulong> Listed, Values<ulong> Included)
{
    private const int Half = 32;

    /// <summary>Finds where parts end.</summary>
    /// <param name="prints">The prints of all units.</param>
    public static PartEnds Of(ReadOnlySpan<ulong> prints)
    {
        var (listed, included) = (new List<ulong>(), new List<ulong>());
        var (count, isOpen, isIncludedOpen) = (0, false, -1);
        for (var place = 0; place < prints.Length; place++)
        {
            var ends = UnitPrints.EndsPart(prints[place]);
            isOpen = !ends;
            if (UnitPrints.IsIncluded(prints[place]))
            {
                count++;
                isIncludedOpen = ends ? -1 : place + 1;
                Add(included, ends, count, place + 1);
            }

            Add(listed, ends, place + 1, count);
        }

        Add(listed, isOpen, prints.Length, count);
        Add(included, isIncludedOpen >= 0, count, isIncludedOpen);
        return new PartEnds(new Values<ulong>([.. listed]), new Values<ulong>([.. included]));
    }

    /// <summary>How many units are included.</summary>
    public int CountOfIncluded => Included.Length == 0 ? 0 : Place(Included[^1]);

    /// <summary>How many of the units before a place are included.</summary>
    public int IncludedBefore(int place, ReadOnlySpan<ulong> prints)
    {
        var part = PartAt(Listed, place);
        var (from, count) = part == 0 ? (0, 0) : (Place(Listed[part - 1]), Other(Listed[part - 1]));
        return count + CountOfIncludedIn(prints[from..place]);
    }

    /// <summary>How many of some units are included.</summary>
    public static int CountOfIncludedIn(ReadOnlySpan<ulong> prints)
    {
        var count = 0;
        foreach (var print in prints)
        {
            count += UnitPrints.IsIncluded(print) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The part in which the unit at a place stands; the number of all where there is none.</summary>
    public static int PartAt(Values<ulong> ends, int place)
    {
        var (from, to) = (0, ends.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Place(ends[middle]) <= place ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The place after the last unit of a part.</summary>
    public static int Place(ulong end) => (int)(end & uint.MaxValue);

    /// <summary>The same, counted among the units of the other table.</summary>
    public static int Other(ulong end) => (int)(end >> Half);

    private static void Add(List<ulong> ends, bool isEnd, int place, int other)
    {
        if (isEnd)
        {
            ends.Add((uint)place | ((ulong)other << Half));
        }
    }
}
