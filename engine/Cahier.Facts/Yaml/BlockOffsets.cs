namespace Cahier.Facts.Yaml;

/// <summary>Finds where each character of a block value (after <c>|</c> or <c>&gt;</c>) stands in the text: its lines are looked up one after the other in the value.</summary>
internal static class BlockOffsets
{
    /// <summary>One position for each character of the value, and one after the last; empty when they cannot be told.</summary>
    public static int[] Find(string text, int from, int to, string value)
    {
        var offsets = new int[value.Length + 1];
        var lines = LinesAfterHeader(text, from, to);
        var indent = Indent(text, lines, value);
        var read = 0;
        var lastEnd = from;
        foreach (var (start, end) in lines)
        {
            var content = Math.Min(end, start + indent);
            if (content == end)
            {
                continue;
            }

            var line = text.AsSpan(content..end);
            while (read < value.Length && value[read] == '\n')
            {
                offsets[read++] = lastEnd;
            }

            if (!value.AsSpan(read).StartsWith(line, StringComparison.Ordinal) && read < value.Length && value[read] == ' ')
            {
                offsets[read++] = lastEnd;
            }

            if (!value.AsSpan(read).StartsWith(line, StringComparison.Ordinal))
            {
                break;
            }

            for (var i = 0; i < line.Length; i++)
            {
                offsets[read++] = content + i;
            }

            lastEnd = end;
        }

        if (value.AsSpan(read).ContainsAnyExcept('\n'))
        {
            return [];
        }

        offsets.AsSpan(read).Fill(lastEnd);
        return offsets;
    }

    private static List<(int Start, int End)> LinesAfterHeader(string text, int from, int to)
    {
        var lines = new List<(int, int)>();
        var start = text.IndexOf('\n', from) + 1;
        while (start > 0 && start < to)
        {
            var next = text.IndexOf('\n', start);
            var end = next < 0 ? text.Length : next;
            lines.Add((start, end > start && text[end - 1] == '\r' ? end - 1 : end));
            start = next + 1;
        }

        return lines;
    }

    /// <summary>The spaces that stand before every line: what the first line with text has more than its text in the value.</summary>
    private static int Indent(string text, List<(int Start, int End)> lines, string value)
    {
        var inValue = value.AsSpan().TrimStart('\n');
        foreach (var (start, end) in lines)
        {
            var line = text.AsSpan(start..end);
            if (line.ContainsAnyExcept(' '))
            {
                return Math.Max(0, Spaces(line) - Spaces(inValue));
            }
        }

        return 0;
    }

    private static int Spaces(ReadOnlySpan<char> line)
    {
        var other = line.IndexOfAnyExcept(' ');
        return other < 0 ? line.Length : other;
    }
}
