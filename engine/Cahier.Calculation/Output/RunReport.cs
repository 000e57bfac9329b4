using Cahier.Calculation.Results;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Output;

/// <summary>A run with what must be said beside its results: whether its text was in force, and how its facts were read.</summary>
public sealed record RunReport(RunResult Result, VersionStatus Status, FactsReport Facts);
