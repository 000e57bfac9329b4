namespace Cahier.Feel.Syntax;

internal enum TokenKind { Word, Number, Text, AtText, Sign, End }

/// <summary>A word, literal or sign of an expression's text. <paramref name="Text"/> is the decoded content.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && string.Equals(Text, sign, StringComparison.Ordinal);

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.Ordinal);
}
