using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>
/// Writes a document as one HTML page that needs nothing else: no script, font, picture or address. What authors wrote is
/// escaped, and the page itself forbids its reader's browser to run or fetch anything.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();
    private readonly CahierDocument document;

    private HtmlWriter(CahierDocument document) => this.document = document;

    public static string Write(CahierDocument document) => new HtmlWriter(document).Page();

    private string Page()
    {
        Write($"<!DOCTYPE html>\n<html lang=\"{document.Language}\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        text.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n");
        Write($"<title>{Escaped(document.Title)}</title>\n<style>\n{HtmlStyle.Text}</style>\n</head>\n<body>\n");
        Contents();
        text.Append("<main>\n");
        document.Blocks.ToList().ForEach(Add);
        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Contents()
    {
        Write($"<nav>\n<p>{Escaped(document.ContentsTitle)}</p>\n<ul>\n");
        foreach (var heading in document.Blocks.OfType<Heading>().Where(h => h.Level == 2))
        {
            Write($"<li><a href=\"#{Escaped(heading.Anchor)}\">{Line(heading.Text)}</a></li>\n");
        }

        text.Append("</ul>\n</nav>\n");
    }

    private void Add(Block block)
    {
        switch (block)
        {
            case Heading heading:
                var tag = string.Create(CultureInfo.InvariantCulture, $"h{heading.Level}");
                Write($"<{tag} id=\"{Escaped(heading.Anchor)}\">{Line(heading.Text)}</{tag}>\n");
                break;
            case Paragraph paragraph:
                Write($"<p>{Line(paragraph.Text)}</p>\n");
                break;
            case Notice notice:
                Write($"<p class=\"notice\">{Line(notice.Text)}</p>\n");
                break;
            case Bullets bullets:
                Add(bullets.Items);
                break;
            case Grid grid:
                Add(grid);
                break;
            case Listing listing:
                Write($"<pre><code>{Escaped(PrintableText.Lines(listing.Text))}</code></pre>\n");
                break;
        }
    }

    private void Add(ImmutableArray<Bullet> items)
    {
        text.Append("<ul>\n");
        foreach (var item in items)
        {
            Write($"<li>{Line(item.Text)}");
            if (!item.Items.IsEmpty)
            {
                text.Append('\n');
                Add(item.Items);
            }

            text.Append("</li>\n");
        }

        text.Append("</ul>\n");
    }

    private void Add(Grid grid)
    {
        var classes = grid.Columns.Select(c => c.IsNumber ? " class=\"number\"" : "").ToList();
        text.Append("<div class=\"grid\">\n<table>\n<thead>\n<tr>");
        text.AppendJoin("", grid.Columns.Zip(classes, (c, k) => $"<th scope=\"col\"{k}>{Line(c.Title)}</th>")).Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in grid.Rows)
        {
            text.Append(row.Anchor is { } anchor ? $"<tr id=\"{Escaped(anchor)}\">" : "<tr>").AppendJoin("", row.Cells.Zip(classes, (c, k) => $"<td{k}>{Line(c)}</td>")).Append("</tr>\n");
        }

        text.Append("</tbody>\n</table>\n</div>\n");
    }

    private void Write(string html) => text.Append(html);

    private string Line(ImmutableArray<Piece> pieces) => string.Concat(pieces.Select(p => p switch
    {
        CodePiece code => Linked($"<code>{Escaped(PrintableText.OnOneLine(code.Text).Trim())}</code>", code.Anchor),
        StrongPiece strong => $"<strong>{Escaped(PrintableText.OnOneLine(strong.Text))}</strong>",
        TermPiece term => Linked(document.Language == "fr" ? $"«\u00a0{Escaped(PrintableText.OnOneLine(term.Text))}\u00a0»" : $"“{Escaped(PrintableText.OnOneLine(term.Text))}”", term.Anchor),
        _ => Escaped(PrintableText.OnOneLine(p.Text)),
    })).Trim(' ');

    private string Linked(string words, string? anchor) => anchor is not null && document.Anchors.Contains(anchor) ? $"<a href=\"#{Escaped(anchor)}\">{words}</a>" : words;

    private static string Escaped(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;").ToString();
}
