using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;

namespace Cahier.Rules.Paragraphs;

/// <summary>
/// Holds a cahier against its <c>source.md</c>, in both directions: each paragraph is carried out by something, and each
/// rule, indicator and payment line says which paragraphs it carries out. A cahier without the file is not held.
/// </summary>
/// <param name="Source">The paragraphs; none when there is no <c>source.md</c>.</param>
/// <param name="Carriers">What the versions define, in the order of the text, the versions in order of time.</param>
/// <param name="Diagnostics">What stands on one side only, or is surer on one side than on the other.</param>
public sealed record ParagraphCheck(SourceDocument? Source, ImmutableArray<Carrier> Carriers, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Checks a cahier, or a library. What is wrong with a version itself is not said again here.</summary>
    public static ParagraphCheck Of(IRuleTexts texts, string cahier)
    {
        var diagnostics = new DiagnosticBag();
        var source = SourceDocument.Of(texts, cahier, diagnostics);
        var versions = VersionCatalog.Load(texts, cahier).Entries;
        // What stands in several versions as it is, because one amends another, is one thing.
        var carriers = versions.SelectMany(v => Carrier.Of(v.Definition)).DistinctBy(c => c.Name.Location).ToImmutableArray();
        if (source is null)
        {
            foreach (var named in carriers.SelectMany(c => c.Paragraphs))
            {
                named.Report(DiagnosticCatalog.UnknownParagraph, $"{cahier} has no file {SourceDocument.FileName}, so there is no paragraph ‘{named}’", $"write the file {SourceDocument.FileName} beside the cahier, with the paragraph", diagnostics);
            }
        }
        else
        {
            foreach (var carrier in carriers)
            {
                Check(carrier, source, diagnostics);
            }

            // A version that cannot be read may carry what no other does.
            if (versions.Length == texts.Versions(cahier).Count)
            {
                Check(source, carriers, diagnostics);
            }
        }

        return new ParagraphCheck(source, carriers, diagnostics.ToImmutable());
    }

    private static void Check(Carrier carrier, SourceDocument source, DiagnosticBag diagnostics)
    {
        foreach (var named in carrier.Paragraphs.Where(p => source.Find(p.Text) is null))
        {
            named.Report(DiagnosticCatalog.UnknownParagraph, $"{SourceDocument.FileName} has no paragraph ‘{named}’", Suggestions.Remedy(named.Text, source.Paragraphs.Select(p => p.Id)), diagnostics);
        }

        if (carrier.MustName && carrier.Paragraphs.IsEmpty)
        {
            carrier.Name.Report(DiagnosticCatalog.RuleWithoutParagraph, $"‘{carrier.Name}’ names no paragraph of {SourceDocument.FileName} that it carries out", "add paragraphs: with their ids, for example paragraphs: [P1]", diagnostics);
        }

        // What a text in force sets cannot be made up; an illustrative figure may well fill in what a text leaves open.
        if (carrier is { Basis: "official", Paragraphs.IsEmpty: false } && carrier.Paragraphs.All(p => source.Find(p.Text)?.Standing == "illustrative"))
        {
            carrier.Name.Report(DiagnosticCatalog.StandingDiffers, $"‘{carrier.Name}’ is said to be official, but {string.Join(" and ", carrier.Paragraphs)} that it carries out {(carrier.Paragraphs.Length == 1 ? "is" : "are")} illustrative", "correct the basis or the source, or the standing of the paragraph", diagnostics);
        }
    }

    private static void Check(SourceDocument source, ImmutableArray<Carrier> carriers, DiagnosticBag diagnostics)
    {
        var carried = carriers.SelectMany(c => c.Paragraphs).Select(p => p.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var paragraph in source.Paragraphs.Where(p => !carried.Contains(p.Id)))
        {
            diagnostics.Add(DiagnosticCatalog.ParagraphNotCarried, paragraph.Location, 1, $"no rule, value, parameter or line carries out {paragraph.Id}, {paragraph.Title}", $"add paragraphs: [{paragraph.Id}] to what does, or take the paragraph out");
        }
    }
}
