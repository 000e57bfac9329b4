using Cahier.Feel.Conformance;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Conformance;

/// <summary>
/// Runs the cases of the DMN Technology Compatibility Kit that stand beside the repository. What differs, and why, is
/// listed in <see cref="IntendedDifferences"/>: no more and no less.
/// </summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData(FeelEngine.Compiled)]
    [InlineData(FeelEngine.Interpreter)]
    public void Cases_AgainstTheStandard_DifferOnlyAsListed(FeelEngine engine)
    {
        var report = ConformanceReport.Of(Cases(), engine, new Run.FixedClock());

        Assert.Empty(report.Differences.Where(d => d.Reason is null).Select(d => $"{d.Case.Name}: {d.Case.Expression}: {d.Answer.Value} {d.Answer.Problem}"));
        Assert.Empty(report.Overcome);
        Assert.Equal(0, report.Unjudged);
        Assert.True(report.Differences.Length * 100 <= report.Total, $"{report.Differences.Length} of {report.Total} cases differ: more than one in a hundred");
    }

    [Fact]
    public void Cases_InBothEngines_HaveOneValue()
    {
        var clock = new Run.FixedClock();
        var differing = Cases()
            .Where(c => FeelText.Write(c.Evaluate(FeelEngine.Compiled, clock).Value) != FeelText.Write(c.Evaluate(FeelEngine.Interpreter, clock).Value))
            .Select(c => $"{c.Name}: {c.Expression}");
        Assert.Empty(differing);
    }

    private static IReadOnlyList<ConformanceCase> Cases()
    {
        var file = Repository.Beside("shared", "conformance", "feel", "cases.ndjson");
        Assert.SkipWhen(file is null, "the conformance cases (shared/conformance/feel/cases.ndjson) do not stand beside the repository");
        return [.. File.ReadLines(file!).Where(l => l.Length > 0).Select(l => ConformanceCase.TryParse(l, out var read) ? read : throw new InvalidDataException(l))];
    }
}
