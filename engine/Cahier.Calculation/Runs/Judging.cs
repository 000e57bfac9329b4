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
        var withoutParticipant = units.Participants.AsSpan().IndexOfAnyExcept(-1) is var first and >= 0 ? first : units.Count;
        for (var word = 0; word < eligible.Length; word++)
        {
            Decide(units, word, ineligible[word], excluded[word], eligible[word] & admitted[word] & ~Below(withoutParticipant, word));
        }

        units.NumberIncluded(frame.Participants.Count);
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
    private static void Decide(UnitResults units, int word, ulong ineligible, ulong excluded, ulong included)
    {
        excluded &= ~ineligible;
        var undetermined = ~(ineligible | excluded | included);
        var from = word * WordBits;
        var statuses = units.Statuses.AsSpan(from, Math.Min(WordBits, units.Count - from));
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (DecisionStatus)(
                ((ineligible >> i & 1) * (ulong)DecisionStatus.NotEligible)
                | ((excluded >> i & 1) * (ulong)DecisionStatus.Excluded)
                | ((undetermined >> i & 1) * (ulong)DecisionStatus.Undetermined));
        }
    }

    /// <summary>The bits of a word that stand for the first units.</summary>
    private static ulong Below(int count, int word) => Math.Clamp(count - (word * WordBits), 0, WordBits) is var bits && bits == WordBits ? ulong.MaxValue : (1UL << bits) - 1;
}
