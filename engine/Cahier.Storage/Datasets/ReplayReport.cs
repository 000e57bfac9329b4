using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Calculation.Testing;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Diagnostics;

namespace Cahier.Storage.Datasets;

/// <summary>What came of replaying one cahier.</summary>
/// <param name="Name">The cahier as the manifest names it.</param>
/// <param name="Compared">How many rows of results were compared.</param>
/// <param name="Differences">Every figure that is not the one agreed on, and why it came.</param>
/// <param name="Report">The run; null when there was none.</param>
public sealed record CahierReplay(string Name, int Compared, ImmutableArray<Difference> Differences, RunReport? Report);

/// <summary>What came of replaying a dataset.</summary>
/// <param name="Manifest">Null when it cannot be read.</param>
/// <param name="Diagnostics">What the authors of the dataset or of a cahier have to put right.</param>
/// <param name="Problems">Files that cannot be read at all.</param>
public sealed record ReplayReport(string Folder, DatasetManifest? Manifest, ImmutableArray<CahierReplay> Cahiers, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<LoadProblem> Problems)
{
    /// <summary>Whether all could be run and nothing differs.</summary>
    public bool Passed => Manifest is not null && Problems.IsEmpty && !Diagnostics.Any(d => d.IsError) && Cahiers.All(c => c.Report is not null && c.Differences.IsEmpty);
}
