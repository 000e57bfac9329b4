using System.Globalization;
using Cahier.Rules.Definitions;
using Cahier.Rules.Versions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Which version the document is about, where it stands in its life, and how much of it is made up.</summary>
internal static class HeadSection
{
    public static IEnumerable<Block> Of(Draft draft, VersionLife life)
    {
        var (labels, definition) = (draft.Labels, draft.Definition);
        var name = Phrase.Of(new CodePiece(definition.Name));
        var from = Phrase.Plain(draft.Values.Date(definition.AppliesFrom));
        var bases = draft.Parameters.Select(p => draft.BasisOf(p.Definition.Basis, p.Definition.Source)).Concat(draft.Tables.Select(t => draft.BasisOf(t.Definition.Basis, t.Definition.Source))).ToList();
        var illustrative = bases.Count(b => b == "illustrative");
        return
        [
            new Heading(1, "top", [new PlainPiece(draft.Title)]),
            Drafting.Line(definition.AppliesTo is { } last
                ? draft.Say(labels.VersionLine, name, Phrase.Plain(life.Of(definition.Version, draft)), from, Phrase.Plain(draft.Values.Date(last)))
                : draft.Say(labels.VersionOpen, name, Phrase.Plain(life.Of(definition.Version, draft)), from)),
            .. definition.IsLibrary ? [Drafting.Line(labels.Library)] : Array.Empty<Block>(),
            .. definition.Libraries.Select(l => Drafting.Line(draft.Say(labels.Uses, Library(draft, l)))),
            illustrative > 0
                ? new Notice([new StrongPiece(labels.Illustrative), .. draft.Say(labels.AllIllustrative, Phrase.Plain(illustrative.ToString(CultureInfo.InvariantCulture)), Phrase.Plain(bases.Count.ToString(CultureInfo.InvariantCulture))).Pieces])
                : Drafting.Line(labels.NoneIllustrative),
            Drafting.Line(labels.HowToRead),
            Drafting.Line(draft.Say(labels.Hash, Phrase.Of(new CodePiece(definition.Hash)))),
        ];
    }

    private static Phrase Library(Draft draft, RuleSetDefinition library) =>
        new PhraseBuilder(draft.Words.IsFrench).Add(new TermPiece(library.Title.In(draft.Words.Language, library.Cahier), null)).Add(" ").Add(new CodePiece(library.Name)).Done(Hold.Whole);
}
