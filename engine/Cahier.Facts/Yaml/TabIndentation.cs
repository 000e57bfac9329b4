using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>Finds lines that are indented by tabs, outside of values of several lines.</summary>
internal static class TabIndentation
{
    /// <summary>Reports the first such line up to <paramref name="lastLine"/> and says whether there was one.</summary>
    public static bool Report(SourceText source, List<(int FirstLine, int LastLine)> manyLined, int lastLine, DiagnosticBag diagnostics)
    {
        var lines = manyLined.GetEnumerator();
        var value = lines.MoveNext() ? lines.Current : (FirstLine: int.MaxValue, LastLine: int.MaxValue);
        for (var line = 1; line <= Math.Min(lastLine, source.LineCount); line++)
        {
            while (value.LastLine < line)
            {
                value = lines.MoveNext() ? lines.Current : (int.MaxValue, int.MaxValue);
            }

            var text = source.Line(line);
            var tab = text[..^text.TrimStart(" \t").Length].IndexOf('\t');
            if (tab >= 0 && tab < text.TrimEnd(" \t").Length && line <= value.FirstLine)
            {
                diagnostics.Add(DiagnosticCatalog.TabIndentation, new SourceLocation(source.File, line, tab + 1), 1, "the line is indented by a tab; YAML counts spaces", "replace tabs at the start of lines by spaces, two for each level");
                return true;
            }
        }

        return false;
    }
}
