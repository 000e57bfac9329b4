using System.Collections.Immutable;

namespace Cahier.Rules.Wordings;

/// <summary>How tightly the parts of a phrase hold together: looser ones stand in brackets inside tighter ones.</summary>
internal enum Hold
{
    /// <summary>A case with its condition, as <c>a si b, sinon c</c>.</summary>
    Case,
    Or,
    And,

    /// <summary>A whole statement, as <c>a dépasse b</c>.</summary>
    Statement,

    /// <summary>A name with what it is for, as <c>a pour b et c</c>.</summary>
    Of,
    Sum,
    Product,
    Whole,
}

/// <summary>Some words that belong together.</summary>
internal sealed record Phrase(ImmutableArray<Piece> Pieces, Hold Hold)
{
    public int Length => Pieces.Sum(p => p.Text.Length);

    public static Phrase Plain(string text, Hold hold = Hold.Whole) => new([new PlainPiece(text)], hold);

    public static Phrase Of(Piece piece) => new([piece], Hold.Whole);

    /// <summary>The phrase, in brackets when it holds together less than its surroundings.</summary>
    public Phrase Within(Hold least) => Hold >= least ? this : new Phrase([new PlainPiece("("), .. Pieces, new PlainPiece(")")], Hold.Whole);
}
