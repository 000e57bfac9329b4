using System.Collections.Immutable;
using System.Text;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Writes a document as Markdown. What authors wrote is read as the text that it is, and never as Markdown or HTML.</summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder text = new();
    private readonly bool isFrench;

    private MarkdownWriter(bool isFrench) => this.isFrench = isFrench;

    public static string Write(CahierDocument document)
    {
        var writer = new MarkdownWriter(document.Language == "fr");
        document.Blocks.ToList().ForEach(writer.Add);
        return writer.text.ToString().TrimEnd('\n') + "\n";
    }

    private void Add(Block block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append('#', heading.Level).Append(' ').Append(Line(heading.Text)).Append("\n\n");
                break;
            case Paragraph paragraph:
                text.Append(Begun(Line(paragraph.Text))).Append("\n\n");
                break;
            case Notice notice:
                text.Append("> ").Append(Begun(Line(notice.Text))).Append("\n\n");
                break;
            case Bullets bullets:
                Add(bullets.Items, 0);
                text.Append('\n');
                break;
            case Grid grid:
                Add(grid);
                break;
            case Listing listing:
                var fence = new string('`', Math.Max(3, LongestRun(listing.Text) + 1));
                text.Append(fence).Append('\n').Append(PrintableText.Lines(listing.Text)).Append('\n').Append(fence).Append("\n\n");
                break;
        }
    }

    private void Add(ImmutableArray<Bullet> items, int depth)
    {
        foreach (var item in items)
        {
            text.Append(' ', depth * 2).Append("- ").Append(Begun(Line(item.Text))).Append('\n');
            Add(item.Items, depth + 1);
        }
    }

    private void Add(Grid grid)
    {
        Row(grid.Columns.Select(c => c.Title));
        text.Append("| ").AppendJoin(" | ", grid.Columns.Select(c => c.IsNumber ? "--:" : ":--")).Append(" |\n");
        foreach (var row in grid.Rows)
        {
            Row(row.Cells);
        }

        text.Append('\n');
    }

    private void Row(IEnumerable<ImmutableArray<Piece>> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(c => Line(c, isCell: true))).Append(" |\n");

    private string Line(ImmutableArray<Piece> pieces, bool isCell = false) => string.Concat(pieces.Select(p => p switch
    {
        CodePiece code => Code(PrintableText.OnOneLine(code.Text).Trim(), isCell),
        StrongPiece strong => $"**{Escaped(strong.Text.Trim())}**",
        TermPiece term => isFrench ? $"«\u00a0{Escaped(term.Text)}\u00a0»" : $"“{Escaped(term.Text)}”",
        _ => Escaped(p.Text),
    })).Trim(' ');

    // In a table a bar would end the cell, in code too.
    private static string Code(string code, bool isCell)
    {
        var fence = new string('`', LongestRun(code) + 1);
        var pad = code is "" or ['`', ..] or [.., '`'] ? " " : "";
        var written = fence + pad + code + pad + fence;
        return isCell ? written.Replace("|", "\\|", StringComparison.Ordinal) : written;
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var sign in PrintableText.OnOneLine(text))
        {
            escaped.Append(sign switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '|' or '~' or '$' => $"\\{sign}",
                _ => sign.ToString(),
            });
        }

        return escaped.ToString();
    }

    // At the beginning of a line, some more signs would make a list or a rule of it.
    private static string Begun(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return line is ['-' or '+' or '=' or ':', ..] ? $"\\{line}"
            : digits > 0 && digits < line.Length && line[digits] is '.' or ')' ? line.Insert(digits, "\\")
            : line;
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in text)
        {
            run = sign == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
