using System.CommandLine;
using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Facts.Models;
using Cahier.Storage.Snapshots;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier load</c>: puts a folder of CSV files, or of extracts that a mapping explains, into a store in place of the facts that it holds, or into a file that runs open at once.</summary>
internal static class LoadCommand
{
    public static Command Make(Surface surface)
    {
        var data = new Option<string?>("--data") { Description = "A folder with one CSV file for each entity.", HelpName = "DIR" };
        var model = new Option<string?>("--model") { Description = "With --data: the model of the facts, for example article51.", HelpName = "NAME" };
        var mapping = new Option<string?>("--mapping") { Description = "Instead of --data: the file that says how facts are made of extracts, for example schemas/mapping/snds.yaml.", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "With --mapping: the folder of the extracts.", HelpName = "DIR" };
        var store = new Option<string?>("--store") { Description = "The store, made when there is none: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL" };
        var snapshot = new Option<string?>("--snapshot") { Description = "With --data: a file for the facts, which runs open at once; instead of or beside a store.", HelpName = "FILE" };
        var folder = new Option<string?>("--out") { Description = "With --mapping: a new folder for CSV files of the model, instead of or beside a store.", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "With --mapping: human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("load", "Load data into a store. Rows that cannot be taken are listed and left out.") { data, model, mapping, from, store, snapshot, folder, format };
        command.Validators.Add(result =>
        {
            var isMapped = result.GetValue(mapping) is not null;
            if (isMapped ? result.GetValue(from) is null || result.GetValue(data) is not null || result.GetValue(model) is not null : result.GetValue(data) is null || result.GetValue(model) is null || result.GetValue(from) is not null)
            {
                result.AddError("Say what to load: --data DIR --model NAME, or --mapping FILE --from DIR.");
            }
            else if (result.GetValue(store) is null && result.GetValue(isMapped ? folder : snapshot) is null)
            {
                result.AddError(isMapped ? "Say where the facts go: --store URL, --out DIR, or both." : "Say where the facts go: --store URL, --snapshot FILE, or both.");
            }
            else if (isMapped && result.GetValue(snapshot) is not null)
            {
                result.AddError("--snapshot is for --data: load the store, whose runs keep a snapshot beside it.");
            }
            else if (!isMapped && result.GetValue(folder) is not null)
            {
                result.AddError("--out is for --mapping: the facts of --data are CSV files already.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var workspace = Workspace.Of(parsed);
            var address = parsed.GetValue(store) is { } url ? StoreAddress.Parse(url) : (StoreAddress?)null;
            return Task.FromResult(parsed.GetValue(mapping) is { } file
                ? MappedLoad.Execute(workspace, file, parsed.GetValue(from)!, address, parsed.GetValue(folder), parsed.GetValue(format) == "json", surface, cancellation)
                : Execute(workspace, parsed.GetValue(data)!, address, parsed.GetValue(snapshot), parsed.GetValue(model)!, surface, cancellation));
        });
        return command;
    }

    private static int Execute(Workspace workspace, string folder, StoreAddress? address, string? file, string modelName, Surface surface, CancellationToken cancellation)
    {
        if (file is not null && SnapshotFile.IsOther(file))
        {
            throw new CommandStop(ExitCodes.DataProblem, $"{file} holds something else than a snapshot, and is left as it is", "name a new file with --snapshot");
        }

        var model = workspace.Model(modelName, surface);
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("read");
        using var incoming = address is { } store && file is null ? IncomingFacts.For(store, surface.Time) : null;
        var facts = Read(folder, file ?? incoming?.FilePath, file is not null, model, progress, cancellation);
        progress.Begin("write");
        List<string> places = [];
        StoreLoad? load = null;
        if (address is { } known)
        {
            using var opened = FactStore.Open(known, model, workspace.Texts.Model(modelName)!.Value.Text, create: true, surface.Time);
            load = StoreLoader.Load(opened, facts.Snapshot, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), progress, cancellation);
            if (incoming is not null)
            {
                incoming.Keep(opened, facts.Snapshot, progress.Say);
            }
            else
            {
                KeptFacts.Keep(opened, facts.Snapshot, progress.Say);
            }
            places.Add(LoadedStore.Head(load, known));
        }

        if (file is not null)
        {
            places.Add($"{file} now holds these facts:");
        }

        progress.Dispose();
        Show(places, facts.Report, load, surface);
        return ExitCodes.Done;
    }

    /// <summary>Reads the facts into a file, or into memory where none can be written that is not asked for.</summary>
    private static RunFacts Read(string folder, string? file, bool isAsked, FactModel model, ConsoleProgress progress, CancellationToken cancellation)
    {
        try
        {
            if (file is not null)
            {
                return RunFacts.FromFolderInto(file, folder, model, progress, cancellation);
            }
        }
        catch (IOException problem) when (!isAsked)
        {
            progress.Say($"{file} cannot be written: {problem.Message}. The facts are read into memory.");
        }

        return RunFacts.FromFolder(folder, model, null, progress, cancellation);
    }

    private static void Show(List<string> places, FactsReport facts, StoreLoad? load, Surface surface)
    {
        places.ForEach(surface.Output.WriteLine);
        foreach (var entity in facts.Entities)
        {
            surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {entity.Entity}: {entity.Rows - entity.Rejected} rows{(entity.Rejected > 0 ? $", {entity.Rejected} rejected" : "")}{LoadedStore.Change(load, entity.Entity)}"));
        }

        if (facts.Rejected > 0)
        {
            surface.Output.WriteLine($"{(load is not null ? "The table rejected_row says" : "The file rejected.csv of a run with --out says")} where and why; a run takes the rest with --max-rejected PERCENT.");
        }
    }
}
