using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Extracts;
using Cahier.Storage.Mappings;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary>Loads extracts by a mapping, into a store or a folder of CSV files or both, and says what became of every row.</summary>
internal static class MappedLoad
{
    private const int MostShown = 10;

    public static int Execute(Workspace workspace, string file, string from, StoreAddress? address, string? folder, bool asJson, Surface surface, CancellationToken cancellation)
    {
        var mapping = MappingOf(workspace, file, surface);
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("read");
        var load = ExtractFolder.Read(from, mapping, progress, cancellation, progress);
        if (load.Snapshot is not { } snapshot)
        {
            throw new CommandStop(ExitCodes.DataProblem, $"the data cannot be used:\n{string.Join('\n', load.Problems.Select(p => $"  {p}"))}", "");
        }

        progress.Begin("write");
        var heads = new List<string>();
        StoreLoad? stored = null;
        if (folder is not null)
        {
            CsvFolderWriter.Write(snapshot, folder, cancellation);
            heads.Add($"{folder} now holds these facts:");
        }

        if (address is { } url)
        {
            stored = Store(workspace, mapping, snapshot, from, url, surface, progress, cancellation);
            heads.Add(LoadedStore.Head(stored, url));
        }

        progress.Dispose();
        if (asJson)
        {
            ExtractJson.Write(load.Report!, snapshot.Rejections, surface.Output);
        }
        else
        {
            heads.ForEach(surface.Output.WriteLine);
            Show(load.Report!, snapshot, stored, surface.Output);
        }

        return ExitCodes.Done;
    }

    private static StoreLoad Store(Workspace workspace, Mapping mapping, Snapshot snapshot, string from, StoreAddress address, Surface surface, ConsoleProgress progress, CancellationToken cancellation)
    {
        using var store = FactStore.Open(address, mapping.Model, workspace.Texts.Model(mapping.Model.Name)!.Value.Text, create: true, surface.Time);
        var load = StoreLoader.Load(store, snapshot, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(from))), progress, cancellation);
        KeptFacts.Keep(store, snapshot, progress.Say);
        return load;
    }

    private static Mapping MappingOf(Workspace workspace, string file, Surface surface)
    {
        if (!File.Exists(file))
        {
            throw new CommandStop(ExitCodes.Usage, $"there is no file {file}", "name a mapping, for example schemas/mapping/snds.yaml");
        }

        var reading = MappingReader.Read(file, File.ReadAllText(file), workspace.Texts);
        if (reading.Mapping is null)
        {
            DiagnosticPrinter.Print(reading.Diagnostics, surface.Error);
            throw new CommandStop(ExitCodes.AuthorsMistake, $"the mapping {file} cannot be used", "put right what stands above");
        }

        return reading.Mapping;
    }

    private static void Show(ExtractReport report, Snapshot snapshot, StoreLoad? stored, TextWriter output)
    {
        foreach (var entity in report.Entities)
        {
            output.WriteLine(Say($"  {entity.Entity}: {entity.Kept} rows{LoadedStore.Change(stored, entity.Entity)}"));
            if (entity.Beside > 0)
            {
                output.WriteLine(Say($"    from {entity.Entity}.csv: {entity.Beside} read"));
            }

            foreach (var source in entity.Sources)
            {
                ShowSource(source, output);
            }

            if (entity.Completed > 0)
            {
                output.WriteLine(Say($"    made for keys that nobody describes: {entity.Completed}"));
            }

            if (entity.Rejected > 0)
            {
                output.WriteLine(Say($"    rejected: {entity.Rejected}"));
            }
        }

        if (!report.Unread.IsEmpty)
        {
            output.WriteLine($"Not read, for the mapping has no use for them: {string.Join(", ", report.Unread)}");
        }

        ShowRejected(snapshot, stored is not null, output);
    }

    private static void ShowSource(RowsReport source, TextWriter output)
    {
        output.WriteLine(Say($"    from {source.Table} ({source.Files} {(source.Files == 1 ? "file" : "files")}): {source.Read} read"));
        foreach (var rule in source.Rules)
        {
            var merged = rule.Merged > 0 ? Say($", {rule.Merged} added to lines that say the same") : "";
            var label = rule.Label.IsEmpty ? "" : $": {rule.Label.In("en", rule.Id)}";
            output.WriteLine(Say($"      {rule.Removed} removed{merged} by {rule.Id}{label}{(rule.Source is null ? "" : $" [{rule.Source}]")}"));
        }

        foreach (var taken in source.Defaults)
        {
            output.WriteLine(Say($"      {taken.Field} was unknown and became ‘{taken.Value}’: {taken.Rows}"));
        }

        foreach (var join in source.Joins.Where(j => j.Unreadable > 0))
        {
            output.WriteLine(Say($"      {join.Unreadable} of {join.Read} rows of {join.Table} cannot be read, the first at {join.FirstUnreadable}"));
        }
    }

    private static void ShowRejected(Snapshot snapshot, bool isStored, TextWriter output)
    {
        if (snapshot.RejectedCount == 0)
        {
            return;
        }

        output.WriteLine(Say($"{snapshot.RejectedCount} rows cannot be taken, among them:"));
        foreach (var row in snapshot.Rejections.Take(MostShown))
        {
            output.WriteLine(Say($"  {Path.GetFileName(row.File)}:{row.Line}: {row.Entity}{(row.Field.Length > 0 ? "." + row.Field : "")}: {row.Reason}{(row.Value.Length > 0 ? $" ({row.Value})" : "")}"));
        }

        output.WriteLine(isStored
            ? "The table rejected_row says where and why; a run takes the rest with --max-rejected PERCENT."
            : "--format json lists them all.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
