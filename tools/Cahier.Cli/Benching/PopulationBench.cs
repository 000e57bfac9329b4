using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Cli.Commands;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Facts.Snapshots;
using Cahier.Generator;
using Cahier.Rules.Versions;
using Cahier.Storage.Differences;
using Cahier.Storage.Kept;
using Cahier.Storage.Results;
using Cahier.Storage.Snapshots;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Benching;

/// <summary>The French cahiers on an invented population, step by step as on a night: the store, a snapshot of it, the runs, their files.</summary>
internal sealed class PopulationBench(Workspace workspace, Surface surface, ConsoleProgress progress, string folder, CancellationToken cancellation)
{
    private const int Seed = 51;
    private const string Compile = "check and compile the cahiers";
    private const string Before = "before";
    private const string Store = "keep the results in the store";
    private const string Keep = "keep what was found of each unit";
    private const string Change = "change 1 % of the bundles in the snapshot";
    private const string Again = "evaluate again, 1 % of the bundles changed";
    private const string Anew = "evaluate all of them, cahier by cahier beside that";
    private const string AllLists = "evaluate again, who is registered with whom changed too";
    private const string HashAgain = "find the hash of the results again";
    private const string StoreAgain = "keep in the store what differs";

    // Within the invented years, 2019 to 2021, with room before and after for what rules look back and forward to.
    private static readonly Period Days = Period.OfYear(2020);

    private readonly StepMeter meter = new(surface.Time, progress);

    public PopulationFigures Measure(int beneficiaries, ImmutableArray<int> threads)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{beneficiaries} beneficiaries: ");
        var (plans, rows, saved) = Facts(name, beneficiaries);
        using var results = GenerateCommand.Open(workspace, new StoreAddress(Path.Combine(folder, "results.db")), surface);
        var snapshot = meter.Of(name, "open the saved snapshot", () => RunFacts.FromFile(saved, results.Model, RunPlan.Wanted(plans)).Snapshot);
        Hold(results, plans, snapshot);
        foreach (var count in threads[..^1])
        {
            RunAll(name, plans, snapshot, count, _ => { });
        }

        var first = new FormerRuns(results, snapshot, Before, _ => null);
        var units = RunAll(name, plans, snapshot, threads[^1], run => Write(name, results, first, run.Plan, run.Result));
        foreach (var plan in plans)
        {
            Keeping(name, plan, snapshot, threads[^1]);
        }

        meter.Of(name, Keep, snapshot.Bundles.OfAll);

        var changed = meter.Of(name, Change, () => ChangedFacts.OfCare(snapshot, RunPlan.Wanted(plans)));
        Hold(results, plans, changed);
        RunAgain(name, results, plans, (snapshot, changed), threads[^1]);
        EvaluateAgain(name, results, plans, (snapshot, ChangedFacts.OfAll(snapshot, RunPlan.Wanted(plans))), threads[^1]);
        if (beneficiaries <= LoadBench.MostBeneficiaries)
        {
            new LoadBench(workspace, surface, progress, meter, folder, cancellation).Measure(name, new PopulationOptions(beneficiaries, Seed), plans);
        }

