using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>The text of an XML file and where its lines begin.</summary>
internal sealed class DmnSource
{
    private readonly List<int> lineStarts = [0];

    public DmnSource(string file, string text)
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

    /// <summary>The position in the text of a line and column, both from 1.</summary>
    public int Offset(int line, int column) => Math.Clamp(lineStarts[Math.Clamp(line, 1, lineStarts.Count) - 1] + column - 1, 0, Text.Length);

    /// <summary>The place of a position in the text.</summary>
    public SourceLocation At(int offset)
    {
        var line = lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new SourceLocation(File, line + 1, offset - lineStarts[line] + 1);
    }
}
