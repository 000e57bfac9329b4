using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Cahier.Feel.Functions;

/// <summary>A pattern as .NET has it.</summary>
/// <param name="Text">The pattern.</param>
/// <param name="Size">How much the matcher has to follow at each character at most: the pattern written out, with what it repeats a number of times.</param>
/// <param name="Reach">How far from its beginning a match may have to look.</param>
internal sealed record TranslatedPattern(string Text, int Size, int Reach);

/// <summary>Rewrites XPath regular expressions, which the standard names, as those of .NET; refuses what XPath does not have.</summary>
internal ref struct XPathTranslation
{
    // The matcher itself refuses what is larger.
    private const int LargestSize = 10_000;

    private const string Space = " \\t\\n\\r";

    private readonly string pattern;
    private readonly bool dotAll;
    private readonly bool multiline;
    private readonly StringBuilder result = new();
    private int position;
    private int groups;
    private long repeats = 1;
    private bool isOpen;

    private XPathTranslation(string pattern, string flags)
    {
        this.pattern = pattern;
        dotAll = flags.Contains('s', StringComparison.Ordinal);
        multiline = flags.Contains('m', StringComparison.Ordinal);
    }

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">As XPath has it.</param>
    /// <param name="flags">Of s, m, i and x.</param>
    /// <param name="translated">As .NET has it.</param>
    /// <param name="problem">Why it is no pattern.</param>
    public static bool TryTranslate(string pattern, string flags, [NotNullWhen(true)] out TranslatedPattern? translated, [NotNullWhen(false)] out string? problem)
    {
        var translation = new XPathTranslation(flags.Contains('x', StringComparison.Ordinal) ? WithoutSpace(pattern) : pattern, flags);
        problem = translation.Run();
        translated = problem is null ? translation.Result() : null;
        return problem is null;
    }

    private readonly TranslatedPattern Result()
    {
        var size = (int)Math.Min(LargestSize, result.Length * repeats);
        return new TranslatedPattern(result.ToString(), size, isOpen ? int.MaxValue : size);
    }

    private static string WithoutSpace(string pattern)
    {
        var kept = new StringBuilder();
        var depth = 0;
        var escaped = false;
        foreach (var character in pattern)
        {
            if (depth == 0 && character is (' ' or '\t' or '\n' or '\r'))
            {
                continue;
            }

            kept.Append(character);
            depth += escaped ? 0 : character == '[' ? 1 : character == ']' ? -1 : 0;
            escaped = character == '\\' && !escaped;
        }

        return kept.ToString();
    }

    private string? Run()
    {
        string? problem = null;
        while (problem is null && position < pattern.Length)
        {
            var character = pattern[position++];
            problem = character switch
            {
                '\\' => Escape(inClass: false),
                '[' => Class(),
                '(' => Group(),
                '{' => Quantity(),
                '}' or ']' => $"a {character} without its beginning in the pattern",
                '.' => Append(dotAll ? "(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[\\s\\S])" : "(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[^\\n\\r])"),
                '^' => Append(multiline ? "(?:\\A|(?<=\\n)(?!\\z))" : "\\A"),
                '$' => Append(multiline ? "(?:(?=\\n)|(?<!\\n)\\z)" : "\\z"),
                '*' or '+' => Open(character),
                _ => Append(character.ToString()),
            };
        }

        return problem;
    }

    private string? Open(char quantity)
    {
        isOpen = true;
        return Append(quantity.ToString());
    }

    private string? Append(string text)
    {
        result.Append(text);
        return null;
    }

    private string? Group()
    {
        if (position < pattern.Length && pattern[position] == '?')
        {
            if (position + 1 >= pattern.Length || pattern[position + 1] != ':')
            {
                return "the pattern has a group that XPath does not know";
            }

            position += 2;
            return Append("(?:");
        }

        groups++;
        return Append("(");
    }

    private string? Quantity()
    {
        var end = pattern.IndexOf('}', position);
        var inside = end < 0 ? "" : pattern[position..end];
        var comma = inside.IndexOf(',', StringComparison.Ordinal);
        var least = comma < 0 ? inside : inside[..comma];
        var most = comma < 0 ? "" : inside[(comma + 1)..];
        if (least.Length is 0 or > 4 || most.Length > 4 || !least.All(char.IsAsciiDigit) || !most.All(char.IsAsciiDigit))
        {
            return "a quantity in the pattern that is none";
        }

        position = end + 1;
        isOpen |= comma >= 0 && most.Length == 0;
        repeats = Math.Min(LargestSize, repeats * Math.Max(1, int.Parse(most.Length > 0 ? most : least, CultureInfo.InvariantCulture)));
        return Append("{" + inside + "}");
    }

    private string? Class()
    {
        result.Append('[');
        if (position < pattern.Length && pattern[position] == '^')
        {
            result.Append('^');
            position++;
        }

        for (var first = true; position < pattern.Length; first = false)
        {
            var character = pattern[position++];
            switch (character)
            {
                case ']' when first:
                    return "an empty class of characters in the pattern";
                case ']':
                    return Append("]");
                case '\\':
                    if (Escape(inClass: true) is { } problem)
                    {
                        return problem;
                    }

                    break;
                case '[' when !first && pattern[position - 2] == '-':
                    if (Class() is { } inner)
                    {
                        return inner;
                    }

                    break;
                case '[':
                    return "a [ within a class of characters must be written \\[";
                default:
                    result.Append(character);
                    break;
            }
        }

        return "a class of characters that is not closed in the pattern";
    }

    private string? Escape(bool inClass)
    {
        if (position >= pattern.Length)
        {
            return "a \\ at the end of the pattern";
        }

        var character = pattern[position++];
        return character switch
        {
            'n' or 'r' or 't' or 'd' or 'D' or 'w' or 'W' => Append("\\" + character),
            '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => Append("\\" + character),
            's' => Append(inClass ? Space : $"[{Space}]"),
            'S' => Append(inClass ? "\\S" : $"[^{Space}]"),
            'i' => Append(inClass ? "\\p{L}_:" : "[\\p{L}_:]"),
            'c' => Append(inClass ? "\\p{L}\\p{Nd}_:.\\-" : "[\\p{L}\\p{Nd}_:.\\-]"),
            'I' when !inClass => Append("[^\\p{L}_:]"),
            'C' when !inClass => Append("[^\\p{L}\\p{Nd}_:.\\-]"),
            'p' or 'P' => Category(character),
            >= '1' and <= '9' when !inClass && character - '0' <= groups => Append($"(?:\\{character})"),
            _ => $"the pattern has \\{character}, which XPath does not know",
        };
    }

    private string? Category(char sign)
    {
        var end = pattern.IndexOf('}', position);
        if (end < 0 || pattern[position] != '{')
        {
            return "a category of characters in the pattern that is none";
        }

        var name = pattern[position..(end + 1)];
        position = end + 1;
        return Append($"\\{sign}{name}");
    }
}
