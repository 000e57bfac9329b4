using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Generator;
using Cahier.Rules.Versions;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier demo</c>: invents a population, loads it into a store, runs the French cahiers on it and shows what came of it.</summary>
internal static class DemoCommand
{
    private const int Beneficiaries = 20_000;
    private const int Seed = 51;

    private static readonly ImmutableArray<string> Cahiers = ["eds-pth", "eds-ptg", "eds-colectomie"];

    // Within the invented years, 2019 to 2021, with room before and after for what rules look back and forward to.
    private static readonly Period Days = Period.OfYear(2020);

    public static Command Make(Surface surface)
    {
        var keep = new Option<string?>("--keep") { Description = "Keep the store and the results in this folder; otherwise they are removed at the end.", HelpName = "DIR" };
        var command = new Command("demo", "Try everything on invented facts: a population, a store, three cahiers, their results.") { keep };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(Workspace.Of(parsed), parsed.GetValue(keep), surface, cancellation)));
        return command;
    }

    private static int Execute(Workspace workspace, string? keep, Surface surface, CancellationToken cancellation)
    {
        var cahiers = Cahiers.Where(c => workspace.Texts.Versions(c).Count > 0).ToList();
        if (cahiers.Count == 0)
        {
            throw new CommandStop(ExitCodes.UnknownCahier, $"{workspace.RulesFolder} has none of the cahiers of the demonstration: {string.Join(", ", Cahiers)}", "name the folder that does with --rules DIR");
        }

        var folder = keep ?? Directory.CreateTempSubdirectory("cahier-demo-").FullName;
        try
        {
            Directory.CreateDirectory(folder);
            Show(workspace, cahiers, folder, keep is not null, surface, cancellation);
        }
        finally
        {
            if (keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return ExitCodes.Done;
    }

    private static void Show(Workspace workspace, List<string> cahiers, string folder, bool isKept, Surface surface, CancellationToken cancellation)
    {
        using var store = GenerateCommand.Open(workspace, new StoreAddress(Path.Combine(folder, "demo.db")), surface);
        using (var sink = new StoreFactSink(store))
        {
            GenerateCommand.Generate(new PopulationOptions(Beneficiaries, Seed), sink, surface, cancellation);
        }

        surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Beneficiaries} invented beneficiaries; nobody here exists, and amounts marked illustrative in the cahiers are not official."));
        surface.Output.WriteLine();
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("compile");
        var plans = RunPlan.MakeAll(workspace, [.. cahiers], Days, surface);
        var request = new RunRequest(null, null, store, isKept ? Path.Combine(folder, "results") : null, 0, new RunOptions());
        var views = Runner.Execute(plans, request, progress, cancellation);
        progress.Dispose();
        foreach (var view in views)
        {
            new RunTables(surface, isKept ? view : view with { Notes = [] }).Show();
        }

        surface.Output.WriteLine("Where to look next:");
        surface.Output.WriteLine($"  the rules: {workspace.RulesFolder}; change a number in one and run the demo again");
        surface.Output.WriteLine(isKept ? $"  the results: {request.Out}; the store: {store.Address}" : "  the results and the store: cahier demo --keep DIR");
        surface.Output.WriteLine("  other facts: cahier generate article51 --beneficiaries N --out DIR, then cahier run CAHIER --period PERIOD --data DIR");
    }
}
