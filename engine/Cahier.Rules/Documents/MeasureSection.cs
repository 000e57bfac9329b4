using System.Globalization;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>What is measured for each participant, and across participants or units.</summary>
internal static class MeasureSection
{
    public static IEnumerable<Block> Of(Draft draft, CheckedRuleSet rules) =>
    [
        Drafting.Section(draft.Labels.What, "what"),
        .. rules.Indicators.IsEmpty ? [Drafting.Line(draft.Labels.NoIndicators)] : rules.Indicators.SelectMany(i => Indicator(draft, i)),
        .. rules.Cohort.IsEmpty ? [] : Cohort(draft, rules),
    ];

    private static IEnumerable<Block> Indicator(Draft draft, CheckedIndicator indicator)
    {
        var (labels, definition) = (draft.Labels, indicator.Definition);
        return
        [
            draft.Named(Anchors.Indicator, definition.Id, definition.Label),
            Drafting.Line($"{Kind(definition.Kind, labels)}{Better(definition.Better, labels)}."),
            .. indicator.Of is { } of ? draft.Formula(MainLead(definition.Kind, labels), of) : [],
            .. indicator.Denominator is { } denominator ? draft.Formula(labels.Denominator, denominator)
                : definition.Kind == IndicatorKind.Proportion ? [Drafting.Line(labels.AllUnits)] : Array.Empty<Block>(),
            .. Conditions(draft, definition),
            .. draft.Provenance(definition.Id, definition.Source, null, definition.Paragraphs),
        ];
    }

    /// <summary>How an indicator is made of its units, in words.</summary>
    public static string Kind(IndicatorKind kind, DocumentWords labels) => kind switch
    {
        IndicatorKind.Proportion => labels.Proportion,
        IndicatorKind.Ratio => labels.Ratio,
        IndicatorKind.Mean => labels.Mean,
        IndicatorKind.Median => labels.Median,
        IndicatorKind.Sum => labels.Sum,
        IndicatorKind.Count => labels.Count,
        _ => labels.Value,
    };

    private static string Better(string? better, DocumentWords labels) => better switch { "lower" => $", {labels.Lower}", "higher" => $", {labels.Higher}", _ => "" };

    private static string MainLead(IndicatorKind kind, DocumentWords labels) => kind switch
    {
        IndicatorKind.Proportion or IndicatorKind.Ratio => labels.Numerator,
        IndicatorKind.Count => labels.CountOf,
        IndicatorKind.Value => labels.Figure,
        _ => labels.Of,
    };

    private static IEnumerable<Block> Conditions(Draft draft, IndicatorDefinition indicator)
    {
        if (indicator.Minimum > 0)
        {
            yield return Drafting.Line(draft.Say(draft.Labels.Minimum, indicator.Minimum.ToString(CultureInfo.InvariantCulture)));
        }

        if (indicator.WhenMissing != MissingOutcome.Unknown)
        {
            yield return Drafting.Line(indicator.WhenMissing switch { MissingOutcome.True => draft.Labels.UnitTrue, MissingOutcome.False => draft.Labels.UnitFalse, _ => draft.Labels.UnitLeftOut });
        }
    }

    private static IEnumerable<Block> Cohort(Draft draft, CheckedRuleSet rules) =>
    [
        Drafting.Section(draft.Labels.Cohort, "cohort"),
        .. rules.Cohort.SelectMany(c => Figure(draft, c)),
    ];

    private static IEnumerable<Block> Figure(Draft draft, CheckedCohortValue cohort)
    {
        var (labels, definition) = (draft.Labels, cohort.Definition);
        return
        [
            draft.Named(Anchors.Cohort, definition.Id, definition.Label),
            Drafting.Line(StatisticOf(draft, cohort)),
            .. Members(draft, cohort),
            .. cohort.By.SelectMany(b => draft.Formula(labels.By, b)),
            .. draft.Provenance(definition.Id, definition.Source, null, definition.Paragraphs),
        ];
    }

    /// <summary>What is found of what, for example <c>Median of length of stay</c>, or <c>Percentile 20 over the territories</c>.</summary>
    public static Phrase StatisticOf(Draft draft, CheckedCohortValue cohort) => cohort.Rows is { } rows
        ? draft.Say(draft.Labels.StatisticOver, Statistic(draft, cohort.Statistic), Phrase.Plain(draft.Naming.Noun(rows.Entity.Entity).All))
        : draft.Say(draft.Labels.StatisticOf, Statistic(draft, cohort.Statistic), draft.Naming.Name(cohort.Source!.Name));

    private static IEnumerable<Block> Members(Draft draft, CheckedCohortValue cohort) => cohort.Rows is { } rows
        ? [.. draft.Formula(draft.Labels.Of, rows.Of), .. rows.When is { } when ? draft.Formula(draft.Labels.CountOf, when) : []]
        : [Drafting.Line(cohort.Definition.OverAllUnits ? draft.Labels.OverAll : cohort.OverUnits ? draft.Labels.OverIncluded : draft.Labels.OverParticipants)];

    /// <summary>A statistic, for example <c>Percentile 20</c>.</summary>
    public static Phrase Statistic(Draft draft, Statistic statistic)
    {
        var labels = draft.Labels;
        var sentence = statistic.Kind switch
        {
            StatisticKind.Median => labels.StatMedian,
            StatisticKind.Mean => labels.StatMean,
            StatisticKind.Sum => labels.StatSum,
            StatisticKind.Minimum => labels.StatMinimum,
            StatisticKind.Maximum => labels.StatMaximum,
            StatisticKind.Percentile => labels.StatPercentile,
            StatisticKind.Rank => labels.StatRank,
            _ => labels.StatNtile,
        };
        return draft.Say(sentence, statistic.Parameter.ToString(CultureInfo.InvariantCulture));
    }
}
