using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Cli.Console;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Snapshots;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Running;

/// <summary>The facts of runs, with the report of how they were read.</summary>
internal sealed record RunFacts(Snapshot Snapshot, FactsReport Report)
{
    private const int MostShown = 10;

    /// <summary>Reads a folder of CSV files.</summary>
    /// <exception cref="CommandStop">The folder cannot be used.</exception>
    public static RunFacts FromFolder(string folder, FactModel model, WantedFields? wanted, ConsoleProgress progress, CancellationToken cancellation) =>
        Of(CsvFolder.Read(folder, model, wanted, progress, cancellation, progress), wanted);

    /// <summary>Reads a folder of CSV files into a saved snapshot.</summary>
    /// <exception cref="CommandStop">The folder cannot be used.</exception>
    public static RunFacts FromFolderInto(string file, string folder, FactModel model, ConsoleProgress progress, CancellationToken cancellation) =>
        Of(CsvFolder.ReadInto(folder, model, file, progress, cancellation), null);

    /// <summary>Reads the facts of a store, from the snapshot that is kept beside it when there is one.</summary>
    public static RunFacts FromStore(FactStore store, WantedFields wanted, ConsoleProgress progress, CancellationToken cancellation) =>
        new(KeptSnapshots.Read(store, wanted, progress.Say, progress, cancellation, progress), StoredFacts.Report(store, wanted));

    /// <summary>Opens a file that <c>cahier load</c> made.</summary>
    /// <exception cref="CommandStop">The file cannot be used.</exception>
    public static RunFacts FromFile(string file, FactModel model, WantedFields wanted)
    {
        var (snapshot, problem) = File.Exists(file) ? SnapshotFile.Open(file, model, wanted) : new OpenedSnapshot(null, "there is no such file");
        return snapshot is not null
            ? new RunFacts(snapshot, FactsReport.Of(snapshot, wanted))
            : throw new CommandStop(ExitCodes.DataProblem, $"the snapshot {file} cannot be used: {problem}", $"name another, or make one: cahier load --data DIR --model {model.Name} --snapshot FILE");
    }

    private static RunFacts Of(CsvLoad load, WantedFields? wanted) => load.Snapshot is not null
        ? new RunFacts(load.Snapshot, FactsReport.Of(load.Snapshot, wanted))
        : throw new CommandStop(ExitCodes.DataProblem, $"the data cannot be used:\n{string.Join('\n', load.Problems.Select(p => $"  {p}"))}", "");

    /// <summary>Stops when more rows were rejected than allowed.</summary>
    /// <param name="report">How the facts were read.</param>
    /// <param name="percent">How many of a hundred rows may be rejected.</param>
    /// <exception cref="CommandStop">There were more.</exception>
    public static void Limit(FactsReport report, decimal percent)
    {
        if (report.Rejected * 100m <= percent * report.Rows)
        {
            return;
        }

        var shown = report.Rejections.Take(MostShown).Select(r => string.Create(CultureInfo.InvariantCulture, $"  {Path.GetFileName(r.File)}:{r.Line}: {(r.Field.Length > 0 ? r.Field + ": " : "")}{r.Reason}"));
        var more = report.Rejected > MostShown ? string.Create(CultureInfo.InvariantCulture, $"\n  … and {report.Rejected - MostShown} more") : "";
        throw new CommandStop(
            ExitCodes.RejectedRows,
            string.Create(CultureInfo.InvariantCulture, $"{report.Rejected} of {report.Rows} rows cannot be taken, more than {percent} %:\n{string.Join('\n', shown)}{more}"),
            "put the rows right, or allow a share of them with --max-rejected PERCENT");
    }
}
