using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>The outcomes of all rules of some neighbouring units, two bits for each: whether it is true, and whether it is false. For one thread.</summary>
internal sealed class OutcomeBits
{
    private const int WordBits = MarkedList.WordBits;
    private const int MostUnits = UnitTexts.AtOnce;

    // For each unit of a word its bit.
    private static readonly ulong[] BitOfUnit = [.. Enumerable.Range(0, WordBits).Select(unit => 1UL << unit)];

    private readonly ImmutableArray<BooleanResults> rules;

    // The first word of every unit, then the second of every unit.
    private readonly ulong[] bits;

    /// <param name="rules">The outcomes, those of all units.</param>
    public OutcomeBits(ImmutableArray<BooleanResults> rules)
    {
        this.rules = rules;
        Words = MarkedList.Words(2 * rules.Length);
        bits = new ulong[Words * MostUnits];
    }

    /// <summary>How many words the outcomes of a unit take.</summary>
    public int Words { get; }

    /// <summary>Goes on to other units.</summary>
    /// <param name="first">The first of them, a multiple of 64.</param>
    /// <param name="count">How many.</param>
    public void GoOn(int first, int count)
    {
        bits.AsSpan().Clear();
        for (var rule = 0; rule < rules.Length; rule++)
        {
            var ofWord = bits.AsSpan(2 * rule / WordBits * MostUnits, MostUnits);
            for (var units = 0; units < count; units += WordBits)
            {
                Mark(ofWord.Slice(units, WordBits), rules[rule].TrueWords[(first + units) / WordBits], 1UL << (2 * rule));
                Mark(ofWord.Slice(units, WordBits), rules[rule].FalseWords[(first + units) / WordBits], 2UL << (2 * rule));
            }
        }
    }

    /// <summary>Gives the words of one of the units.</summary>
    public void CopyTo(int unit, Span<ulong> words)
    {
        for (var word = 0; word < Words; word++)
        {
            words[word] = bits[(word * MostUnits) + unit];
        }
    }

    /// <summary>Adds a bit to each of 64 units that is marked.</summary>
    private static void Mark(Span<ulong> units, ulong marked, ulong bit)
    {
        if (marked == 0)
        {
            return;
        }

        var (all, added) = (new Vector<ulong>(marked), new Vector<ulong>(bit));
        var to = MemoryMarshal.Cast<ulong, Vector<ulong>>(units);
        var ofUnits = MemoryMarshal.Cast<ulong, Vector<ulong>>(BitOfUnit.AsSpan());
        for (var i = 0; i < to.Length; i++)
        {
            to[i] |= Vector.AndNot(added, Vector.Equals(all & ofUnits[i], Vector<ulong>.Zero));
        }
    }
}
