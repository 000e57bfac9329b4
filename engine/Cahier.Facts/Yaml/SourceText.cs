using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>The text of a file and where its lines begin.</summary>
internal sealed class SourceText
{
    private readonly List<int> lineStarts = [0];

    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                lineStarts.Add(i + 1);
            }
        }
    }

    public string File { get; }

    public string Text { get; }

    public int LineCount => lineStarts.Count;

    /// <summary>The line and column of a position in the text; positions outside are moved to its ends.</summary>
    public SourceLocation At(long offset)
    {
        var inside = (int)Math.Clamp(offset, 0, Text.Length);
        var line = lineStarts.BinarySearch(inside);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new SourceLocation(File, line + 1, inside - lineStarts[line] + 1);
    }

    /// <summary>Where a line begins in the text, lines counted from 1.</summary>
    public int StartOf(int line) => lineStarts[line - 1];

    /// <summary>A line without its break, lines counted from 1.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var end = line < lineStarts.Count ? lineStarts[line] : Text.Length;
        return Text.AsSpan(lineStarts[line - 1]..end).TrimEnd("\r\n");
    }
}
