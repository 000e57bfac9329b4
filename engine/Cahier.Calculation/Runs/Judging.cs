using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Runs;

/// <summary>Finds the outcome of every rule for every unit, and decides.</summary>
internal static class Judging
{
    public static void Judge(RunFrame frame, IColumnCalculator calculator)
    {
        var units = frame.Units;
        var rules = frame.RuleSet.Rules.ToList();
        calculator.FillConditions(rules.ConvertAll(r => r.When), units.Outcomes);
        for (var r = 0; r < rules.Count; r++)
        {
            if (rules[r].Definition.WhenMissing is { } whenMissing)
            {
                units.Outcomes[r].Settle(whenMissing);
            }
        }

        calculator.Share(MarkedList.Words(units.Count), (from, to) => Decide(units, frame.RuleSet.Eligibility.Length, from, to));
        units.NumberIncluded();
    }

    // What is certain decides first: a unit that fails one rule is out, whatever is missing elsewhere. No unit's decision
    // can be guessed from the one before, so that none is branched on.
    private static void Decide(UnitResults units, int eligibility, int from, int to)
    {
        Span<byte> found = stackalloc byte[MarkedList.WordBits];
        var statuses = MemoryMarshal.AsBytes(units.Statuses.AsSpan());
        for (var word = from; word < to; word++)
        {
            var (eligible, isOut) = All(units.Outcomes.AsSpan()[..eligibility], wanted: true, word);
            var (admitted, isExcluded) = All(units.Outcomes.AsSpan()[eligibility..], wanted: false, word);
            isExcluded &= ~isOut;
            var isUndetermined = ~(isOut | isExcluded | (eligible & admitted));
            for (var i = 0; i < MarkedList.WordBits; i += 8)
            {
                var eight = (Spread[isOut >> i & byte.MaxValue] * (ulong)DecisionStatus.NotEligible)
                    | (Spread[isExcluded >> i & byte.MaxValue] * (ulong)DecisionStatus.Excluded)
                    | (Spread[isUndetermined >> i & byte.MaxValue] * (ulong)DecisionStatus.Undetermined);
                BinaryPrimitives.WriteUInt64LittleEndian(found[i..], eight);
            }

            var first = word * MarkedList.WordBits;
            found[..Math.Min(found.Length, units.Count - first)].CopyTo(statuses[first..]);
        }

        // Nobody is there to be paid for units without a participant.
        var ofPart = (from * MarkedList.WordBits)..(int)Math.Min(units.Count, to * (long)MarkedList.WordBits);
        for (var unit = ofPart.Start.Value; units.Participants.AsSpan(unit..ofPart.End.Value).IndexOf(-1) is var next and >= 0; unit++)
        {
            unit += next;
            units.Statuses[unit] = units.Statuses[unit] == DecisionStatus.Included ? DecisionStatus.Undetermined : units.Statuses[unit];
        }
    }

    /// <summary>Where every outcome is as wanted, and where one is the opposite; a bit for each unit of a word.</summary>
    private static (ulong Every, ulong Not) All(ReadOnlySpan<BooleanResults> outcomes, bool wanted, int word)
    {
        var (every, not) = (ulong.MaxValue, 0UL);
        foreach (var outcome in outcomes)
        {
            every &= wanted ? outcome.TrueWords[word] : outcome.FalseWords[word];
            not |= wanted ? outcome.FalseWords[word] : outcome.TrueWords[word];
        }

        return (every, not);
    }

    /// <summary>For each byte its bits, each in a byte of its own.</summary>
    private static readonly ulong[] Spread = [.. Enumerable.Range(0, 256).Select(bits => Enumerable.Range(0, 8).Aggregate(0UL, (spread, i) => spread | ((ulong)(bits >> i & 1) << (8 * i))))];
}
