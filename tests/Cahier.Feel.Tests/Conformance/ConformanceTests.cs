using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Conformance;

/// <summary>
/// Runs the cases of the DMN Technology Compatibility Kit that stand beside the repository. What differs, and why, is
/// listed in <c>differences.txt</c>: no more and no less.
/// </summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData(FeelEngine.Compiled)]
    [InlineData(FeelEngine.Interpreter)]
    public void Cases_AgainstTheStandard_DifferOnlyAsListed(FeelEngine engine)
    {
        var cases = Cases();
        var wrong = cases.Where(c => !c.Accepts(c.Evaluate(engine))).Select(c => c.Id).ToList();

        Assert.Equal(Listed().Order(StringComparer.Ordinal), wrong.Order(StringComparer.Ordinal));
        Assert.True(wrong.Count * 100 <= cases.Count, $"{wrong.Count} of {cases.Count} cases differ: more than one in a hundred");
    }

    [Fact]
    public void Cases_InBothEngines_HaveOneValue()
    {
        var differing = Cases()
            .Where(c => FeelText.Write(c.Evaluate(FeelEngine.Compiled)) != FeelText.Write(c.Evaluate(FeelEngine.Interpreter)))
            .Select(c => $"{c.Id}: {c.Expression}");
        Assert.Empty(differing);
    }

    private static IReadOnlyList<ConformanceCase> Cases()
    {
        var file = Repository.Beside("shared", "conformance", "feel", "cases.ndjson");
        Assert.SkipWhen(file is null, "the conformance cases (shared/conformance/feel/cases.ndjson) do not stand beside the repository");
        return ConformanceCase.Read(file!);
    }

    private static IEnumerable<string> Listed() =>
        File.ReadLines(Repository.PathOf("tests", "Cahier.Feel.Tests", "Conformance", "differences.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]);
}
