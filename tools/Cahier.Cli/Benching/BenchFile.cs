using System.Text;
using static System.FormattableString;

namespace Cahier.Cli.Benching;

/// <summary>Writes what was measured as a Markdown file, with the picture beside it.</summary>
internal static class BenchFile
{
    public static void Write(string path, BenchReport report)
    {
        var picture = Path.ChangeExtension(path, ".svg");
        File.WriteAllText(picture, GrowthPicture.Of(report));
        File.WriteAllText(path, Text(report, Path.GetFileName(picture)));
    }

    private static string Text(BenchReport report, string picture)
    {
        var text = new StringBuilder("# What one machine carries\n\n");
        text.Append(Invariant($"Measured by `cahier bench` on: {BenchWords.Machine(report.Machine)}. Figures of another machine differ; the ratios less so.\n\n"));
        text.Append(Invariant($"![How cost grows: what a rule costs as rules become more, and the seconds of each step as people become more]({picture})\n"));
        foreach (var section in BenchWords.Sections(report))
        {
            text.Append(Invariant($"\n## {section.Title}\n\n"));
            Row(text, section.Columns.Select(c => c.TrimStart('>')));
            Row(text, section.Columns.Select(c => c.StartsWith('>') ? "--:" : "--"));
            foreach (var row in section.Rows)
            {
                Row(text, row);
            }

            text.Append(Invariant($"\n{section.Note}\n"));
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append(Invariant($"| {string.Join(" | ", cells)} |\n"));
}
