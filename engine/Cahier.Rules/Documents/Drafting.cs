using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>The pieces of which all sections are made: headings, formulas, and where something comes from.</summary>
internal static class Drafting
{
    public static Heading Section(string title, string anchor) => new(2, anchor, [new PlainPiece(title)]);

    /// <summary>The heading of something with a name: its label, and the name by which expressions speak of it.</summary>
    public static Heading Named(this Draft draft, string kind, RuleText name, Label label) => new(3, Anchors.Of(kind, name.Text), label.IsEmpty
        ? [new CodePiece(name.Text)]
        : [new PlainPiece(label.In(draft.Words.Language, name.Text) + " "), new CodePiece(name.Text)]);

    public static Paragraph Line(Phrase phrase) => new(phrase.Pieces);

    public static Paragraph Line(string text) => new([new PlainPiece(text)]);

    /// <summary>Several things in one line.</summary>
    public static Phrase Beside(this Draft draft, IEnumerable<Phrase> parts)
    {
        var builder = new PhraseBuilder(draft.Words.IsFrench);
        foreach (var (index, part) in parts.Index())
        {
            builder.Add(index == 0 ? "" : " · ").Add(part);
        }

        return builder.Done(Hold.Whole);
    }

    /// <summary>A formula in words after its lead, and exactly.</summary>
    public static IEnumerable<Block> Formula(this Draft draft, string lead, CheckedExpression expression)
    {
        var wording = draft.Wording(expression);
        var line = draft.Say(lead, wording.Line);
        if (wording.Parts.IsEmpty)
        {
            // A name alone is its own exact text.
            yield return new Paragraph(wording.Line.Pieces is [CodePiece] ? line.Pieces : [.. line.Pieces, new PlainPiece(" — "), new CodePiece(expression.Text)]);
            yield break;
        }

        yield return Line(line);
        yield return new Bullets([.. wording.Parts.Select(Bullet.Of)]);
        yield return Line(draft.Say(draft.Labels.Exact, Phrase.Of(new CodePiece(expression.Text))));
    }

    /// <summary>Where something comes from, how sure it is, which paragraphs it carries out, and which library it belongs to.</summary>
    public static IEnumerable<Block> Provenance(this Draft draft, RuleText name, RuleText? source, string? basis, ImmutableArray<RuleText> paragraphs)
    {
        var parts = new List<Phrase>();
        if (source is not null)
        {
            parts.Add(draft.Say(draft.Labels.SourceIs, draft.Source(source)));
        }

        if (draft.BasisOf(basis, source) is { } standing)
        {
            parts.Add(draft.Say(draft.Labels.StandingIs, Phrase.Of(draft.Standing(standing))));
        }

        if (!paragraphs.IsEmpty)
        {
            parts.Add(draft.Say(draft.Labels.CarriesOut, draft.Paragraphs(paragraphs)));
        }

        if (draft.Lender(name) is { } library)
        {
            parts.Add(draft.Say(draft.Labels.LentBy, Phrase.Of(new CodePiece(library.Name))));
        }

        if (parts.Count > 0)
        {
            yield return Line(draft.Beside(parts));
        }
    }
}
