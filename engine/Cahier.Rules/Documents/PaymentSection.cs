using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>What is paid, how it is rounded, and which bounds protect either side.</summary>
internal static class PaymentSection
{
    public static IEnumerable<Block> Of(Draft draft, CheckedRuleSet rules)
    {
        var labels = draft.Labels;
        return
        [
            Drafting.Section(labels.HowMuch, "how-much"),
            .. rules.UnitLines.IsEmpty && rules.ParticipantLines.IsEmpty ? [Drafting.Line(labels.NoPayment)] : Array.Empty<Block>(),
            .. Lines(draft, labels.UnitLines, "unit-lines", rules.UnitLines),
            .. Lines(draft, labels.ParticipantLines, "participant-lines", rules.ParticipantLines),
            .. Safeguards(draft, rules),
            .. Gates(draft, rules.Definition.Gates),
        ];
    }

    /// <summary>How an amount is rounded, in words.</summary>
    public static Phrase Rounding(Draft draft, MoneyRounding rounding, string? currency)
    {
        var labels = draft.Labels;
        var mode = rounding.Mode switch
        {
            RoundingMode.HalfUp => labels.HalfUp,
            RoundingMode.HalfDown => labels.HalfDown,
            RoundingMode.HalfEven => labels.HalfEven,
            RoundingMode.Up => labels.RoundUp,
            RoundingMode.Down => labels.RoundDown,
            RoundingMode.Floor => labels.Floor,
            _ => labels.Ceiling,
        };
        return draft.Say(labels.Rounded, Phrase.Plain(mode), Phrase.Plain(draft.Units.Measured(rounding.Step, currency)));
    }

    private static IEnumerable<Block> Lines(Draft draft, string title, string anchor, IEnumerable<CheckedLine> lines) => lines.Any()
        ? [new Heading(3, anchor, [new PlainPiece(title)]), .. lines.SelectMany(l => Line(draft, l))]
        : [];

    private static IEnumerable<Block> Line(Draft draft, CheckedLine line) =>
    [
        draft.Named(Anchors.Line, line.Definition.Id, line.Definition.Label) with { Level = 4 },
        .. draft.Formula(draft.Labels.Amount.Replace("{1}", line.Currency, StringComparison.Ordinal), line.Amount),
        Drafting.Line(Rounding(draft, line.Rounding, line.Currency)),
        .. draft.Provenance(line.Definition.Id, line.Definition.Source, null, line.Definition.Paragraphs),
    ];

    private static IEnumerable<Block> Safeguards(Draft draft, CheckedRuleSet rules)
    {
        IEnumerable<(string Name, CheckedExpression Expression)> formulas =
        [
            .. rules.Values.Select(v => (v.Name, v.Expression)),
            .. rules.Indicators.Where(i => i.Of is not null).Select(i => (i.Name, i.Of!)),
            .. rules.UnitLines.Concat(rules.ParticipantLines).Select(l => (l.Name, l.Amount)),
        ];
        var bounds = formulas.SelectMany(f => ExpressionWords.Bounds(f.Expression, draft.Naming, draft.Words, draft.Unsaid).Select(b => new Bullet(draft.Say(draft.Labels.Bound, draft.Naming.Name(f.Name), b).Pieces, []))).ToList();
        return
        [
            new Heading(3, "safeguards", [new PlainPiece(draft.Labels.Safeguards)]),
            .. bounds.Count == 0 ? (IEnumerable<Block>)[Drafting.Line(draft.Labels.NoSafeguards)] : [Drafting.Line(draft.Labels.SafeguardsLead), new Bullets([.. bounds])],
        ];
    }

    private static IEnumerable<Block> Gates(Draft draft, GateDefinition gates)
    {
        var labels = draft.Labels;
        var said = new[] { (labels.TotalChange, gates.TotalChange, "%"), (labels.ParticipantChange, gates.ParticipantChange, "%"), (labels.SmallestDenominator, gates.SmallestDenominator, "1"), (labels.RejectedRows, gates.RejectedRows, "%") }
            .Where(g => g.Item2 is not null).Select(g => new Bullet(draft.Say(g.Item1, Phrase.Plain(draft.Units.Measured(g.Item2!.Value, g.Item3))).Pieces, [])).ToList();
        return said.Count == 0 ? [] : [new Heading(3, "gates", [new PlainPiece(labels.Gates)]), Drafting.Line(labels.GatesLead), new Bullets([.. said])];
    }
}
