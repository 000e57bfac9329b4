using System.Collections.Immutable;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>A part of a document, in no format yet.</summary>
internal abstract record Block;

/// <summary>A heading, to which its anchor leads. Those of level 2 make the table of contents.</summary>
internal sealed record Heading(int Level, string Anchor, ImmutableArray<Piece> Text) : Block;

/// <summary>A paragraph of text.</summary>
internal sealed record Paragraph(ImmutableArray<Piece> Text) : Block;

/// <summary>Something that a reader must not overlook.</summary>
internal sealed record Notice(ImmutableArray<Piece> Text) : Block;

/// <summary>A list.</summary>
internal sealed record Bullets(ImmutableArray<Bullet> Items) : Block;

/// <summary>An item of a list, with a list of its own when it has parts.</summary>
internal sealed record Bullet(ImmutableArray<Piece> Text, ImmutableArray<Bullet> Items)
{
    public static Bullet Of(Wording wording) => new(wording.Line.Pieces, [.. wording.Parts.Select(Of)]);
}

/// <summary>A table of cells.</summary>
internal sealed record Grid(ImmutableArray<GridColumn> Columns, ImmutableArray<GridRow> Rows) : Block;

/// <summary>A column of a table.</summary>
internal sealed record GridColumn(ImmutableArray<Piece> Title, bool IsNumber = false);

/// <summary>A row of a table, to which its anchor leads when it has one.</summary>
internal sealed record GridRow(ImmutableArray<ImmutableArray<Piece>> Cells, string? Anchor = null);

/// <summary>Text that is shown letter by letter, such as a script.</summary>
internal sealed record Listing(string Text) : Block;
