using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>What is named once and used above: values of the unit, functions, scripts.</summary>
internal static class CalculationSection
{
    public static IEnumerable<Block> Of(Draft draft) =>
    [
        .. draft.RuleSet is { } rules ? Values(draft, rules) : [],
        .. draft.Functions.IsEmpty && draft.RuleSet is not null ? [] : Functions(draft),
        .. draft.Scripts.IsEmpty ? [] : Scripts(draft),
    ];

    /// <summary>What a function or script is given, each with its kind.</summary>
    public static Phrase Given(Draft draft, IEnumerable<FunctionParameter> parameters) => draft.Words.Listed(
        [.. parameters.Select(p => new PhraseBuilder(draft.Words.IsFrench).Add(new CodePiece(p.Name.Text)).Add($" ({Kind(draft, p.Type.Text)})").Done(Hold.Whole))],
        draft.Words.LastItem);

    private static IEnumerable<Block> Values(Draft draft, CheckedRuleSet rules) =>
    [
        Drafting.Section(draft.Labels.Calculations, "calculations"),
        .. rules.Values.IsEmpty ? [Drafting.Line(draft.Labels.NoValues)] : rules.Values.SelectMany(v => Value(draft, v)),
    ];

    private static IEnumerable<Block> Value(Draft draft, CheckedValue value) =>
    [
        draft.Named(Anchors.Value, value.Definition.Name, value.Definition.Label),
        .. draft.Formula(draft.Labels.Figure, value.Expression),
        .. draft.Provenance(value.Definition.Name, value.Definition.Source, null, value.Definition.Paragraphs),
    ];

    private static IEnumerable<Block> Functions(Draft draft) =>
    [
        Drafting.Section(draft.Labels.Functions, "functions"),
        .. draft.Functions.IsEmpty ? [Drafting.Line(draft.Labels.NoFunctions)] : draft.Functions.SelectMany(f => Function(draft, f)),
    ];

    private static IEnumerable<Block> Function(Draft draft, CheckedFunction function) =>
    [
        draft.Named(Anchors.Function, function.Definition.Name, function.Definition.Label),
        Drafting.Line(draft.Say(draft.Labels.Given, Given(draft, function.Definition.Parameters))),
        .. draft.Formula(draft.Labels.Gives, function.Body),
        .. draft.Provenance(function.Definition.Name, function.Definition.Source, null, function.Definition.Paragraphs),
    ];

    private static IEnumerable<Block> Scripts(Draft draft) =>
    [
        Drafting.Section(draft.Labels.Scripts, "scripts"),
        Drafting.Line(draft.Labels.ScriptIs),
        .. draft.Scripts.SelectMany(s => Script(draft, s)),
    ];

    private static IEnumerable<Block> Script(Draft draft, CheckedScript script)
    {
        var definition = script.Definition;
        var result = Kind(draft, definition.Result.Text);
        return
        [
            draft.Named(Anchors.Script, definition.Name, definition.Label),
            Drafting.Line(draft.Say(draft.Labels.Given, Given(draft, definition.Parameters))),
            Drafting.Line(draft.Say(draft.Labels.Gives, result)),
            .. definition.Round is { } round && MoneyRounding.TryParse(round.Text, out var rounding) ? [Drafting.Line(PaymentSection.Rounding(draft, rounding, null))] : Array.Empty<Block>(),
            new Listing(definition.Body.Text),
            .. draft.Provenance(definition.Name, definition.Source, null, definition.Paragraphs),
        ];
    }

    // The kind of a value as it is written: number of EUR, list of stay, stay.severity.
    private static string Kind(Draft draft, string written)
    {
        const string List = "list of ", Number = "number of ";
        return written switch
        {
            _ when written.StartsWith(List, StringComparison.Ordinal) && draft.Model.Find(written[List.Length..]) is not null => draft.Naming.Noun(written[List.Length..]).Many,
            _ when written.StartsWith(List, StringComparison.Ordinal) => draft.Say(draft.Labels.KindList, Kind(draft, written[List.Length..])).Pieces[0].Text,
            _ when written.StartsWith(Number, StringComparison.Ordinal) => draft.Units.Alone(written[Number.Length..]) is { } unit ? $"{draft.Labels.KindNumber}, {unit}" : draft.Labels.KindNumber,
            "number" => draft.Labels.KindNumber,
            "text" => draft.Labels.KindText,
            "boolean" => draft.Labels.KindBoolean,
            "date" => draft.Labels.KindDate,
            "days and time duration" or "years and months duration" => draft.Labels.KindDuration,
            _ when written.Split('.') is [var entity, var field] && draft.Model.Find(entity)?.Find(field) is { } found => found.Label.In(draft.Words.Language, field),
            _ => draft.Naming.Noun(written).One,
        };
    }
}
