using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Feel.Diagnostics;

namespace Cahier.Calculation.Testing;

/// <summary>A figure or decision that is not what was expected.</summary>
/// <param name="Of">The unit, participant or group; empty for all together.</param>
/// <param name="What">For example <c>decision</c>, a rule's id, or the name of a value, indicator or line.</param>
/// <param name="Expected">What was expected, as written.</param>
/// <param name="Found">What came.</param>
/// <param name="Because">By which rules, values and missing facts it came, a sentence each.</param>
/// <param name="At">Where the expectation stands.</param>
public sealed record Difference(string Of, string What, string Expected, string Found, ImmutableArray<string> Because, SourceLocation At)
{
    public override string ToString() =>
        $"{(Of.Length == 0 ? "" : Of + ": ")}{What} is {Found}, not {Expected}{string.Concat(Because.Select(b => $"\n    {b}"))}";
}

/// <summary>What came of one case.</summary>
/// <param name="Checks">How many decisions, outcomes and figures were compared.</param>
/// <param name="Mistakes">What is wrong with the case itself; it then failed.</param>
/// <param name="Run">The run that it led to, for those who want to see which rules were reached; none when its rules or facts cannot be used, and it then failed.</param>
public sealed record CaseReport(string Name, SourceLocation At, int Checks, ImmutableArray<Difference> Differences, ImmutableArray<Diagnostic> Mistakes, RunResult? Run = null)
{
    public bool Passed => Run is not null && Differences.IsEmpty && !Mistakes.Any(m => m.IsError);
}

/// <summary>What came of the tests in one file.</summary>
/// <param name="Diagnostics">What kept all cases from running: a cahier that is not there, or has mistakes of its own.</param>
public sealed record TestReport(string File, string? Version, ImmutableArray<CaseReport> Cases, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Passed => !Diagnostics.Any(d => d.IsError) && Cases.All(c => c.Passed);
}
