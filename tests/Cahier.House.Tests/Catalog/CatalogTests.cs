using System.Text.RegularExpressions;
using Cahier.Feel.Diagnostics;
using Cahier.House.Tests.Architecture;
using Xunit;

namespace Cahier.House.Tests.Catalog;

/// <summary>The one catalog of diagnostics: each entry has an id of its own and a bad case under <c>tests/cases/bad</c>.</summary>
public sealed partial class CatalogTests
{
    [Fact]
    public void Ids_AreUniqueAndOfAFamily()
    {
        var ids = DiagnosticCatalog.All.Select(c => c.Id).ToList();

        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^C[1-9][0-9]{2}$", id));
        Assert.Equal(ids.Count, DiagnosticCatalog.All.Select(c => c.Title).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void EveryCode_HasABadCase()
    {
        var cases = Cases().Select(c => c.Split('-')[0]).ToHashSet(StringComparer.Ordinal);
        Repository.MustBeEmpty(DiagnosticCatalog.All.Where(c => !cases.Contains(c.Id)).Select(c => $"{c.Id} {c.Title}"), "codes without a folder tests/cases/bad/CODE-slug");
    }

    [Fact]
    public void EveryBadCase_IsOfACode_AndSaysWhatItExpects()
    {
        var known = DiagnosticCatalog.All.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        Repository.MustBeEmpty(Cases().Where(c => !known.Contains(c.Split('-')[0])), "bad cases of no code of the catalog");
        Repository.MustBeEmpty(Cases().Where(c => !File.Exists(Repository.PathOf("tests", "cases", "bad", c, "expected.txt"))), "bad cases without expected.txt");
    }

    /// <summary>A code that nothing reports is a promise that nobody keeps.</summary>
    [Fact]
    public void EveryCode_IsReportedSomewhere()
    {
        var used = Repository.Files(".cs", "engine").Concat(Repository.Files(".cs", "tools"))
            .SelectMany(f => Use().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        var names = typeof(DiagnosticCatalog).GetProperties().Where(p => p.PropertyType == typeof(DiagnosticCode)).Select(p => p.Name);

        Repository.MustBeEmpty(names.Where(n => !used.Contains(n)), "codes that nothing reports");
    }

    private static IEnumerable<string> Cases() => Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad")).Select(d => Path.GetFileName(d)!);

    [GeneratedRegex(@"DiagnosticCatalog\.(\w+)")]
    private static partial Regex Use();
}
