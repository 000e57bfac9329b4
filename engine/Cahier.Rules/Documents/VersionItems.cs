using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>All that a version says itself, piece by piece, so that two versions can be held against each other.</summary>
internal static class VersionItems
{
    public static IEnumerable<VersionItem> Of(Draft draft)
    {
        var (labels, text) = (draft.Labels, draft.Definition);
        var rules = draft.RuleSet;
        return
        [
            new VersionItem(labels.WholeKind, "", Phrase.Of(new CodePiece(text.Cahier)), [.. Whole(draft)]),
            .. text.Sources.Select(s => new VersionItem(labels.SourceKind, s.Id.Text, Phrase.Of(new CodePiece(s.Id.Text)), [new(labels.PartTitle, s.Title, IsMain: true), .. Said(labels.PartBasis, s.Basis), .. Said(labels.Reference, s.Reference)])),
            .. draft.Parameters.Select(p => Item(labels.ParameterKind, p.Definition.Name, p.Definition.Label, draft, [.. p.Definition.Values.Select(v => Dated(draft, p.Definition, v)), .. Said(labels.PartUnit, p.Definition.Unit?.Text), .. Said(labels.PartBasis, p.Definition.Basis), .. Said(labels.PartNote, p.Definition.Note), .. Common(draft, p.Definition.Label, p.Definition.Source)])),
            .. draft.Tables.Select(t => Item(labels.TableKind, t.Definition.Name, t.Definition.Label, draft, [.. Table(draft, t), .. Common(draft, t.Definition.Label, t.Definition.Source)])),
            .. draft.Functions.Select(f => Item(labels.FunctionKind, f.Definition.Name, f.Definition.Label, draft, [Formula(draft, labels.PartFormula, f.Body), Parameters(labels, f.Definition.Parameters), .. Common(draft, f.Definition.Label, f.Definition.Source)])),
            .. draft.Scripts.Select(s => Item(labels.ScriptKind, s.Definition.Name, s.Definition.Label, draft, [new(labels.PartScript, s.Definition.Body.Text), Parameters(labels, s.Definition.Parameters), .. Said(labels.PartRounding, s.Definition.Round?.Text), .. Common(draft, s.Definition.Label, s.Definition.Source)])),
            .. rules is null ? [] : Judged(draft, rules),
        ];
    }

    private static IEnumerable<VersionItem> Judged(Draft draft, CheckedRuleSet rules)
    {
        var labels = draft.Labels;
        return
        [
            .. rules.Values.Select(v => Item(labels.ValueKind, v.Definition.Name, v.Definition.Label, draft, [Formula(draft, labels.PartFormula, v.Expression), .. Common(draft, v.Definition.Label, v.Definition.Source)])),
            .. rules.Eligibility.Select(r => Rule(draft, labels.EligibilityKind, r)),
            .. rules.Exclusions.Select(r => Rule(draft, labels.ExclusionKind, r)),
            .. rules.Indicators.Select(i => Item(labels.IndicatorKind, i.Definition.Id, i.Definition.Label, draft, [.. Indicator(draft, i), .. Common(draft, i.Definition.Label, i.Definition.Source)])),
            .. rules.Cohort.Select(c => Item(labels.CohortKind, c.Definition.Id, c.Definition.Label, draft,
                [new(labels.PartStatistic, $"{c.Definition.Statistic} {c.Definition.Of}{(c.Definition.OverAllUnits || c.Rows is not null ? $" over {c.Definition.Over}" : "")}", Wording.Of(MeasureSection.StatisticOf(draft, c)), IsMain: true), .. Rows(draft, c.Rows), .. c.By.Select(b => Formula(draft, labels.PartGroups, b)), .. Common(draft, c.Definition.Label, c.Definition.Source)])),
            .. rules.UnitLines.Concat(rules.ParticipantLines).Select(l => Item(labels.LineKind, l.Definition.Id, l.Definition.Label, draft,
                [Formula(draft, labels.PartFormula, l.Amount), new(labels.PartRounding, l.Definition.Round.Text, Wording.Of(PaymentSection.Rounding(draft, l.Rounding, l.Currency))), .. Common(draft, l.Definition.Label, l.Definition.Source)])),
        ];
    }

    private static IEnumerable<ItemPart> Whole(Draft draft)
    {
        var (labels, text) = (draft.Labels, draft.Definition);
        IEnumerable<(string Key, string? Exact)> parts =
        [
            (labels.PartTitle, draft.Title), (labels.PartModel, text.Model.Text), (labels.PartUses, text.Uses.IsEmpty ? null : string.Join(", ", text.Uses)),
            (labels.PartUnit, text.Unit is { } unit ? $"{unit.Entity} {unit.As}" : null), (labels.PartDate, text.Unit?.Date.Text), (labels.PartParticipant, text.Unit?.Participant.Text), (labels.PartParticipants, text.Unit?.Participants?.Text),
            (labels.Gates, text.Gates.IsEmpty ? null : Gates(text.Gates)),
        ];
        return parts.SelectMany(p => Said(p.Key, p.Exact));
    }

