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
        for (var r = 0; r < rules.Count; r++)
        {
            calculator.Fill(LoopKind.Units, rules[r].When, units.Outcomes[r]);
            if (rules[r].Definition.WhenMissing is { } whenMissing)
            {
                Settle(units.Outcomes[r], whenMissing);
            }
        }

        var eligibility = frame.RuleSet.Eligibility.Length;
        for (var unit = 0; unit < units.Count; unit++)
        {
            units.Statuses[unit] = Decide(units, unit, eligibility);
        }

        units.NumberIncluded(frame.Participants.Count);
    }

    private static void Settle(BooleanResults outcomes, bool whenMissing)
    {
        for (var unit = 0; unit < outcomes.Count; unit++)
        {
            if (outcomes.Read(unit) is null)
            {
                outcomes.Set(unit, whenMissing);
            }
        }
    }

    // What is certain decides first: a unit that fails one rule is out, whatever is missing elsewhere.
    private static DecisionStatus Decide(UnitResults units, int unit, int eligibility)
    {
        bool? eligible = true;
        bool? excluded = false;
        for (var r = 0; r < units.Outcomes.Length; r++)
        {
            var outcome = units.Outcomes[r].Read(unit);
            if (r < eligibility)
            {
                eligible &= outcome;
            }
            else
            {
                excluded |= outcome;
            }
        }

        return eligible == false ? DecisionStatus.NotEligible
            : excluded == true ? DecisionStatus.Excluded
            : eligible is null || excluded is null || units.Participants[unit] < 0 ? DecisionStatus.Undetermined
            : DecisionStatus.Included;
    }
}
