using System.CommandLine;
using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier load</c>: puts a folder of CSV files into a store, in place of the facts that it holds.</summary>
internal static class LoadCommand
{
    public static Command Make(Surface surface)
    {
        var data = new Option<string>("--data") { Description = "A folder with one CSV file for each entity.", Required = true, HelpName = "DIR" };
        var store = new Option<string>("--store") { Description = "The store, made when there is none: FILE or sqlite:FILE.", Required = true, HelpName = "URL" };
        var model = new Option<string>("--model") { Description = "The model of the facts, for example article51.", Required = true, HelpName = "NAME" };
        var command = new Command("load", "Load data into a store. Rows that cannot be taken are listed and left out.") { data, store, model };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            Workspace.Of(parsed), parsed.GetValue(data)!, StoreAddress.Parse(parsed.GetValue(store)!), parsed.GetValue(model)!, surface, cancellation)));
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
