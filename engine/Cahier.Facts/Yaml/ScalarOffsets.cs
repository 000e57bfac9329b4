namespace Cahier.Facts.Yaml;

/// <summary>
/// Finds where each character of a YAML value stands in the text, by reading the value once more as YAML does. What it
/// reads is compared with what the parser read; should they differ, every character is placed at the value's start.
/// </summary>
internal sealed class ScalarOffsets
{
    private readonly string text;
    private readonly int to;
    private readonly List<int> offsets = [];
    private readonly System.Text.StringBuilder read = new();
    private int at;

    private ScalarOffsets(string text, int from, int to)
    {
        this.text = text;
        this.to = to;
        at = from;
    }

    /// <summary>One position for each character of the value, and one after the last; empty when they cannot be told.</summary>
    public static int[] Find(string text, int from, int to, YamlStyle style, string value)
    {
        var reader = new ScalarOffsets(text, from, to);
        switch (style)
        {
            case YamlStyle.Plain: reader.ReadFlow('\0', to); break;
            case YamlStyle.SingleQuoted: reader.ReadQuoted('\'', to); break;
            case YamlStyle.DoubleQuoted: reader.ReadQuoted('"', to); break;
            default: return BlockOffsets.Find(text, from, to, value);
        }

        if (!reader.read.Equals(value.AsSpan()))
        {
            return [];
        }

        var last = style == YamlStyle.Plain ? to : to - 1;
        return [.. reader.offsets, last];
    }

    private void ReadQuoted(char quote, int end)
    {
        at++;
        ReadFlow(quote, end - 1);
    }

    private void ReadFlow(char quote, int end)
    {
        while (at < end)
        {
            var next = text[at];
            if (IsBlank(next) || IsBreak(next))
            {
                ReadBlanks(end, afterEscapedBreak: false);
            }
            else if (quote == '\'' && next == '\'')
            {
                Put('\'', 2);
            }
            else if (quote == '"' && next == '\\')
            {
                ReadEscape(end);
            }
            else
            {
                Put(next, 1);
            }
        }
    }

    /// <summary>Blanks inside a line are kept; around line breaks they fall away and the breaks are folded.</summary>
    private void ReadBlanks(int end, bool afterEscapedBreak)
    {
        var start = at;
        var firstBreak = -1;
        var breaks = new List<int>();
        while (at < end && (IsBlank(text[at]) || IsBreak(text[at])))
        {
            if (IsBreak(text[at]))
            {
                breaks.Add(at);
                firstBreak = firstBreak < 0 ? at : firstBreak;
                at += BreakLength();
            }
            else
            {
                at++;
            }
        }

        if (afterEscapedBreak)
        {
            breaks.ForEach(b => Record('\n', b));
        }
        else if (firstBreak < 0)
        {
            for (var i = start; i < at; i++)
            {
                Record(text[i], i);
            }
        }
        else if (breaks.Count == 1)
        {
            Record(' ', firstBreak);
        }
        else
        {
            breaks.Skip(1).ToList().ForEach(b => Record('\n', b));
        }
    }

    private void ReadEscape(int end)
    {
        var start = at;
        var sign = text[at + 1];
        if (IsBreak(sign))
        {
            at++;
            at += BreakLength();
            ReadBlanks(end, afterEscapedBreak: true);
            return;
        }

        var digits = sign switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            Put(Simple(sign), 2);
            return;
        }

        at += 2 + digits;
        if (int.TryParse(text.AsSpan(start + 2, digits), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code))
        {
            foreach (var part in code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code))
            {
                Record(part, start);
            }
        }
    }

    private static char Simple(char sign) => sign switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'e' => '\u001b',
        'N' => '\u0085',
        '_' => '\u00a0',
        'L' => '\u2028',
        'P' => '\u2029',
        _ => sign,
    };

    private void Put(char value, int length)
    {
        Record(value, at);
        at += length;
    }

    private void Record(char value, int offset)
    {
        read.Append(value);
        offsets.Add(offset);
    }

    private int BreakLength() => text[at] == '\r' && at + 1 < to && text[at + 1] == '\n' ? 2 : 1;

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static bool IsBreak(char c) => c is '\n' or '\r';
}
