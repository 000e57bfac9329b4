namespace Cahier.Feel.Syntax;

/// <summary>A sign of another language as it stands in a text.</summary>
/// <param name="Length">How many characters of the text it takes.</param>
/// <param name="Instead">The token that was meant, or none when the sign only has to go.</param>
internal sealed record ForeignSign(int Length, string Cause, string Remedy, Token? Instead);

/// <summary>Signs that people bring from other languages or word processors, each with what to write here.</summary>
internal static class ForeignSigns
{
    private const string Straight = "write straight double quotes \"…\"";

    // The longer of two that begin alike comes first. An empty Instead only has to go.
    private static readonly (string Sign, string Instead, string Cause, string Remedy)[] All =
    [
        ("===", "=", "‘===’ is not a comparison here", "write = to compare"),
        ("==", "=", "‘==’ is not a comparison here", "write a single = to compare"),
        ("!==", "!=", "‘!==’ is not a comparison here", "write != for “differs from”"),
        ("<>", "!=", "‘<>’ is not a comparison here", "write != for “differs from”"),
        ("=<", "<=", "‘=<’ is not a comparison here", "write <= for “at most”"),
        ("=>", ">=", "‘=>’ is not a comparison here", "write >= for “at least”"),
        (":=", "=", "‘:=’ is not used here", "write = to compare; a value gets its name under values:"),
        ("&&", "and", "‘&&’ is not used here", "write and"),
        ("||", "or", "‘||’ is not used here", "write or"),
        ("≠", "!=", "‘≠’ is not used here", "write !="),
        ("≤", "<=", "‘≤’ is not used here", "write <="),
        ("≥", ">=", "‘≥’ is not used here", "write >="),
        ("×", "*", "‘×’ is not used here", "write *"),
        ("÷", "/", "‘÷’ is not used here", "write /"),
        ("^", "**", "‘^’ is not used here", "write ** for a power"),
        ("−", "-", "this minus sign comes from a word processor", "write the hyphen -"),
        ("–", "-", "this dash comes from a word processor", "write the hyphen -"),
        ("…", "..", "these three dots come from a word processor", "write a range with two points, as [1..3]"),
        ("%", "", "‘%’ is no sign of calculation here", "write 50 % as 0.50; for a remainder write modulo(a, b)"),
        ("€", "", "an amount is a plain number here", "take the € out; the unit is said where the parameter or field is defined"),
        ("$", "", "an amount is a plain number here", "take the $ out; the unit is said where the parameter or field is defined"),
        (";", ",", "‘;’ separates nothing here", "write , between arguments, [65..80] for a range; an expression needs no closing sign"),
        ("&", "and", "‘&’ is not used here", "write and; to join texts write +"),
        ("|", "or", "‘|’ is not used here", "write or"),
    ];

    private static readonly (char Opens, string Closes, string Cause)[] Quotes =
    [
        ('“', "”“\"", "these quotation marks come from a word processor"),
        ('”', "”\"", "these quotation marks come from a word processor"),
        ('„', "“”\"", "these quotation marks come from a word processor"),
        ('«', "»", "French quotation marks do not hold a text here"),
        ('»', "«", "French quotation marks do not hold a text here"),
        ('‘', "’'", "apostrophes do not hold a text here"),
        ('’', "’'", "apostrophes do not hold a text here"),
        ('\'', "'’", "single quotes do not hold a text here"),
    ];

    /// <summary>The foreign sign at this position, or none.</summary>
    public static ForeignSign? Find(string text, int position)
    {
        foreach (var (sign, instead, cause, remedy) in All)
        {
            if (string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0)
            {
                var kind = instead is "and" or "or" ? TokenKind.Word : TokenKind.Sign;
                // At the end of an expression a ; closes it, as in programs.
                var isNothing = instead.Length == 0 || (sign == ";" && string.IsNullOrWhiteSpace(text[(position + 1)..]));
                return new ForeignSign(sign.Length, cause, remedy, isNothing ? null : new Token(kind, instead, default));
            }
        }

        if (text[position] == '!' && (position + 1 >= text.Length || text[position + 1] != '='))
        {
            return new ForeignSign(1, "‘!’ is not used here", "write not(…)", null);
        }

        foreach (var (opens, closes, cause) in Quotes)
        {
            if (text[position] == opens)
            {
                var end = text.IndexOfAny(closes.ToCharArray(), position + 1);
                return end < 0
                    ? new ForeignSign(1, cause, Straight, null)
                    : new ForeignSign(end + 1 - position, cause, Straight, new Token(TokenKind.Text, text[(position + 1)..end].Trim(), default));
            }
        }

        return null;
    }
}
