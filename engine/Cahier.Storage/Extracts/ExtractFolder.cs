using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>What reading a source gives: a snapshot with what became of every row, or the problems that stopped it. Rejected rows stop nothing and stand in the snapshot.</summary>
public sealed record ExtractLoad(Snapshot? Snapshot, ExtractReport? Report, ImmutableArray<LoadProblem> Problems);

/// <summary>Reads a folder of extracts by a mapping: each entity from its own CSV file, when there is one, and from the tables that the mapping names; then the rows that complete the others.</summary>
public static class ExtractFolder
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder; nothing outside of it is read.</param>
    /// <param name="mapping">How facts are made of its files.</param>
    /// <param name="progress">Told, now and then and from several threads, how many rows were read for an entity.</param>
    /// <param name="cancellation">Ends reading with <see cref="OperationCanceledException"/>.</param>
    /// <param name="steps">Told when all is read and the snapshot is built.</param>
    public static ExtractLoad Read(string folder, Mapping mapping, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default, IRunProgress? steps = null)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        if (!Directory.Exists(folder))
        {
            return new ExtractLoad(null, null, [new LoadProblem(folder, 0, "there is no such folder", "name the folder that holds the extracts")]);
        }

        var missing = new List<LoadProblem>();
        var files = new SourceFiles(folder, mapping, missing);
        if (missing.Count > 0)
        {
            return Stopped(missing);
        }

        var builder = new SnapshotBuilder(mapping.Model);
        EntityReading[] readings = [.. mapping.Model.Entities.Select(e => new EntityReading(e, mapping, builder))];
        Parallel.ForEach(
            Partitioner.Create(readings, EnumerablePartitionerOptions.NoBuffering),
            Processors.All(cancellation),
            r => r.Read(files, progress, cancellation));
        if (readings.SelectMany(r => r.Problems).Concat(builder.Problems).Distinct().ToList() is { Count: > 0 } problems)
        {
            return Stopped(problems);
        }

        foreach (var completion in mapping.Completions)
        {
            readings[completion.Entity.Ordinal].Complete(completion, readings.SelectMany(r => r.KeysOf(completion.Entity)));
        }

        steps?.Begin("snapshot");
        var snapshot = builder.Build();
        return new ExtractLoad(snapshot, new ExtractReport([.. readings.Select(r => r.Report(snapshot)).Where(r => r.Read > 0)], files.Unread), []);
    }

    private static ExtractLoad Stopped(IEnumerable<LoadProblem> problems) =>
        new(null, null, [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Cause, StringComparer.Ordinal)]);
}
