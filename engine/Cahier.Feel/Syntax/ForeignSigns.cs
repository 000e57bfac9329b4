using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>Signs that people bring from other languages or word processors, each with what to write here.</summary>
internal static class ForeignSigns
{
    private static readonly (string Sign, string Cause, string Remedy)[] All =
    [
        ("===", "‘===’ is not a comparison here", "write = to compare"),
        ("==", "‘==’ is not a comparison here", "write a single = to compare"),
        ("!==", "‘!==’ is not a comparison here", "write != for “differs from”"),
        ("<>", "‘<>’ is not a comparison here", "write != for “differs from”"),
        ("=<", "‘=<’ is not a comparison here", "write <= for “at most”"),
        ("=>", "‘=>’ is not a comparison here", "write >= for “at least”"),
        ("&&", "‘&&’ is not used here", "write and"),
        ("||", "‘||’ is not used here", "write or"),
        ("≠", "‘≠’ is not used here", "write !="),
        ("≤", "‘≤’ is not used here", "write <="),
        ("≥", "‘≥’ is not used here", "write >="),
        ("×", "‘×’ is not used here", "write *"),
        ("÷", "‘÷’ is not used here", "write /"),
        ("−", "this minus sign comes from a word processor", "write the hyphen -"),
        ("–", "this dash comes from a word processor", "write the hyphen -"),
        ("“", "this quotation mark comes from a word processor", "write a straight double quote \""),
        ("”", "this quotation mark comes from a word processor", "write a straight double quote \""),
        ("«", "French quotation marks do not hold a text here", "write straight double quotes \"…\""),
        ("»", "French quotation marks do not hold a text here", "write straight double quotes \"…\""),
        ("’", "an apostrophe does not hold a text here", "write straight double quotes \"…\""),
        ("'", "single quotes do not hold a text here", "write double quotes \"…\""),
        ("%", "‘%’ is no sign of calculation here", "write 50 % as 0.50; for a remainder write modulo(a, b)"),
        ("€", "an amount is a plain number here", "take the € out; the unit is said where the parameter or field is defined"),
        ("$", "an amount is a plain number here", "take the $ out; the unit is said where the parameter or field is defined"),
        (";", "‘;’ separates nothing here", "write , between arguments; an expression needs no closing sign"),
        ("&", "‘&’ is not used here", "write and; to join texts write +"),
        ("|", "‘|’ is not used here", "write or"),
    ];

    /// <summary>Throws when the text at this position begins with a foreign sign.</summary>
    public static void Refuse(string text, int position)
    {
        foreach (var (sign, cause, remedy) in All)
        {
            if (string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0)
            {
                throw new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, new SourceSpan(position, sign.Length), cause, remedy));
            }
        }

        if (text[position] == '!' && (position + 1 >= text.Length || text[position + 1] != '='))
        {
            throw new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, new SourceSpan(position, 1), "‘!’ is not used here", "write not(…)"));
        }
    }
}
