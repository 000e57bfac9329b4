using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

// Habits from elsewhere, told apart where the grammar stops: each gets a message of its own, and most a correction.
public sealed partial class Parser
{
    private SyntaxException? Slip() => SlipOfNumber() ?? SlipOfWord() ?? SlipOfSign();

    private SyntaxException? SlipOfNumber()
    {
        if (position == 0 || tokens[position - 1].Kind != TokenKind.Number)
        {
            return null;
        }

        var number = tokens[position - 1];
        var together = new SourceSpan(number.Span.Start, Current.Span.End - number.Span.Start);
        switch (Current.Kind)
        {
            case TokenKind.Number when Current.Text.Split('.')[0].Length == 3:
                return Corrected(DiagnosticCatalog.BadLiteral, together, "a number is written without spaces", $"write {number.Text}{Current.Text}", position - 1, 2, number with { Text = number.Text + Current.Text, Span = together });
            case TokenKind.Word when ForeignWords.Duration(number.Text, Current.Text) is { } duration:
                return Corrected(DiagnosticCatalog.BadLiteral, together, $"‘{text.AsSpan(together.Start, together.Length)}’ is no duration here", $"write duration(\"{duration}\")", position - 1, 2, new Token(TokenKind.AtText, duration, together));
            case TokenKind.Word when Current.Text.ToLowerInvariant() is "euro" or "euros" or "eur":
                return Corrected(DiagnosticCatalog.OtherLanguage, Current.Span, "an amount is a plain number here", $"write {number.Text}; the unit is said where the parameter or field is defined", position, 1);
            case TokenKind.Sign when Current.Text == "," && tokens[position + 1].Kind == TokenKind.Number && tokens[position + 1].Span.Start == Current.Span.End:
                var fraction = tokens[position + 1];
                var whole = new SourceSpan(number.Span.Start, fraction.Span.End - number.Span.Start);
                return Corrected(DiagnosticCatalog.BadLiteral, whole, "a decimal number is written with a point", $"write {number.Text}.{fraction.Text}", position - 1, 3, number with { Text = $"{number.Text}.{fraction.Text}", Span = whole });
            default:
                return null;
        }
    }

    private SyntaxException? SlipOfWord()
    {
        if (ForeignWords.Find(Current) is { } word)
        {
            return Foreign(position, word);
        }

        if (position == 0 || tokens[position - 1] is not { Kind: TokenKind.Word } former)
        {
            return null;
        }

        if (former.Text == "not")
        {
            return Current.IsWord("in")
                ? new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, former.Span, "‘not’ does not stand before ‘in’", "write not(value in …)"))
                : Corrected(DiagnosticCatalog.OtherLanguage, former.Span, "what is denied stands in brackets after ‘not’", $"write not({(tokens[position + 1].Kind == TokenKind.Sign ? "…" : Current.Text)})", position - 1, 1);
        }

        if (Current.IsWord("not") && tokens[position + 1].IsWord("in"))
        {
            return new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, Current.Span, "‘not’ does not stand before ‘in’", "write not(value in …)"));
        }

        return ForeignWords.Find(former) is { } earlier ? Foreign(position - 1, earlier) : null;
    }

    private SyntaxException Foreign(int at, (string Remedy, Token? Instead) word)
    {
        var problem = new Problem(DiagnosticCatalog.OtherLanguage, tokens[at].Span, $"‘{tokens[at].Text}’ is no word of the language", word.Remedy);
        return new SyntaxException(problem, word.Instead is { } instead && !tokens[at].Text.Equals(instead.Text, StringComparison.Ordinal) ? new Correction(at, 1, [instead]) : null);
    }

    private SyntaxException? SlipOfSign()
    {
        if (Current.Kind != TokenKind.Sign)
        {
            return null;
        }

        return Current.Text switch
        {
            "," when FollowsIf() => new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, Current.Span, "‘if’ is no function here, and takes no commas", "write if condition then value else value")),
            "?" => new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, Current.Span, "‘condition ? a : b’ is not used here", "write if condition then a else b")),
            ")" or "]" or "}" => new SyntaxException(new Problem(DiagnosticCatalog.UnexpectedText, Current.Span, $"‘{Current.Text}’ closes a bracket that is not open", $"take the {Current.Text} out, or open the bracket where it should begin")),
            _ => null,
        };
    }

    // Whether the innermost open bracket stands right after "if".
    private bool FollowsIf()
    {
        var open = 0;
        for (var i = position - 1; i > 0; i--)
        {
            open += tokens[i].Kind != TokenKind.Sign ? 0 : tokens[i].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            if (open > 0)
            {
                return tokens[i].Is("(") && tokens[i - 1].IsWord("if");
            }
        }

        return false;
    }

    private static SyntaxException Corrected(DiagnosticCode code, SourceSpan span, string cause, string remedy, int first, int count, params ReadOnlySpan<Token> instead) =>
        new(new Problem(code, span, cause, remedy), new Correction(first, count, [.. instead]));
}
