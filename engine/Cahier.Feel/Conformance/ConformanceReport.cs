using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;

namespace Cahier.Feel.Conformance;

/// <summary>How many cases of a suite there are, how many give what they should, and how many differ by intention.</summary>
public sealed record SuiteResult(string Suite, int Total, int Passed, int Intended);

/// <summary>A case that gives something else than it should, with the reason when that is intended.</summary>
public sealed record CaseDifference(ConformanceCase Case, FeelAnswer Answer, string? Reason);

/// <summary>What one of the evaluators makes of cases: each is counted, and each that differs is told.</summary>
/// <param name="Engine">The evaluator.</param>
/// <param name="Suites">In the order in which they first occur.</param>
/// <param name="Differences">In the order of the cases.</param>
/// <param name="Overcome">Names that are listed as intended differences and yet give what they should.</param>
/// <param name="Unjudged">How many cases say nothing of what is expected.</param>
public sealed record ConformanceReport(
    FeelEngine Engine,
    ImmutableArray<SuiteResult> Suites,
    ImmutableArray<CaseDifference> Differences,
    ImmutableArray<string> Overcome,
    int Unjudged)
{
    public int Total => Suites.Sum(s => s.Total);

    public int Passed => Suites.Sum(s => s.Passed);

    /// <summary>Cases that differ and should not.</summary>
    public int Unexplained => Differences.Count(d => d.Reason is null);

    /// <summary>Evaluates every case.</summary>
    public static ConformanceReport Of(IReadOnlyList<ConformanceCase> cases, FeelEngine engine, IEvaluationClock clock)
    {
        var judged = cases.Where(c => c.Expected is not null).ToList();
        var answers = judged.Select(c => (Case: c, Answer: c.Evaluate(engine, clock))).ToList();
        var differences = answers
            .Where(a => !a.Case.Accepts(a.Answer.Value))
            .Select(a => new CaseDifference(a.Case, a.Answer, IntendedDifferences.ReasonFor(a.Case)))
            .ToImmutableArray();
        var bySuite = differences.ToLookup(d => d.Case.Suite, StringComparer.Ordinal);
        var suites = judged.GroupBy(c => c.Suite, StringComparer.Ordinal).Select(suite => new SuiteResult(
            suite.Key,
            suite.Count(),
            suite.Count() - bySuite[suite.Key].Count(),
            bySuite[suite.Key].Count(d => d.Reason is not null)));
        var different = differences.Select(d => d.Case.Name).ToHashSet(StringComparer.Ordinal);
        return new ConformanceReport(
            engine,
            [.. suites],
            differences,
            [.. judged.Where(c => IntendedDifferences.ReasonFor(c) is not null && !different.Contains(c.Name)).Select(c => c.Name)],
            cases.Count - judged.Count);
    }
}
