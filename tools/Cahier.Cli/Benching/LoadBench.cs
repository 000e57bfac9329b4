using Cahier.Cli.Commands;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Facts.Snapshots;
using Cahier.Generator;
using Cahier.Generator.Sinks;
using Cahier.Storage.Csv;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Benching;

/// <summary>Facts in CSV files on their way into a store, step by step as <c>cahier load</c> takes them: of a first night and of one for which little changed.</summary>
internal sealed class LoadBench(Workspace workspace, Surface surface, ConsoleProgress progress, StepMeter meter, string folder, CancellationToken cancellation)
{
    /// <summary>So many people at the most: the files and the store of more take tens of gigabytes.</summary>
    public const int MostBeneficiaries = 1_000_000;

    /// <summary>Measures loading.</summary>
    /// <param name="name">Of whom, for who waits.</param>
    /// <param name="options">Who is invented.</param>
    /// <param name="plans">The cahiers that run on them.</param>
    public void Measure(string name, PopulationOptions options, IReadOnlyList<RunPlan> plans)
    {
        var files = Path.Combine(folder, "csv");
        using (var sink = new CsvFactSink(files))
        {
            GenerateCommand.Generate(options, sink, progress, cancellation);
        }

        using var store = GenerateCommand.Open(workspace, new StoreAddress(Path.Combine(folder, "loaded.db")), surface);
        using var incoming = IncomingFacts.For(store.Address, surface.Time) ?? throw new CommandStop(ExitCodes.Usage, $"nothing can be written in {folder}", "set TMPDIR to a folder with room");
        var facts = meter.Of(name, "read CSV files into a snapshot", () => CsvFolder.ReadInto(files, store.Model, incoming.FilePath, progress, cancellation).Snapshot!);
        meter.Of(name, "load them into a store", () => StoreLoader.Load(store, facts, "bench", progress, cancellation));
        incoming.Keep(store, facts, progress.Say);
        meter.Of(name, "take out of them what the cahiers name", () => KeptSnapshots.Read(store, RunPlan.Wanted(plans), progress.Say, progress, cancellation));
        var changed = ChangedFacts.OfAll(facts, WantedFields.All(store.Model));
        meter.Of(name, "load them again, 1 % of the bundles changed", () => StoreLoader.Load(store, changed, "bench", progress, cancellation));
        Directory.Delete(files, recursive: true);
    }
}