        var steps = meter.Steps(rows, Compile);
        return new PopulationFigures(beneficiaries, rows, units, [.. plans.Select(p => p.Name)], steps, Figures.Round(Seconds(steps, Again) / Seconds(steps, Anew)));
    }

    private static string Evaluate(int threads) => $"evaluate on {Figures.Threads(threads)}";

    private static double Seconds(ImmutableArray<StepFigures> steps, string step) => steps.First(s => s.Step == step).Seconds;

    /// <summary>The versions in force of the cahiers on the model of invented facts, those that hold one text for the period. A run on no facts makes their code.</summary>
    private ImmutableArray<RunPlan> Plans()
    {
        var plans = workspace.Texts.Cahiers
            .Select(c => VersionCatalog.Load(workspace.Texts, c))
            .Where(c => c.During(Days.From, Days.To) is [{ Entry.Definition: { IsLibrary: false, Model.Text: GenerateCommand.Model } }])
            .Select(c => RunPlan.Make(workspace, c.Cahier, Days, surface))
            .ToImmutableArray();
        foreach (var plan in plans)
        {
            CalculationRun.MakeReady(plan.Rules, plan.Period.From, plan.Period.To);
        }

        return plans;
    }

    private static RunResult Execute(RunPlan plan, Snapshot snapshot, int threads, RunsTogether? together = null, IReadOnlyList<UnitPiece>? pieces = null) =>
        CalculationRun.Execute(plan.Rules, snapshot, plan.Period.From, plan.Period.To, new RunOptions(RunEngine.Compiled, threads) { Together = together }, pieces: pieces);

    private (ImmutableArray<RunPlan> Plans, long Rows, string File) Facts(string name, int beneficiaries)
    {
        using var store = GenerateCommand.Open(workspace, new StoreAddress(Path.Combine(folder, "facts.db")), surface);
        meter.Of(name, "invent facts into a store", () =>
        {
            using var sink = new StoreFactSink(store);
            GenerateCommand.Generate(new PopulationOptions(beneficiaries, Seed), sink, progress, cancellation);
            return true;
        });
        var plans = meter.Of(name, Compile, () => Plans());
        var (rows, saved) = SaveFacts(name, store, plans);
        return (plans, rows, saved);
    }

    private (long Rows, string File) SaveFacts(string name, FactStore store, ImmutableArray<RunPlan> plans)
    {
        var file = Path.Combine(folder, "facts.snapshot");
        var snapshot = meter.Of(name, "read the store into a snapshot", () => StoreSnapshot.ReadInto(store, RunPlan.Wanted(plans), "invented", file, progress, cancellation));
        return (snapshot.RowCounts.Sum(r => (long)r.Value), file);
    }

    /// <summary>Runs all cahiers in one pass; gives how many units they judged.</summary>
    private long RunAll(string name, ImmutableArray<RunPlan> plans, Snapshot snapshot, int threads, Action<(RunPlan Plan, RunResult Result)> then)
    {
        var together = RunPlan.Together(plans, snapshot);
        var units = 0L;
        foreach (var plan in plans)
        {
            var result = meter.Of(name, Evaluate(threads), () => Execute(plan, snapshot, threads, together));
            units += result.Units.Count;
            then((plan, result));
        }

        return units;
    }

    // Results stand in a store of their own, which is told of the facts: to load them anew a bench has no time.
    private static void Hold(FactStore results, ImmutableArray<RunPlan> plans, Snapshot snapshot)
    {
        using (var load = results.BeginLoad())
        {
            load.Complete(snapshot.Hash, "bench", [], new Dictionary<string, long>());
        }

        StoreSnapshot.Remember(results, RunPlan.Wanted(plans), snapshot);
    }

    private void Write(string name, FactStore store, FormerRuns runs, RunPlan plan, RunResult result)
    {
        var report = Report(plan, result);
        var written = Path.Combine(folder, "results");
        var results = meter.Of(name, "write the results", () =>
        {
            using var files = new ResultFolder(written);
            var results = ResultFiles.Write(report, files.Open);
            files.Complete(results.Summary);
            return results;
        });
        meter.Of(name, Store, () => StoreResults.Save(store, report, results, rows: new BasedRows(store, result, runs)));
        Directory.Delete(written, recursive: true);
    }

    private void Keeping(string name, RunPlan plan, Snapshot snapshot, int threads)
    {
        if (Execute(plan, snapshot, threads, pieces: []).Kept is { } kept)
        {
            meter.Of(name, Keep, () =>
            {
                Pieces().Keep(NameOf(plan), kept);
                return true;
            });
        }
    }

    private void RunAgain(string name, FactStore store, ImmutableArray<RunPlan> plans, (Snapshot Before, Snapshot Now) facts, int threads)
    {
        var runs = new FormerRuns(store, facts.Now, facts: null, _ => facts.Before);
        meter.Of(name, Again, () => Carry(runs, plans, threads));
        var others = All(name, Again, [.. plans.Where(p => !Has(runs, p))], facts.Now, threads);

        // At once, as on a night: the rows of the next are found while those of one are kept.
        foreach (var plan in plans)
        {
            var (rows, written, report) = meter.Of(name, HashAgain, () =>
            {
                var rows = runs.Find(plan.Rules, plan.Period.From, plan.Period.To) ?? new BasedRows(store, others.GetValueOrDefault(plan) ?? Execute(plan, facts.Now, threads));
                var report = Report(plan, rows.Result);
                return (rows, rows.Hash(report), report);
            });
            meter.Of(name, StoreAgain, () => StoreResults.Save(store, report, written, rows: rows));
        }

        var anew = RunPlan.Together(plans, facts.Now);
        foreach (var plan in plans)
        {
            meter.Of(name, Anew, () => Execute(plan, facts.Now, threads, anew));
        }
    }

    private void EvaluateAgain(string name, FactStore store, ImmutableArray<RunPlan> plans, (Snapshot Before, Snapshot Now) facts, int threads)
    {
        var runs = new FormerRuns(store, facts.Now, facts: null, _ => facts.Before);
        meter.Of(name, AllLists, () => Carry(runs, plans, threads));
        All(name, AllLists, [.. plans.Where(p => !Has(runs, p))], facts.Now, threads);
    }

    private static bool Has(FormerRuns runs, RunPlan plan) => runs.Has(plan.Rules, plan.Period.From, plan.Period.To);

    /// <summary>Runs cahiers of which all is to be found, as far as nothing was kept of their units.</summary>
    private Dictionary<RunPlan, RunResult> All(string name, string step, ImmutableArray<RunPlan> plans, Snapshot snapshot, int threads) => meter.Of(name, step, () =>
    {
        var together = plans.IsEmpty ? null : RunPlan.Together(plans, snapshot);
        return plans.ToDictionary(p => p, p => Execute(p, snapshot, threads, together, Pieces().Read(NameOf(p))));
    });

    private bool Carry(FormerRuns runs, ImmutableArray<RunPlan> plans, int threads)
    {
        runs.Execute(plans.Select(p => (p.Rules, p.Period.From, p.Period.To)), new RunOptions(RunEngine.Compiled, threads), cancellation);
        return true;
    }

    private static RunReport Report(RunPlan plan, RunResult result) => new(result, plan.Status, FactsReport.Of(result.Snapshot, RunPlan.Wanted([plan])));

    private KeptPieces Pieces() => new(Path.Combine(folder, "units"), progress.Say);

    private static string NameOf(RunPlan plan) => UnitPiece.NameOf(plan.Rules, plan.Period.From, plan.Period.To);
}
