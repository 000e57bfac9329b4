using Cahier.Calculation.Testing;
using Cahier.Engine.Tests.Models;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>
/// Runs the bad cases of families C7 and C8: <c>tests/cases/bad/CODE-slug</c> with the versions of a cahier <c>case</c> and its
/// <c>source.md</c>, or a <c>test.yaml</c>. <c>expected.txt</c> has a line for each diagnostic: code, file and place, cause; with CAHIER_ACCEPT=1
/// it is written.
/// </summary>
public sealed class BadRuleTests
{
    public static TheoryData<string> Cases() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad"))
        .Select(d => Path.GetFileName(d)!)
        .Where(d => d.StartsWith("C7", StringComparison.Ordinal) || d.StartsWith("C8", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void BadCase_Checked_SaysWhatIsWrongAndWhere(string name)
    {
        var folder = Repository.PathOf("tests", "cases", "bad", name);
        var found = (name[1] == '8' ? OfTest(folder) : OfCahier(folder)).ToList();

        Assert.Contains(found, d => d.Code.Id == name[..4]);
        Assert.All(found, d => Assert.NotEmpty(d.Remedy));
        var lines = found.Select(d => $"{d.Code} {d.Location.File} {d.Location.Line}:{d.Location.Column} {d.Cause}\n").Distinct(StringComparer.Ordinal);
        Repository.MustEqual(string.Concat(lines), "tests", "cases", "bad", name, "expected.txt");
    }

    [Fact]
    public void Catalog_EveryCodeOfCahiersAndTests_HasABadCase()
    {
        var codes = DiagnosticCatalog.All.Select(c => c.Id).Where(c => c[1] is '7' or '8');
        var cases = Cases().Select(c => c.Data[..4]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(codes, c => !cases.Contains(c));
    }

    [Fact]
    public void Base_OfBadCases_HasNothingToPutRight() => Assert.Empty(RuleSetCompiler.Compile(new TextsAtHand(), "base", "1").Diagnostics);

    private static IEnumerable<Diagnostic> OfCahier(string folder)
    {
        var texts = TextsAtHand.Of(folder);
        return texts.Versions("case").SelectMany(v => RuleSetCompiler.Compile(texts, "case", v).Diagnostics).Concat(VersionCatalog.Load(texts, "case").Diagnostics).Concat(ParagraphCheck.Of(texts, "case").Diagnostics);
    }

    private static IEnumerable<Diagnostic> OfTest(string folder)
    {
        var reading = TestReader.Read("test.yaml", File.ReadAllText(Path.Combine(folder, "test.yaml")));
        if (reading.File is null)
        {
            return reading.Diagnostics;
        }

        var report = TestRunner.Run(new TextsAtHand(), reading.File);
        Assert.False(report.Passed);
        return reading.Diagnostics.Concat(report.Diagnostics).Concat(report.Cases.SelectMany(c => c.Mistakes));
    }
}
