using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;

namespace Cahier.Rules.Paragraphs;

/// <summary>One thing that a cahier's texts ask, said in our own words.</summary>
/// <param name="Id">The name by which rules speak of it, for example <c>P3</c>.</param>
/// <param name="Standing">official, published or illustrative.</param>
public sealed record SourceParagraph(string Id, string Title, string Standing, string Text, SourceLocation Location);

/// <summary>
/// The file <c>source.md</c> beside a cahier: what its texts ask, paragraph by paragraph. A paragraph begins with a
/// heading such as <c>## P3 — Exclusion (official)</c> and ends at the next.
/// </summary>
public sealed record SourceDocument(string File, ImmutableArray<SourceParagraph> Paragraphs)
{
    /// <summary>The file's name beside a cahier's versions.</summary>
    public const string FileName = "source.md";

    private const string Remedy = "write for example: ## P3 — Exclusion (official), with official, published or illustrative in brackets";

    private static readonly Regex HeadingLine = new("^##(?!#)", RegexOptions.CultureInvariant);
    private static readonly Regex Heading = new(@"^## (?<id>[A-Za-z][A-Za-z0-9.-]{0,19}) [—–-] (?<title>.+) \((?<standing>official|published|illustrative)\)\s*$", RegexOptions.CultureInvariant);

    /// <summary>Reads the file beside a cahier; null when there is none.</summary>
    internal static SourceDocument? Of(IRuleTexts texts, string cahier, DiagnosticBag diagnostics) =>
        texts.Beside(cahier, FileName) is { } found ? Read(found.File, found.Text, diagnostics) : null;

    /// <summary>The paragraph of an id, or none.</summary>
    public SourceParagraph? Find(string id) => Paragraphs.FirstOrDefault(p => p.Id == id);

    private static SourceDocument Read(string file, string text, DiagnosticBag diagnostics)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var headings = lines.Index().Where(l => HeadingLine.IsMatch(l.Item)).Select(l => l.Index).ToList();
        if (headings.Count == 0)
        {
            diagnostics.Add(DiagnosticCatalog.BadParagraph, new SourceLocation(file, 1, 1), 1, $"{file} has no paragraph", Remedy);
        }

        var paragraphs = ImmutableArray.CreateBuilder<SourceParagraph>();
        foreach (var (from, to) in headings.Zip(headings.Skip(1).Append(lines.Length)))
        {
            var location = new SourceLocation(file, from + 1, 1);
            if (Heading.Match(lines[from]) is not { Success: true } heading)
            {
                diagnostics.Add(DiagnosticCatalog.BadParagraph, location, lines[from].Length, $"‘{lines[from]}’ does not say which paragraph it begins and how sure it is", Remedy);
                continue;
            }

            var paragraph = new SourceParagraph(heading.Groups["id"].Value, heading.Groups["title"].Value.Trim(), heading.Groups["standing"].Value, string.Join('\n', lines[(from + 1)..to]).Trim(), location);
            if (paragraphs.FirstOrDefault(p => p.Id == paragraph.Id) is { } former)
            {
                diagnostics.Add(DiagnosticCatalog.BadParagraph, location, lines[from].Length, $"two paragraphs are called {paragraph.Id}", "give one of them another id", [new RelatedPlace(former.Location, "the other one")]);
                continue;
            }

            if (paragraph.Text.Length == 0)
            {
                diagnostics.Add(DiagnosticCatalog.BadParagraph, location, lines[from].Length, $"{paragraph.Id} says nothing", "say below the heading what the text asks");
            }

            paragraphs.Add(paragraph);
        }

        return new SourceDocument(file, paragraphs.ToImmutable());
    }
}
