using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Calculation.Runs;
using Cahier.Facts.Forms;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Storage.Files;
using Cahier.Storage.Snapshots;

namespace Cahier.Storage.Csv;

/// <summary>What reading a folder gives: a snapshot, or the problems that stopped it. Rejected rows stop nothing and stand in the snapshot.</summary>
public sealed record CsvLoad(Snapshot? Snapshot, ImmutableArray<LoadProblem> Problems);

/// <summary>Reads facts from a folder with one CSV file for each entity, named for it: <c>stay.csv</c>.</summary>
public static class CsvFolder
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder; nothing outside of it is read.</param>
    /// <param name="model">What facts there may be.</param>
    /// <param name="wanted">The fields to keep, or null for all; then every entity must have a file.</param>
    /// <param name="progress">Told, now and then and from several threads, how many rows of an entity were read.</param>
    /// <param name="cancellation">Ends reading with <see cref="OperationCanceledException"/>.</param>
    /// <param name="steps">Told when all is read and the snapshot is built.</param>
    public static CsvLoad Read(
        string folder,
        FactModel model,
        WantedFields? wanted = null,
        IProgress<(string Entity, long Rows)>? progress = null,
        CancellationToken cancellation = default,
        IRunProgress? steps = null)
    {
        var (builder, found) = Fill(folder, model, wanted, progress, cancellation);
        if (!found.IsEmpty)
        {
            return new CsvLoad(null, found);
        }

        steps?.Begin("snapshot");
        return new CsvLoad(builder.Build(), []);
    }

    /// <summary>Reads a folder into a file, one column after the other, and opens it: of many facts it takes a part of the memory that reading them otherwise does.</summary>
    /// <param name="folder">The folder; nothing outside of it is read.</param>
    /// <param name="model">What facts there may be; all fields are kept.</param>
    /// <param name="file">The file; what is there is replaced, unless something is wrong with the folder.</param>
    /// <param name="progress">Told, now and then and from several threads, how many rows of an entity were read.</param>
    /// <param name="cancellation">Ends reading with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static CsvLoad ReadInto(string folder, FactModel model, string file, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default)
    {
        var (builder, found) = Fill(folder, model, null, progress, cancellation);
        if (!found.IsEmpty)
        {
            return new CsvLoad(null, found);
        }

        WholeFile.Write(file, stream => SnapshotSaver.Save(builder, "", stream, cancellation));
        var (snapshot, problem) = SnapshotFile.Open(file, model, null);
        return snapshot is not null ? new CsvLoad(snapshot, []) : throw new IOException($"{file} cannot be read again: {problem}");
    }

    private static (SnapshotBuilder Builder, ImmutableArray<LoadProblem> Problems) Fill(string folder, FactModel model, WantedFields? wanted, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        var builder = new SnapshotBuilder(model, wanted);
        if (!Directory.Exists(folder))
        {
            return (builder, [new LoadProblem(folder, 0, "there is no such folder", "name the folder that holds the CSV files")]);
        }

        var problems = new ConcurrentBag<LoadProblem>();
        var files = Files(folder, model, builder, problems);
        if (problems.IsEmpty)
        {
            Parallel.ForEach(
                files,
                Processors.All(cancellation),
                file =>
                {
                    if (new CsvFile(file.Path, file.Entity, progress, cancellation).ReadInto(builder) is { } problem)
                    {
                        problems.Add(problem);
                    }
                });
        }

        return (builder, [.. problems.Concat(builder.Problems).OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Cause, StringComparer.Ordinal)]);
    }

    private static List<(Entity Entity, string Path)> Files(string folder, FactModel model, SnapshotBuilder builder, ConcurrentBag<LoadProblem> problems)
    {
        var names = model.Entities.Select(e => e.Name).ToList();
        var found = new List<(Entity, string)>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(p => p.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (model.Find(name) is not { } entity || !path.EndsWith(".csv", StringComparison.Ordinal))
            {
                problems.Add(new LoadProblem(path, 0, $"the model {model.Name} has no entity ‘{Path.GetFileName(path)}’", $"{Suggestions.Remedy(name, names)}; or take the file out of the folder"));
            }
            else if (LeavesFolder(path, folder))
            {
                problems.Add(new LoadProblem(path, 0, "the file is a link to another folder", "copy the file into the folder"));
            }
            else
            {
                found.Add((entity, path));
            }
        }

        foreach (var entity in model.Entities.Where(e => builder.Needs(e) && found.TrueForAll(f => f.Item1 != e)))
        {
            problems.Add(new LoadProblem(Path.Combine(folder, entity.Name + ".csv"), 0, $"there is no file for ‘{entity.Name}’", "add it; when there are no such rows, with its line of column names only"));
        }

        return found;
    }

    private static bool LeavesFolder(string path, string folder) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
        && !string.Equals(Path.GetDirectoryName(target.FullName), Path.GetFullPath(Path.TrimEndingDirectorySeparator(folder)), StringComparison.Ordinal);
}
