using System.Collections.Immutable;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>The texts that rules come from, and what they ask paragraph by paragraph.</summary>
internal static class SourceSection
{
    public static IEnumerable<Block> Of(Draft draft, SourceDocument? source)
    {
        var labels = draft.Labels;
        return
        [
            Drafting.Section(labels.Sources, "sources"),
            .. draft.Definition.Sources.IsEmpty
                ? (IEnumerable<Block>)[Drafting.Line(labels.NoSources)]
                : [Table([labels.Name, labels.Title, labels.Standing, labels.Reference], draft.Definition.Sources.Select(s => Row(Anchors.Of(Anchors.Source, s.Id.Text), new CodePiece(s.Id.Text), new PlainPiece(s.Title), draft.Standing(s.Basis), new PlainPiece(s.Reference ?? ""))))],
            .. source is null
                ? []
                : (IEnumerable<Block>)[Drafting.Line(labels.ParagraphsLead), Table([labels.Paragraph, labels.Title, labels.Standing], source.Paragraphs.Select(p => Row(Anchors.Of(Anchors.Paragraph, p.Id), new CodePiece(p.Id), new PlainPiece(p.Title), draft.Standing(p.Standing))))],
        ];
    }

    private static Grid Table(ImmutableArray<string> titles, IEnumerable<GridRow> rows) => new([.. titles.Select(t => new GridColumn([new PlainPiece(t)]))], [.. rows]);

    private static GridRow Row(string anchor, params ImmutableArray<Piece> cells) => new([.. cells.Select(c => ImmutableArray.Create(c))], anchor);
}
