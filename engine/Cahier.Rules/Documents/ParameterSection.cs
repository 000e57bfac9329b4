using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>The figures that the text sets, each with the days from which its values are in force.</summary>
internal static class ParameterSection
{
    public static IEnumerable<Block> Of(Draft draft) =>
    [
        Drafting.Section(draft.Labels.Parameters, "parameters"),
        draft.Parameters.IsEmpty ? Drafting.Line(draft.Labels.NoParameters) : Table(draft),
    ];

    /// <summary>A value as it is written, in words: <c>50 %</c>, <c>365 jours</c>.</summary>
    public static Phrase Value(Draft draft, ParameterDefinition parameter, RuleText written)
    {
        var expression = Checker.Check(written.Text, RuleSetChecker.NoNames.Instance).Expression!;
        var number = expression.Root is NegationNode { Operand: LiteralNode { Value: NumberValue negated } } ? -negated.Value : (expression.ConstantOf(expression.Root) as NumberValue)?.Value;
        if (number is { } value)
        {
            return Phrase.Plain(draft.Units.Measured(value, parameter.Unit?.Text));
        }

        var words = draft.Wording(expression).Line;
        return draft.Units.Alone(parameter.Unit?.Text) is { } unit and not "%" ? draft.Say("{0} {1}", words, Phrase.Plain(unit)) : words;
    }

    private static Grid Table(Draft draft)
    {
        var labels = draft.Labels;
        ImmutableArray<GridColumn> columns = [Column(labels.Name), Column(labels.From), Column(labels.InForce) with { IsNumber = true }, Column(labels.Exactly), Column(labels.Standing), Column(labels.Provenance)];
        return new Grid(columns, [.. draft.Parameters.SelectMany(p => p.Definition.Values.Select((v, i) => Row(draft, p.Definition, v, i == 0)))]);
    }

    private static GridColumn Column(string title) => new([new PlainPiece(title)]);

    // What is the same for all values of a parameter stands beside the first.
    private static GridRow Row(Draft draft, ParameterDefinition parameter, DatedText value, bool isFirst)
    {
        ImmutableArray<Piece> none = [];
        return new GridRow(
            [
                isFirst ? Drafting.Named(draft, Anchors.Parameter, parameter.Name, parameter.Label).Text : none,
                [new PlainPiece(draft.Values.Date(value.From))],
                Value(draft, parameter, value.Value).Pieces,
                [new CodePiece(value.Value.Text)],
                isFirst ? [draft.Standing(draft.BasisOf(parameter.Basis, parameter.Source))] : none,
                isFirst ? Provenance(draft, parameter).Pieces : none,
            ],
            isFirst ? Anchors.Of(Anchors.Parameter, parameter.Name.Text) : null);
    }

    private static Phrase Provenance(Draft draft, ParameterDefinition parameter)
    {
        IEnumerable<Phrase?> parts =
        [
            parameter.Source is { } source ? draft.Source(source) : null,
            parameter.Paragraphs.IsEmpty ? null : draft.Paragraphs(parameter.Paragraphs),
            draft.Lender(parameter.Name) is { } library ? draft.Say(draft.Labels.LentBy, Phrase.Of(new CodePiece(library.Name))) : null,
            parameter.Note is { } note ? draft.Say(draft.Labels.Note, note) : null,
        ];
        return draft.Beside(parts.OfType<Phrase>());
    }
}
