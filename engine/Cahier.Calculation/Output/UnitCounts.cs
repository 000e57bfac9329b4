using System.Collections.Immutable;
using System.Numerics;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Output;

/// <summary>What is counted and summed of the units of a run; from it those of some bundles can be taken out and others be put in.</summary>
/// <param name="Units">How many there are.</param>
/// <param name="Decisions">How many were decided each way.</param>
/// <param name="Rules">Every rule in the order of the text.</param>
/// <param name="Totals">The payment lines of units.</param>
/// <param name="AtStake">What those of undetermined units would come to, by currency.</param>
internal sealed record UnitCounts(int Units, DecisionCounts Decisions, ImmutableArray<RuleCounts> Rules, ImmutableArray<LineTotal> Totals, ImmutableArray<Stake> AtStake)
{
    private const string PerUnit = "unit";

    /// <summary>Those of the units that a run has at hand.</summary>
    public static UnitCounts Of(RunResult result)
    {
        var (rules, statuses) = (result.RuleSet, result.Units.Statuses);
        return new UnitCounts(
            result.Units.Count,
            new DecisionCounts(statuses.CountOf(DecisionStatus.Included), statuses.CountOf(DecisionStatus.NotEligible), statuses.CountOf(DecisionStatus.Excluded), statuses.CountOf(DecisionStatus.Undetermined)),
            [.. rules.Rules.Select((rule, place) => Count(rule, result.Units.Outcomes[place], place < rules.Eligibility.Length))],
            [.. rules.UnitLines.Select(l => Total(l, PerUnit, (NumberResults)result.Units.Find(l.Symbol)!, result.Units.Included))],
            StakesOf(result));
    }

    /// <summary>Those that a summary tells of.</summary>
    public static UnitCounts Of(RunSummary summary) => new(summary.Units, summary.Decisions, summary.Rules, [.. summary.Totals.Where(t => t.Per == PerUnit)], summary.AtStake);

    /// <summary>The sum of the known amounts of a line.</summary>
    public static LineTotal Total(CheckedLine line, string per, NumberResults amounts, IEnumerable<int> places)
    {
        var zero = Paid.Zero(line);
        decimal? sum = zero;
        var (known, unknown) = (0, 0);
        foreach (var place in places)
        {
            if (amounts.Read(place) is { } amount)
            {
                sum = sum is { } s ? Numbers.Add(s, amount) : null;
                known++;
            }
            else
            {
                unknown++;
            }
        }

        return new LineTotal(line.Name, per, Paid.Scaled(sum, zero), line.Currency, known, unknown);
    }

    /// <summary>The same with other units taken out and put in.</summary>
    public UnitCounts With(UnitCounts gone, UnitCounts came) => new(
        Units - gone.Units + came.Units,
        new DecisionCounts(
            Decisions.Included - gone.Decisions.Included + came.Decisions.Included,
            Decisions.NotEligible - gone.Decisions.NotEligible + came.Decisions.NotEligible,
            Decisions.Excluded - gone.Decisions.Excluded + came.Decisions.Excluded,
            Decisions.Undetermined - gone.Decisions.Undetermined + came.Decisions.Undetermined),
        [.. Rules.Select((rule, i) => rule with { True = rule.True - gone.Rules[i].True + came.Rules[i].True, False = rule.False - gone.Rules[i].False + came.Rules[i].False, Unknown = rule.Unknown - gone.Rules[i].Unknown + came.Rules[i].Unknown })],
        [.. Totals.Select((total, i) => total with { Amount = total.Amount - gone.Totals[i].Amount + came.Totals[i].Amount, Known = total.Known - gone.Totals[i].Known + came.Totals[i].Known, Unknown = total.Unknown - gone.Totals[i].Unknown + came.Totals[i].Unknown })],
        [.. AtStake.Select((stake, i) => stake with { Amount = stake.Amount - gone.AtStake[i].Amount + came.AtStake[i].Amount })]);

    private static RuleCounts Count(CheckedRule rule, BooleanResults outcomes, bool isEligibility)
    {
        var yes = outcomes.TrueWords.Sum(BitOperations.PopCount);
        var no = outcomes.FalseWords.Sum(BitOperations.PopCount);
        return new RuleCounts(rule.Id, isEligibility ? "eligibility" : "exclusion", yes, no, outcomes.Count - yes - no);
    }

    private static ImmutableArray<Stake> StakesOf(RunResult result)
    {
        var currencies = result.RuleSet.UnitLines.Select(l => l.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. currencies.Select(currency => new Stake(OfUndetermined(result, [.. result.RuleSet.UnitLines.Where(l => l.Currency == currency)]), currency))];
    }

    private static decimal OfUndetermined(RunResult result, ImmutableArray<CheckedLine> lines)
    {
        var sum = 0m;
        for (var unit = 0; unit < result.Units.Count; unit++)
        {
            if (result.Units.Statuses[unit] == DecisionStatus.Undetermined)
            {
                foreach (var line in lines)
                {
                    sum += ((NumberResults)result.Units.Find(line.Symbol)!).Read(unit) ?? 0;
                }
            }
        }

        return Paid.Scaled(sum, Paid.Zero(lines))!.Value;
    }
}
