using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>Splits an expression's text into words, literals and signs. Names with spaces are put together by the parser.</summary>
internal sealed class Lexer
{
    private static readonly string[] Signs = ["**", "..", "<=", ">=", "!=", "->", "(", ")", "[", "]", "{", "}", "<", ">", "=", "+", "-", "*", "/", ",", ":", ".", "?"];

    private readonly string text;
    private int position;
    private Token previous;

    private Lexer(string text) => this.text = text;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="SyntaxException">A character, literal or comment that cannot be read.</exception>
    public static ImmutableArray<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        do
        {
            tokens.Add(lexer.previous = lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens.ToImmutable();
    }

    /// <summary>Whether a rune may begin a name.</summary>
    private static bool StartsWord(Rune c) => c.Value == '_' || Rune.IsLetter(c) || (c.Value > 0xFFFF && !Rune.IsWhiteSpace(c));

    private static bool ContinuesWord(Rune c) =>
        StartsWord(c) || Rune.IsDigit(c) || c.Value is 0xB7 or 0x203F or 0x2040
        || Rune.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private char Peek(int ahead = 0) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private Rune RuneAt(int index) => index < text.Length && Rune.TryGetRuneAt(text, index, out var rune) ? rune : new Rune('\0');

    private Token Next()
    {
        SkipBlanks();
        var start = position;
        if (position >= text.Length)
        {
            return new Token(TokenKind.End, "", new SourceSpan(text.Length, 0));
        }

        var c = Peek();
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && !EndsWithDot(start)))
        {
            return Number(start);
        }

        if (c == '"')
        {
            return Text(start, TokenKind.Text);
        }

        if (c == '@' && Peek(1) == '"')
        {
            position++;
            return Text(start, TokenKind.AtText);
        }

        if (StartsWord(RuneAt(position)))
        {
            return Word(start);
        }

        // An apostrophe may stand within a name; elsewhere the parser refuses it.
        if (c is '\'' or '’' && previous.Kind == TokenKind.Word && previous.Span.End == start && StartsWord(RuneAt(start + 1)))
        {
            position++;
            return new Token(TokenKind.Sign, c.ToString(), new SourceSpan(start, 1));
        }

        // In "function<>->Any" no comparison is meant.
        if (!(c == '<' && previous.Kind == TokenKind.Word && previous.Text is "function" or "context"))
        {
            ForeignSigns.Refuse(text, position);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0)
            {
                position += sign.Length;
                return new Token(TokenKind.Sign, sign, new SourceSpan(start, sign.Length));
            }
        }

        throw new SyntaxException(new Problem(DiagnosticCatalog.UnexpectedText, new SourceSpan(start, 1), $"‘{RuneAt(start)}’ has no meaning here", "take it out, or put a text in double quotes"));
    }

    // After a dot, ".5" is the end of a range such as 1...5 only by mistake; "..5" must give ".." and 5.
    private bool EndsWithDot(int start) => start > 0 && text[start - 1] == '.';

    private Token Number(int start)
    {
        while (char.IsAsciiDigit(Peek()))
        {
            position++;
        }

        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            position++;
            while (char.IsAsciiDigit(Peek()))
            {
                position++;
            }
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            position += 2;
            while (char.IsAsciiDigit(Peek()))
            {
                position++;
            }
        }

        var span = new SourceSpan(start, position - start);
        if (StartsWord(RuneAt(position)))
        {
            while (position < text.Length && ContinuesWord(RuneAt(position)))
            {
                position += RuneAt(position).Utf16SequenceLength;
            }

            span = span with { Length = position - start };
            throw new SyntaxException(new Problem(DiagnosticCatalog.BadLiteral, span, $"‘{text.AsSpan(start, span.Length)}’ is neither a number nor a name", "begin a name with a letter, or put a sign between the number and what follows"));
        }

        return new Token(TokenKind.Number, text.Substring(start, span.Length), span);
    }

    private Token Word(int start)
    {
        while (position < text.Length && ContinuesWord(RuneAt(position)))
        {
            position += RuneAt(position).Utf16SequenceLength;
        }

        return new Token(TokenKind.Word, text[start..position], new SourceSpan(start, position - start));
    }

    private Token Text(int start, TokenKind kind)
    {
        position++;
        var content = new StringBuilder();
        while (position < text.Length && Peek() != '"')
        {
            if (Peek() == '\\' && TryEscape(content))
            {
                continue;
            }

            content.Append(Peek());
            position++;
        }

        if (position >= text.Length)
        {
            throw new SyntaxException(new Problem(DiagnosticCatalog.UnclosedText, new SourceSpan(start, Math.Min(text.Length - start, 20)), "a text begins here and has no closing quote", "close it with \""));
        }

        position++;
        return new Token(kind, content.ToString(), new SourceSpan(start, position - start));
    }

    private bool TryEscape(StringBuilder content)
    {
        var simple = Peek(1) switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '"' => '"', '\\' => '\\', '\'' => '\'', _ => '\0' };
        if (simple != '\0')
        {
            content.Append(simple);
            position += 2;
            return true;
        }

        var digits = Peek(1) switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits == 0 || position + 2 + digits > text.Length
            || !int.TryParse(text.AsSpan(position + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            || point > 0x10FFFF)
        {
            return false;
        }

        // A surrogate written alone is kept: two of them make one character.
        content.Append(Rune.IsValid(point) ? new Rune(point).ToString() : ((char)point).ToString());
        position += 2 + digits;
        return true;
    }

    private void SkipBlanks()
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(Peek()) || Peek() is '\uFEFF' or '\u180E' or '\u200B')
            {
                position++;
            }
            else if (Peek() == '/' && Peek(1) == '/')
            {
                while (position < text.Length && Peek() is not ('\n' or '\r'))
                {
                    position++;
                }
            }
            else if (Peek() == '/' && Peek(1) == '*')
            {
                var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw new SyntaxException(new Problem(DiagnosticCatalog.UnclosedText, new SourceSpan(position, 2), "a comment begins here and is not closed", "close it with */"));
                }

                position = end + 2;
            }
            else
            {
                return;
            }
        }
    }
}
