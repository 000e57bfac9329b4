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

    // What is certain decides first: a unit that fails one rule is out, whatever is missing elsewhere.
    private static void Decide(UnitResults units, int eligibility, int from, int to)
    {
        var (included, out_, excluded, undetermined) = (Of(DecisionStatus.Included), Of(DecisionStatus.NotEligible), Of(DecisionStatus.Excluded), Of(DecisionStatus.Undetermined));
        for (var word = from; word < to; word++)
        {
            var valid = MarkedList.Valid(word, units.Count);
            var (eligible, isOut) = All(units.Outcomes.AsSpan()[..eligibility], wanted: true, word);
            var (admitted, isExcluded) = All(units.Outcomes.AsSpan()[eligibility..], wanted: false, word);
            included[word] = eligible & admitted & valid;
            out_[word] = isOut;
            excluded[word] = isExcluded & ~isOut;
            undetermined[word] = valid & ~(included[word] | out_[word] | excluded[word]);
        }

        // Nobody is there to be paid for units without a participant.
        var ofPart = (from * MarkedList.WordBits)..(int)Math.Min(units.Count, to * (long)MarkedList.WordBits);
        for (var unit = ofPart.Start.Value; units.Participants.AsSpan(unit..ofPart.End.Value).IndexOf(-1) is var next and >= 0; unit++)
        {
            unit += next;
            if (units.Statuses[unit] == DecisionStatus.Included)
            {
                units.Statuses.Change(unit, DecisionStatus.Undetermined);
            }
        }

        ulong[] Of(DecisionStatus status) => units.Statuses.Of(status);
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
}
