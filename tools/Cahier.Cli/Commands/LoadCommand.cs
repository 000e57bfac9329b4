using System.CommandLine;
using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier load</c>: puts a folder of CSV files, or of extracts that a mapping explains, into a store in place of the facts that it holds.</summary>
internal static class LoadCommand
{
    public static Command Make(Surface surface)
    {
        var data = new Option<string?>("--data") { Description = "A folder with one CSV file for each entity.", HelpName = "DIR" };
        var model = new Option<string?>("--model") { Description = "With --data: the model of the facts, for example article51.", HelpName = "NAME" };
        var mapping = new Option<string?>("--mapping") { Description = "Instead of --data: the file that says how facts are made of extracts, for example schemas/mapping/snds.yaml.", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "With --mapping: the folder of the extracts.", HelpName = "DIR" };
        var store = new Option<string?>("--store") { Description = "The store, made when there is none: FILE or sqlite:FILE.", HelpName = "URL" };
        var folder = new Option<string?>("--out") { Description = "With --mapping: a new folder for CSV files of the model, instead of or beside a store.", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "With --mapping: human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("load", "Load data into a store. Rows that cannot be taken are listed and left out.") { data, model, mapping, from, store, folder, format };
        command.Validators.Add(result =>
        {
            var isMapped = result.GetValue(mapping) is not null;
            if (isMapped ? result.GetValue(from) is null || result.GetValue(data) is not null || result.GetValue(model) is not null : result.GetValue(data) is null || result.GetValue(model) is null || result.GetValue(from) is not null)
            {
                result.AddError("Say what to load: --data DIR --model NAME, or --mapping FILE --from DIR.");
            }
            else if (result.GetValue(store) is null && (!isMapped || result.GetValue(folder) is null))
            {
                result.AddError(isMapped ? "Say where the facts go: --store URL, --out DIR, or both." : "Say where the facts go: --store URL.");
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
                : Execute(workspace, parsed.GetValue(data)!, address!.Value, parsed.GetValue(model)!, surface, cancellation));
        });
        return command;
    }

    private static int Execute(Workspace workspace, string folder, StoreAddress address, string modelName, Surface surface, CancellationToken cancellation)
    {
        var model = workspace.Model(modelName, surface);
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("read");
        var facts = RunFacts.FromFolder(folder, model, null, progress, cancellation);
        progress.Begin("write");
        using var store = FactStore.Open(address, model, workspace.Texts.Model(modelName)!.Value.Text, create: true, surface.Time);
        var load = StoreLoader.Load(store, facts.Snapshot, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), progress, cancellation);
        progress.Dispose();
        surface.Output.WriteLine(load.IsNew ? $"{address} now holds these facts:" : $"{address} already held these facts; nothing was changed.");
        foreach (var entity in load.Facts.Entities)
        {
            surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {entity.Entity}: {entity.Rows - entity.Rejected} rows{(entity.Rejected > 0 ? $", {entity.Rejected} rejected" : "")}"));
        }

        if (load.Facts.Rejected > 0)
        {
            surface.Output.WriteLine("The table rejected_row says where and why; a run takes the rest with --max-rejected PERCENT.");
        }

        return ExitCodes.Done;
    }
}
