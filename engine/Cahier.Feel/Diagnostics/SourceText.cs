namespace Cahier.Feel.Diagnostics;

/// <summary>The text of a file and where its lines begin, for places in YAML and XML. Safe to share between threads.</summary>
public sealed class SourceText
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

    /// <summary>The position in the text of a line and column, both counted from 1; those outside are moved to its ends.</summary>
    public int Offset(int line, int column) => Math.Clamp(StartOf(Math.Clamp(line, 1, LineCount)) + column - 1, 0, Text.Length);

    /// <summary>Where a line begins in the text, lines counted from 1.</summary>
    public int StartOf(int line) => lineStarts[line - 1];

    /// <summary>A line without its break, lines counted from 1.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var end = line < lineStarts.Count ? lineStarts[line] : Text.Length;
        return Text.AsSpan(lineStarts[line - 1]..end).TrimEnd("\r\n");
    }
}
