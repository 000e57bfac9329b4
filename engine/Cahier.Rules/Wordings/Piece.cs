namespace Cahier.Rules.Wordings;

/// <summary>A piece of a sentence, not yet written in any format: whoever writes it must escape its text.</summary>
internal abstract record Piece(string Text);

/// <summary>Words of the sentence itself.</summary>
internal sealed record PlainPiece(string Text) : Piece(Text);

/// <summary>The label of something, to be read as its name: in quotes, and linked to where it is defined.</summary>
/// <param name="Anchor">The place in the document that defines it, or none.</param>
internal sealed record TermPiece(string Text, string? Anchor) : Piece(Text);

/// <summary>A name or an expression of the cahier, exactly as it is written.</summary>
/// <param name="Anchor">The place in the document that defines it, or none.</param>
internal sealed record CodePiece(string Text, string? Anchor = null) : Piece(Text);

/// <summary>Words that must not be overlooked.</summary>
internal sealed record StrongPiece(string Text) : Piece(Text);
