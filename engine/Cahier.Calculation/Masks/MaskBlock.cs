using Cahier.Calculation.Results;

namespace Cahier.Calculation.Masks;

/// <summary>
/// A few hundred units in progress, with room for what is read of them: each row set and quantity is found once for a
/// block, however many rules read it. Used by one thread; made once for it and moved from block to block.
/// </summary>
internal sealed class MaskBlock(UnitResults units, Places places, int slots)
{
    /// <summary>So many that the cost of going from part to part of a rule vanishes, and so few that all columns read stay in the nearest cache.</summary>
    public const int Units = 512;

    /// <summary>Bits in a word of a mask.</summary>
    public const int WordBits = 64;

    private readonly int[]?[] narrow = new int[]?[slots];
    private readonly long[]?[] numbers = new long[]?[slots];
    private readonly ulong[]?[] marks = new ulong[]?[slots];
    private readonly bool[] isNarrowReady = new bool[slots];
    private readonly bool[] isNumbersReady = new bool[slots];
    private readonly bool[] isMarksReady = new bool[slots];
    private (int[]? Of, bool IsReady) unitRows;
    private (int[]? Of, bool IsReady) unitDays;

    public int From { get; private set; }

    public int Count { get; private set; }

    public int Words => (Count + WordBits - 1) / WordBits;

    /// <summary>Whether the block goes over all units, so that a slot is a unit.</summary>
    public bool IsOfAll => places.Of is null;

    /// <summary>The rows of the units.</summary>
    public ReadOnlySpan<int> UnitRows => IsOfAll ? units.Rows.AsSpan(From, Count) : Found(ref unitRows, unit => units.Rows[unit]);

    /// <summary>The days of the units.</summary>
    public ReadOnlySpan<int> UnitDays => Found(ref unitDays, units.DayOf);

    /// <summary>Whether the units' rows follow each other in their table, so that columns can be read in place.</summary>
    public bool IsContiguous { get; private set; }

    /// <summary>The number of a unit of the block.</summary>
    public int UnitAt(int i) => places.PlaceAt(From + i);

    /// <summary>Goes to the units from one slot to below another.</summary>
    public void Move(int from, int to)
    {
        From = from;
        Count = to - from;
        Array.Clear(isNarrowReady);
        Array.Clear(isNumbersReady);
        Array.Clear(isMarksReady);
        unitRows.IsReady = false;
        unitDays.IsReady = false;
        IsContiguous = Count > 0 && UnitRows[^1] - UnitRows[0] == Count - 1;
    }

    /// <summary>The bits of a word that stand for units of the block.</summary>
    public ulong Valid(int word) => (word + 1) * WordBits <= Count ? ulong.MaxValue : (1UL << (Count - (word * WordBits))) - 1;

    /// <summary>Room for rows, or numbers of 32 bits; tells whether they were found before.</summary>
    public Span<int> Narrow(int slot, out bool isReady)
    {
        isReady = isNarrowReady[slot];
        isNarrowReady[slot] = true;
        return (narrow[slot] ??= new int[Units]).AsSpan(0, Count);
    }

    /// <summary>Room for numbers; tells whether they were found before.</summary>
    public Span<long> Numbers(int slot, out bool isReady)
    {
        isReady = isNumbersReady[slot];
        isNumbersReady[slot] = true;
        return (numbers[slot] ??= new long[Units]).AsSpan(0, Count);
    }

    /// <summary>Room for marks, 64 to a word; tells whether they were found before.</summary>
    public Span<ulong> Marks(int slot, out bool isReady)
    {
        isReady = isMarksReady[slot];
        isMarksReady[slot] = true;
        return (marks[slot] ??= new ulong[Units / WordBits]).AsSpan(0, Words);
    }

    private ReadOnlySpan<int> Found(ref (int[]? Of, bool IsReady) found, Func<int, int> ofUnit)
    {
        found.Of ??= new int[Units];
        for (var i = 0; !found.IsReady && i < Count; i++)
        {
            found.Of[i] = ofUnit(UnitAt(i));
        }

        found.IsReady = true;
        return found.Of.AsSpan(0, Count);
    }
}
