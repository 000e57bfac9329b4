using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Explaining;

/// <summary>Explains what a run found: one unit, or one participant.</summary>
public static class Explainer
{
    private const int MostUnitsListed = 1000;

    /// <summary>Explains a unit of the run; null when the run has no such unit.</summary>
    public static UnitExplanation? Unit(RunResult run, string key)
    {
        if (!run.Units.Table.TryFind(key, out var row) || Array.BinarySearch(run.Units.Rows, row) is var unit && unit < 0)
        {
            return null;
        }

        var frame = run.Frame;
        var day = run.Units.DateOf(unit);
        var values = run.RuleSet.Values.Where(v => v.IsColumn).Select(v => new ValueRead(v.Name, v.Definition.Label, run.ValueOf(v, unit), v.Definition.Expression.Text));
        return new UnitExplanation(
            BasisOf(run),
            run.RuleSet.UnitEntity.Entity,
            key,
            run.Units.Participants[unit] is var p and >= 0 ? run.Participants.Names[p] : null,
            day,
            run.Units.Statuses[unit],
            [.. run.RuleSet.Rules.Select((rule, r) => Rule(run, rule, unit, day, run.Units.Outcomes[r].Read(unit), r >= run.RuleSet.Eligibility.Length))],
            [.. values],
            [.. run.RuleSet.UnitLines.Select(l => Line(run, l, LoopKind.Units, unit, day, ((NumberResults)run.Units.Find(l.Symbol)!).Read(unit)))]);
    }

    /// <summary>Explains a participant of the run; null when the run has none of that name.</summary>
    public static ParticipantExplanation? Participant(RunResult run, string name)
    {
        var participant = Array.BinarySearch(run.Participants.Names, name, StringComparer.Ordinal);
        if (participant < 0)
        {
            return null;
        }

        var units = Enumerable.Range(0, run.Units.Count).Where(u => run.Units.Participants[u] == participant).ToList();
        return new ParticipantExplanation(
            BasisOf(run),
            name,
            [.. DecisionStatuses.All.Select(s => KeyValuePair.Create(s, units.Count(u => run.Units.Statuses[u] == s)))],
            [.. run.RuleSet.Indicators.Select(i => Indicator(run, i, participant))],
            [.. run.RuleSet.Cohort.Where(c => !c.OverUnits).Select(c => Cohort(run, c, participant))],
            [.. run.RuleSet.UnitLines.Select(l => (l.Name, units.Where(u => run.Units.Statuses[u] == DecisionStatus.Included).Sum(u => ((NumberResults)run.Units.Find(l.Symbol)!).Read(u) ?? 0), l.Currency))],
            [.. run.RuleSet.ParticipantLines.Select(l => Line(run, l, LoopKind.Participants, participant, run.To, run.Participants.Line(l.Symbol).Read(participant)))],
            [.. units.Where(u => run.Units.Statuses[u] == DecisionStatus.Included).Take(MostUnitsListed).Select(run.Units.Key)]);
    }

    private static Basis BasisOf(RunResult run)
    {
        var definition = run.RuleSet.Definition;
        return new Basis(definition.Cahier, definition.Version, definition.Title, definition.Hash, run.Snapshot.Hash, run.From, run.To, [.. definition.Sources.Select(Sources.Describe)]);
    }

    private static RuleExplanation Rule(RunResult run, CheckedRule rule, int unit, Date day, bool? outcome, bool isExclusion) => new(
        rule.Id,
        rule.Definition.Label,
        isExclusion,
        outcome,
        rule.Definition.WhenMissing,
        Sources.Describe(run.RuleSet, rule.Definition.Source),
        TraceRecorder.Explain(run.Frame, LoopKind.Units, unit, day, rule.When));

    private static LineExplanation Line(RunResult run, CheckedLine line, LoopKind kind, int place, Date day, decimal? amount) => new(
        line.Name,
        line.Definition.Label,
        amount,
        line.Currency,
        line.Definition.Round.Text,
        Sources.Describe(run.RuleSet, line.Definition.Source),
        TraceRecorder.Explain(run.Frame, kind, place, day, line.Amount));

    private static IndicatorExplanation Indicator(RunResult run, CheckedIndicator indicator, int participant)
    {
        var results = run.Participants.Indicator(indicator.Symbol);
        ImmutableArray<string> expressions = [.. new[] { indicator.Definition.Of, indicator.Definition.Denominator }.OfType<RuleText>().Select(t => t.Text)];
        return new IndicatorExplanation(
            indicator.Name,
            indicator.Definition.Label,
            indicator.Definition.Kind.ToString().ToLowerInvariant(),
            results.Numerator.Read(participant),
            results.Denominator.Read(participant),
            results.Value.Read(participant),
            indicator.Definition.Minimum,
            Sources.Describe(run.RuleSet, indicator.Definition.Source),
            expressions);
    }

    private static CohortExplanation Cohort(RunResult run, CheckedCohortValue cohort, int participant)
    {
        var results = run.Participants.Cohort(cohort.Symbol);
        return new CohortExplanation(
            cohort.Name,
            cohort.Definition.Label,
            cohort.Definition.Statistic.Text,
            cohort.Definition.Made,
            cohort.OverParticipants ? results.ByMember.Read(participant) : run.Frame.SingleCohortValue(cohort.Symbol),
            results.Rows,
            Between(cohort.Statistic, [.. results.Rows.Where(r => r.Value is not null)]),
            Sources.Describe(run.RuleSet, cohort.Definition.Source));
    }

    private static ImmutableArray<CohortMember> Between(Statistic statistic, ImmutableArray<CohortMember> known)
    {
        if (known.IsEmpty || statistic.Percent is not { } percent)
        {
            return [];
        }

        var (below, rest) = Statistics.PlaceOf(percent, known.Length);
        return known[below..(below + (rest == 0 ? 1 : 2))];
    }
}
