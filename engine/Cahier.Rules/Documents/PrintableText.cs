using System.Globalization;
using System.Text;

namespace Cahier.Rules.Documents;

/// <summary>What authors wrote, without signs that nobody sees: control signs, and those that turn the direction of reading round.</summary>
internal static class PrintableText
{
    private const char Replacement = '\ufffd';

    /// <summary>On one line, each stretch of spaces and line ends as one space.</summary>
    public static string OnOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var sign in text)
        {
            if (sign is ' ' or '\t' or '\n' or '\r')
            {
                line.Append(line.Length > 0 && line[^1] == ' ' ? "" : " ");
            }
            else
            {
                line.Append(Seen(sign));
            }
        }

        return line.ToString();
    }

    /// <summary>With its lines and tabs as they are.</summary>
    public static string Lines(string text) => string.Concat(text.ReplaceLineEndings("\n").TrimEnd('\n').Select(s => s is '\n' or '\t' ? s : Seen(s)));

    private static char Seen(char sign) => char.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format ? Replacement : sign;
}
