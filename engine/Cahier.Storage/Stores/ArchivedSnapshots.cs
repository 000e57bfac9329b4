using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Snapshots;

namespace Cahier.Storage.Stores;

/// <summary>
/// The snapshots of runs that were paid, in <c>archive/</c> among those that are kept of a store. They stay when facts are
/// loaded anew, so that a payment can be calculated again years later; nobody but the owner of the store removes them.
/// </summary>
public static class ArchivedSnapshots
{
    /// <summary>Archives the facts of a run, while the store still holds them. Says why it cannot; null when they are archived.</summary>
    public static string? Keep(FactStore store, StoredRun run, IRunProgress? steps = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        var file = FileOf(store, run.Summary);
        if (File.Exists(file))
        {
            return null;
        }

        try
        {
            var snapshot = StoreSnapshot.FieldsOf(store, run.Summary.SnapshotHash) is { } wanted ? KeptSnapshots.Read(store, wanted, _ => { }, cancellation: cancellation, steps: steps) : null;
            if (snapshot?.Hash != run.Summary.SnapshotHash)
            {
                return $"{store.Address} holds other facts by now";
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            SnapshotFile.Save(snapshot, Origin(run.Summary), file, cancellation);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }

    /// <summary>Opens the facts of a run; says why it cannot.</summary>
    internal static OpenedArchive Open(FactStore store, RunSummary summary, FactModel model, WantedFields wanted)
    {
        var file = FileOf(store, summary);
        if (!File.Exists(file))
        {
            return new OpenedArchive(null, "they were not archived, which is done when a statement is issued");
        }

        var (snapshot, problem) = SnapshotFile.Open(file, model, wanted, Origin(summary));
        return snapshot is null || snapshot.Hash == summary.SnapshotHash
            ? new OpenedArchive(snapshot, $"{file} cannot be used: {problem}")
            : new OpenedArchive(null, $"{file} holds other facts");
    }

    private static string FileOf(FactStore store, RunSummary summary) => Path.Combine(store.Address.SnapshotFolder, "archive", $"{summary.SnapshotHash}.snapshot");

    private static string Origin(RunSummary summary) => $"run {summary.SnapshotHash}";
}

/// <summary>The facts of a run out of the archive, or why there are none.</summary>
internal readonly record struct OpenedArchive(Snapshot? Snapshot, string Problem);
