using Cahier.Rules.Checking;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Who is judged, who is paid for it, and who is in.</summary>
internal static class WhoSection
{
    public static IEnumerable<Block> Of(Draft draft, CheckedRuleSet rules)
    {
        var labels = draft.Labels;
        var noun = draft.Naming.Noun(rules.UnitEntity.Entity);
        return
        [
            Drafting.Section(labels.Who, "who"),
            Drafting.Line(draft.Say(labels.JudgedOne, Phrase.Plain(noun.Each), Phrase.Of(new CodePiece(rules.Definition.Unit!.As)))),
            .. draft.Formula(labels.UnitDate, rules.Date),
            .. draft.Formula(labels.UnitParticipant, rules.Participant),
            .. rules.TakesPart is { } condition ? draft.Formula(labels.TakesPart, condition) : [],
            new Heading(3, "eligibility", [new PlainPiece(labels.Eligibility)]),
            Drafting.Line(rules.Eligibility.IsEmpty ? labels.NoEligibility : labels.EligibilityAll),
            .. rules.Eligibility.SelectMany(r => Rule(draft, r)),
            new Heading(3, "exclusions", [new PlainPiece(labels.Exclusions)]),
            Drafting.Line(rules.Exclusions.IsEmpty ? labels.NoExclusions : labels.ExclusionAny),
            .. rules.Exclusions.SelectMany(r => Rule(draft, r)),
            .. rules.Rules.Any(r => r.When.Fact.MayBeMissing && r.Definition.WhenMissing is null) ? [Drafting.Line(labels.Undetermined)] : Array.Empty<Block>(),
        ];
    }

    private static IEnumerable<Block> Rule(Draft draft, CheckedRule rule)
    {
        var definition = rule.Definition;
        var label = definition.Label.In(draft.Words.Language, "");
        yield return new Heading(4, Anchors.Of(Anchors.Rule, rule.Id), [new PlainPiece(label.Length == 0 ? rule.Id : $"{rule.Id} — {label}")]);
        foreach (var block in draft.Formula(draft.Labels.Condition, rule.When))
        {
            yield return block;
        }

        if (definition.WhenMissing is { } outcome)
        {
            yield return Drafting.Line(outcome ? draft.Labels.MissingTrue : draft.Labels.MissingFalse);
        }

        foreach (var block in draft.Provenance(definition.Id, definition.Source, null, definition.Paragraphs))
        {
            yield return block;
        }
    }
}
