using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Versions;

namespace Cahier.Rules.Documents;

/// <summary>
/// A version of a cahier, or of a library, as a document for people: who, what, how much, its figures through time, its tables
/// and formulas in words, and what each of its versions changed. The same texts give the same bytes.
/// </summary>
public sealed class CahierDocument
{
    private CahierDocument(Draft draft, ImmutableArray<Block> blocks)
    {
        Language = draft.Words.Language;
        Title = $"{draft.Title} ({draft.Definition.Name})";
        ContentsTitle = draft.Labels.Contents;
        Blocks = blocks;
        Anchors = [.. blocks.OfType<Heading>().Select(h => h.Anchor), .. blocks.OfType<Grid>().SelectMany(g => g.Rows).Select(r => r.Anchor).OfType<string>()];
        Unsaid = [.. draft.Unsaid.Distinct(StringComparer.Ordinal)];
    }

    internal string Language { get; }

    internal string Title { get; }

    internal string ContentsTitle { get; }

    internal ImmutableArray<Block> Blocks { get; }

    /// <summary>The places to which links may lead.</summary>
    internal ImmutableHashSet<string> Anchors { get; }

    /// <summary>What is said by its name only, because the document has no words for it.</summary>
    public ImmutableArray<string> Unsaid { get; }

    /// <summary>Makes the document of a version; none, with the reasons, when something is wrong with it.</summary>
    /// <param name="texts">Where cahiers are.</param>
    /// <param name="cahier">The cahier or library.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static (CahierDocument? Document, ImmutableArray<Diagnostic> Diagnostics) Of(IRuleTexts texts, string cahier, string version, string language)
    {
        var outcome = RuleSetCompiler.Compile(texts, cahier, version);
        if (Draft.Of(outcome, language) is not { } draft)
        {
            return (null, outcome.Diagnostics);
        }

        var diagnostics = new DiagnosticBag();
        var source = SourceDocument.Of(texts, cahier, diagnostics);
        var versions = Versions(texts, draft);
        var life = VersionLife.Of(texts, cahier);
        ImmutableArray<string> unreadable = [.. texts.Versions(cahier).Except(versions.Select(v => v.Definition.Version), StringComparer.Ordinal)];
        ImmutableArray<Block> blocks =
        [
            .. HeadSection.Of(draft, life),
            .. draft.RuleSet is { } rules ? [.. WhoSection.Of(draft, rules), .. MeasureSection.Of(draft, rules), .. PaymentSection.Of(draft, rules)] : Array.Empty<Block>(),
            .. ParameterSection.Of(draft),
            .. TableSection.Of(draft),
            .. CalculationSection.Of(draft),
            .. SourceSection.Of(draft, source),
            .. HistorySection.Of(draft, versions, unreadable, life),
        ];
        draft.Unsaid.AddRange([.. versions.Where(v => v != draft).SelectMany(v => v.Unsaid)]);
        return (new CahierDocument(draft, blocks), diagnostics.ToImmutable());
    }

    /// <summary>The document as Markdown.</summary>
    public string AsMarkdown() => MarkdownWriter.Write(this);

    /// <summary>The document as an HTML page that needs nothing else.</summary>
    public string AsHtml() => HtmlWriter.Write(this);

    private static ImmutableArray<Draft> Versions(IRuleTexts texts, Draft shown) =>
        [.. VersionCatalog.Load(texts, shown.Definition.Cahier).Entries.Select(e => e.Version == shown.Definition.Version ? shown : Draft.Of(RuleSetCompiler.Compile(texts, e.Definition), shown.Words.Language)).OfType<Draft>()];
}