    private static string Gates(GateDefinition gates) => string.Join(
        ", ",
        new[] { ("total change", gates.TotalChange), ("participant change", gates.ParticipantChange), ("smallest denominator", gates.SmallestDenominator), ("rejected rows", gates.RejectedRows) }
            .Where(g => g.Item2 is not null).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Item1} {g.Item2}")));

    private static VersionItem Item(string kind, RuleText name, Label label, Draft draft, ImmutableArray<ItemPart> parts) => new(kind, name.Text, Called(draft, name, label), parts);

    private static VersionItem Rule(Draft draft, string kind, CheckedRule rule) => Item(kind, rule.Definition.Id, rule.Definition.Label, draft,
        [Formula(draft, draft.Labels.PartFormula, rule.When), .. Said(draft.Labels.PartMissing, rule.Definition.WhenMissing is { } missing ? draft.Values.Boolean(missing) : null), .. Common(draft, rule.Definition.Label, rule.Definition.Source)]);

    private static Phrase Called(Draft draft, RuleText name, Label label) => label.IsEmpty
        ? Phrase.Of(new CodePiece(name.Text))
        : new PhraseBuilder(draft.Words.IsFrench).Add(new TermPiece(label.In(draft.Words.Language, name.Text), null)).Add(" ").Add(new CodePiece(name.Text)).Done(Hold.Whole);

    private static ItemPart Formula(Draft draft, string key, CheckedExpression expression) => new(key, expression.Text, draft.Wording(expression), IsMain: true);

    private static ItemPart Dated(Draft draft, ParameterDefinition parameter, DatedText value) =>
        new(string.Concat(draft.Say(draft.Labels.FromDate, draft.Values.Date(value.From)).Pieces.Select(p => p.Text)), value.Value.Text, Wording.Of(ParameterSection.Value(draft, parameter, value.Value)), IsMain: true);

    private static ItemPart Parameters(DocumentWords labels, ImmutableArray<FunctionParameter> parameters) => new(labels.PartParameters, string.Join(", ", parameters.Select(p => $"{p.Name}: {p.Type}")));

    private static IEnumerable<ItemPart> Table(Draft draft, CheckedTable table) =>
    [
        .. table.Definition.Rows.Select((r, i) => new ItemPart(draft.Labels.PartRow, string.Join(" | ", r), Wording.Of(TableSection.Row(draft, table, i)))),
        new(draft.Labels.PartInputs, string.Join(", ", table.Definition.Inputs.Concat(table.Definition.Outputs).Select(c => $"{c.Name}: {c.Type}{(c.Unit is null ? "" : $" {c.Unit}")}{(c.Allowed.IsEmpty ? "" : $" [{string.Join(", ", c.Allowed)}]")}{(c.Default is null ? "" : $" = {c.Default}")}"))),
        new(draft.Labels.PartHit, table.Definition.Hit),
        .. Said(draft.Labels.PartDefault, table.Definition.Default?.Text),
        .. Said(draft.Labels.PartBasis, table.Definition.Basis),
    ];

    private static IEnumerable<ItemPart> Indicator(Draft draft, CheckedIndicator indicator)
    {
        var (labels, definition) = (draft.Labels, indicator.Definition);
        return
        [
            new(labels.PartKind, definition.Kind.ToString().ToLowerInvariant(), Wording.Of(Phrase.Plain(MeasureSection.Kind(definition.Kind, labels))), IsMain: true),
            .. indicator.Of is { } of ? [Formula(draft, labels.PartFormula, of)] : Array.Empty<ItemPart>(),
            .. indicator.Denominator is { } denominator ? [Formula(draft, labels.PartDenominator, denominator)] : Array.Empty<ItemPart>(),
            .. Said(labels.PartMinimum, definition.Minimum == 0 ? null : definition.Minimum.ToString(CultureInfo.InvariantCulture)),
            .. Said(labels.PartBetter, definition.Better),
            .. Said(labels.PartMissing, definition.WhenMissing == MissingOutcome.Unknown ? null : definition.WhenMissing.ToString().ToLowerInvariant()),
        ];
    }

    private static IEnumerable<ItemPart> Rows(Draft draft, CohortRows? rows) =>
    [
        .. rows is null ? [] : new[] { Formula(draft, draft.Labels.PartFormula, rows.Of) },
        .. rows?.When is { } when ? [Formula(draft, draft.Labels.PartRows, when)] : Array.Empty<ItemPart>(),
    ];

    private static IEnumerable<ItemPart> Common(Draft draft, Label label, RuleText? source) => [.. Said(draft.Labels.PartLabel, label.IsEmpty ? null : label.In(draft.Words.Language, "")), .. Said(draft.Labels.PartSource, source?.Text)];

    private static IEnumerable<ItemPart> Said(string key, string? exact) => exact is null ? [] : [new ItemPart(key, exact)];
}
