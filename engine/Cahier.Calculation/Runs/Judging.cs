using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Runs;

/// <summary>Finds the outcome of every rule for every unit, and decides.</summary>
internal static class Judging
{
    private const int WordBits = 64;

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

        var (eligible, ineligible) = All(units.Outcomes.AsSpan()[..frame.RuleSet.Eligibility.Length], wanted: true, units.Count);
        var (admitted, excluded) = All(units.Outcomes.AsSpan()[frame.RuleSet.Eligibility.Length..], wanted: false, units.Count);
        for (var word = 0; word < eligible.Length; word++)
        {
            eligible[word] &= admitted[word];
        }

        Decide(units, ineligible, excluded, eligible);

        units.NumberIncluded();
    }

    /// <summary>Where every outcome is as wanted, and where one is the opposite; a bit for each unit.</summary>
    private static (ulong[] Every, ulong[] Not) All(ReadOnlySpan<BooleanResults> outcomes, bool wanted, int units)
    {
        var (every, not) = (new ulong[(units + WordBits - 1) / WordBits], new ulong[(units + WordBits - 1) / WordBits]);
        Array.Fill(every, ulong.MaxValue);
        foreach (var outcome in outcomes)
        {
            var (yes, no) = wanted ? (outcome.TrueWords, outcome.FalseWords) : (outcome.FalseWords, outcome.TrueWords);
            for (var word = 0; word < every.Length; word++)
            {
                every[word] &= yes[word];
                not[word] |= no[word];
            }
        }

        return (every, not);
    }

    // What is certain decides first: a unit that fails one rule is out, whatever is missing elsewhere. No unit's decision
    // can be guessed from the one before, so that none is branched on.
    private static void Decide(UnitResults units, ulong[] ineligible, ulong[] excluded, ulong[] included)
    {
        var found = new byte[ineligible.Length * WordBits];
        for (var word = 0; word < ineligible.Length; word++)
        {
            var isOut = ineligible[word];
            var isExcluded = excluded[word] & ~isOut;
            var isUndetermined = ~(isOut | isExcluded | included[word]);
            for (var i = 0; i < WordBits; i += 8)
            {
                var eight = (Spread[isOut >> i & byte.MaxValue] * (ulong)DecisionStatus.NotEligible)
                    | (Spread[isExcluded >> i & byte.MaxValue] * (ulong)DecisionStatus.Excluded)
                    | (Spread[isUndetermined >> i & byte.MaxValue] * (ulong)DecisionStatus.Undetermined);
                BinaryPrimitives.WriteUInt64LittleEndian(found.AsSpan((word * WordBits) + i), eight);
            }
        }

        MemoryMarshal.Cast<byte, DecisionStatus>(found.AsSpan(0, units.Count)).CopyTo(units.Statuses);

        // Nobody is there to be paid for units without a participant.
        for (var unit = Array.IndexOf(units.Participants, -1); unit >= 0; unit = Array.IndexOf(units.Participants, -1, unit + 1))
        {
            units.Statuses[unit] = units.Statuses[unit] == DecisionStatus.Included ? DecisionStatus.Undetermined : units.Statuses[unit];
        }
    }

    /// <summary>For each byte its bits, each in a byte of its own.</summary>
    private static readonly ulong[] Spread = [.. Enumerable.Range(0, 256).Select(bits => Enumerable.Range(0, 8).Aggregate(0UL, (spread, i) => spread | ((ulong)(bits >> i & 1) << (8 * i))))];
}
