using System.Xml;
using System.Xml.Linq;
using Cahier.Engine.Tests.Models;
using Cahier.Engine.Tests.Rules;
using Cahier.Feel.Values;
using Cahier.Rules.Documents;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Documents;

/// <summary>
/// The document of a cahier in both languages and both formats: that of <c>tests/cases/documents/small</c> word for word, with
/// CAHIER_ACCEPT=1 written anew; those of all cahiers of the repository whole.
/// </summary>
public sealed class CahierDocumentTests
{
    private static readonly string[] Small = ["tests", "cases", "documents", "small"];

    public static MatrixTheoryData<string, string> Cahiers() => new(RuleFileTests.Folder.Cahiers, ["fr", "en"]);

    public static MatrixTheoryData<string, string> Languages() => new(["fr", "en"], ["md", "html"]);

    [Theory]
    [MemberData(nameof(Languages))]
    public void SmallCahier_Written_IsTheDocumentCheckedIn(string language, string format) =>
        Repository.MustEqual(Written(SmallTexts(), "case", "2", language, format), [.. Small, "expected", $"{language}.{format}.txt"]);

    [Theory]
    [MemberData(nameof(Cahiers))]
    public void EveryCahier_Written_HasWordsForAllOfIt(string cahier, string language)
    {
        // The history of the newest version goes through all that the others say.
        var newest = VersionCatalog.Load(RuleFileTests.Folder, cahier).Entries[^1].Version;
        var (document, diagnostics) = CahierDocument.Of(RuleFileTests.Folder, cahier, newest, language);
        Assert.Empty(diagnostics);
        Assert.Empty(document!.Unsaid);
        Assert.NotEqual("", document.AsMarkdown());
        IsWhole(Page(document.AsHtml()));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Document_WrittenTwice_IsTheSame(string language, string format) =>
        Assert.Equal(Written(RuleFileTests.Folder, "ipep", "2022", language, format), Written(RuleFileTests.Folder, "ipep", "2022", language, format));

    [Fact]
    public void HostileLabels_InHtml_StayText()
    {
        var page = Page(Written(SmallTexts(), "case", "1", "en", "html"));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "b" or "img");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Value.Contains("javascript:", StringComparison.Ordinal));
        Assert.Contains("A small cahier <script>alert('title')</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileLabels_InMarkdown_StayText()
    {
        var lines = Written(SmallTexts(), "case", "1", "en", "md").Split('\n');
        var script = lines.Index().First(l => l.Item == "````").Index;
        Assert.DoesNotContain(lines.Where((l, i) => i != script + 1), l => l.Contains("<script", StringComparison.Ordinal) || l.Contains("<b>", StringComparison.Ordinal));
        Assert.Contains("### Surgical \\| stay - no `is_surgical`", lines);
        Assert.Equal("````", lines[script + 3]);
    }

    [Fact]
    public void Empty_Sections_SaySo()
    {
        var document = Written(new TextsAtHand().With("case/1.yaml", "cahier: case\nversion: '1'\ntitle: Bare\nmodel: t2a\napplies: { from: 2020-01-01 }\nunit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.establishment }\n"), "case", "1", "fr", "md");
        foreach (var said in new[] { "toute unité est éligible", "Il n'y a pas d'exclusion", "Rien n'est mesuré", "Rien n'est payé", "Aucune formule ne pose de borne", "Il n'y a pas de paramètre", "Il n'y a pas de tableau", "Aucune source n'est nommée" })
        {
            Assert.Contains(said, document, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "All that is paid differs by no more than 20% from the last run for the same period.", "No indicator with a value is made of fewer than 11.")]
    [InlineData("fr", "Le total payé s'écarte de 20 % au plus du dernier calcul de la même période.", "Aucun indicateur ayant une valeur ne porte sur moins de 11.")]
    public void Gates_AreSaid(string language, string total, string denominator)
    {
        var document = Written(new TextsAtHand().With("case/1.yaml", "cahier: case\nversion: '1'\ntitle: Gated\nmodel: t2a\napplies: { from: 2020-01-01 }\nunit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.establishment }\ngates: { total change: 0.2, smallest denominator: 11 }\n"), "case", "1", language, "md").Replace('\u00a0', ' ').Replace('\u202f', ' ');
        Assert.Contains(total, document, StringComparison.Ordinal);
        Assert.Contains(denominator, document, StringComparison.Ordinal);
    }

    [Fact]
    public void Gates_ThatAnAmendingTextAdds_AreInTheHistory()
    {
        var texts = SmallTexts().With("case/3.yaml", "cahier: case\nversion: '3'\namends: case@2\napplies: { from: 2022-01-01 }\ngates: { rejected rows: 0.01 }\n");
        Assert.Contains("rejected rows 0.01", Written(texts, "case", "3", "en", "md"), StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenVersion_GivesItsDiagnostics()
    {
        var texts = SmallTexts().With("case/3.yaml", "cahier: case\nversion: '3'\namends: case@2\napplies: { from: 2022-01-01 }\nvalues: { nights: stay.nigths }\n");
        Assert.Contains(CahierDocument.Of(texts, "case", "3", "en").Diagnostics, d => d.IsError);
        Assert.Contains("this history leaves out: 3", Written(texts, "case", "2", "en", "md"), StringComparison.Ordinal);
    }

    // Its first version was published and withdrawn by somebody with a hostile name.
    private static TextsAtHand SmallTexts()
    {
        var texts = TextsAtHand.Of(Repository.PathOf(Small));
        var hash = RuleSetLoader.Load(texts, "case", "1").Definition!.Hash;
        Assert.True(Date.TryCreate(2019, 12, 1, out var published) & Date.TryCreate(2020, 12, 31, out var withdrawn));
        return texts.With("case/published.yaml", PublishedRecord.Withdraw(PublishedRecord.With(null, "1", hash, published, "Marie <b>Test</b>"), "1", withdrawn)!);
    }

    private static string Written(IRuleTexts texts, string cahier, string version, string language, string format)
    {
        var document = CahierDocument.Of(texts, cahier, version, language).Document!;
        return format == "md" ? document.AsMarkdown() : document.AsHtml();
    }

    private static XDocument Page(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    // Links lead somewhere, places are named once, and nothing is fetched from elsewhere.
    private static void IsWhole(XDocument page)
    {
        var places = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(places.Count, places.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(page.Descendants("a").Select(a => (string)a.Attribute("href")!), h => !h.StartsWith('#') || !places.Contains(h[1..]));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img");
    }
}
