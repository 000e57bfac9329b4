using Cahier.Calculation.Results;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Output;

/// <summary>A run with what must be said beside its results: whether its text was in force, and how its facts were read.</summary>
public sealed record RunReport(RunResult Result, VersionStatus Status, FactsReport Facts)
{
    /// <summary>The engine whose results these are to be; another than this one's only to compare with what that one found.</summary>
    public string Engine { get; init; } = EngineVersion.Current;

    /// <summary>How the hash of its results is found; another than of parts only to compare with what was found so.</summary>
    public ResultForm Form { get; init; } = ResultForm.InParts;
}
