using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Differences;
using Cahier.Storage.Kept;
using Cahier.Storage.Results;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Running;

/// <summary>What a run needs beside its plans.</summary>
/// <param name="Folder">A folder of CSV files, when there is neither file nor store.</param>
/// <param name="File">A file with a snapshot, when there is neither folder nor store.</param>
/// <param name="Store">The store, when there is neither folder nor file.</param>
/// <param name="Out">The folder for result files, if any.</param>
/// <param name="MaxRejected">How many of a hundred rows may be rejected.</param>
/// <param name="Options">Which evaluator, how many threads.</param>
internal sealed record RunRequest(string? Folder, string? File, FactStore? Store, string? Out, decimal MaxRejected, RunOptions Options)
{
    /// <summary>Whether bundles that did not change since the last run are calculated too.</summary>
    public bool AllAnew { get; init; }

    /// <summary>From how many bundles on the run is shared with other hosts; what is usual for the store when null.</summary>
    public int? ShareFrom { get; init; }

    /// <summary>How the data is named on a command line.</summary>
    public string DataOption => Store is not null ? $"--store {Store.Address}" : File is not null ? $"--snapshot {File}" : $"--data {Folder}";

    /// <summary>Reads the fields that are wanted.</summary>
    public RunFacts Read(FactModel model, WantedFields wanted, ConsoleProgress progress, CancellationToken cancellation) =>
        Store is not null ? RunFacts.FromStore(Store, wanted, progress, cancellation)
        : File is not null ? RunFacts.FromFile(File, model, wanted)
        : RunFacts.FromFolder(Folder!, model, wanted, progress, cancellation);
}

/// <summary>Carries out runs on the same facts: read once, calculate each, write, keep.</summary>
internal static class Runner
{
    private const long BytesInMegabyte = 1024 * 1024;

    // As reading facts, for all runs that need no more.
    private const string ChangedUnits = "changed units";

    // Fewer are read before code is made.
    private const long ManyRows = 100_000;

    /// <summary>Carries out every plan, or answers from the ledger of the store when all were done before and no files are wanted.</summary>
    public static ImmutableArray<RunView> Execute(ImmutableArray<RunPlan> plans, RunRequest request, ConsoleProgress progress, CancellationToken cancellation)
    {
        if (request is { Store: { } store, Out: null } && FromLedger(plans, store) is { } known)
        {
            return known;
        }

        var folders = new List<ResultFolder>();
        try
        {
            // Before anything long: a folder that cannot be written is said at once.
            folders.AddRange(request.Out is null ? [] : plans.Select(p => new ResultFolder(FolderOf(request.Out, p, plans))));
            progress.Begin("load");
            var code = MakeCode(plans, request);
            var facts = request.Read(plans[0].Rules.RuleSet.Model, RunPlan.Wanted(plans), progress, cancellation);
            RunFacts.Limit(facts.Report, request.MaxRejected);
            request = request with { Options = request.Options with { Together = RunPlan.Together(plans, facts.Snapshot) } };
            var former = request.Store is { } of ? FormerRuns.Of(of, RunPlan.Wanted(plans), facts.Snapshot) : null;
            if (request is { AllAnew: false, Out: null })
            {
                progress.Begin(ChangedUnits);
                former?.Execute(plans.Select(p => (p.Rules, p.Period.From, p.Period.To)), request.Options, cancellation);
            }

            ImmutableArray<RunView> views = [.. plans.Select((plan, place) => Execute(plan, facts, request, former, folders.ElementAtOrDefault(place), plans, progress, cancellation))];
            code.GetAwaiter().GetResult();
            if (request.Store is { } read)
            {
                progress.Begin("keep what the next night takes");
                KeptSnapshots.KeepForNext(read, RunPlan.Wanted(plans), facts.Snapshot, progress.Say, cancellation);
            }

            return views;
        }
        finally
        {
            folders.ForEach(f => f.Dispose());
        }
    }

    /// <summary>Makes the code of the runs while many facts are read, and while the first of them go on.</summary>
    private static Task MakeCode(ImmutableArray<RunPlan> plans, RunRequest request) => request.Store is { } store && StoredFacts.Rows(store) >= ManyRows
        ? Task.Run(() => plans.ToList().ForEach(p => CalculationRun.MakeReady(p.Rules, p.Period.From, p.Period.To)))
        : Task.CompletedTask;

    private static string FolderOf(string folder, RunPlan plan, ImmutableArray<RunPlan> plans) => plans.Length == 1 ? folder : Path.Combine(folder, plan.Definition.Cahier);

    private static ImmutableArray<RunView>? FromLedger(ImmutableArray<RunPlan> plans, FactStore store)
    {
        if (StoreSnapshot.FindHash(store, RunPlan.Wanted(plans)) is not { } snapshot)
        {
            return null;
        }

        var runs = plans.Select(p => (Plan: p, Run: StoreResults.Find(store, p.Rules.RuleSet, p.Status, snapshot, p.Period))).ToList();
        if (runs.Exists(r => r.Run is null))
        {
            return null;
        }

        runs.ForEach(r => CurrentRuns.Confirm(store, r.Run!));
        return [.. runs.Select(r => new RunView(r.Plan, r.Run!.Summary, RunView.IndicatorsOf(store, r.Run), [$"From the ledger of {store.Address}: this is run {r.Run.Id} of {r.Run.FinishedAt}, which had the same rules, facts, period and engine."], r.Run))];
    }

    private static RunView Execute(RunPlan plan, RunFacts facts, RunRequest request, FormerRuns? former, ResultFolder? folder, ImmutableArray<RunPlan> plans, ConsoleProgress progress, CancellationToken cancellation)
    {
        var stages = new StageProgress(plan.Name, progress);
        var carried = former?.Find(plan.Rules, plan.Period.From, plan.Period.To);
        var pieces = request.Store is { } of ? new KeptPieces(of.Address.UnitFolder, progress.Say) : null;
        var name = UnitPiece.NameOf(plan.Rules, plan.Period.From, plan.Period.To);
        var known = carried is not null ? null : request.AllAnew && pieces is not null ? [] : pieces?.Read(name);
        using var shared = carried is not null ? null : Share(plan, facts, request, known, stages, cancellation);
        if (shared?.Made is { } made)
        {
            CurrentRuns.Confirm(request.Store!, made);
            return new RunView(plan, made.Summary, RunView.IndicatorsOf(request.Store!, made), [$"Run {made.Id} in {request.Store!.Address} was calculated together with another host, which kept it."], made);
        }

        var result = carried?.Result ?? shared?.Result ?? CalculationRun.Execute(plan.Rules, facts.Snapshot, plan.Period.From, plan.Period.To, request.Options, stages, known);
        stages.End();
        SayReused(plan, result, carried?.Carried, shared, progress);
        var write = $"{plan.Name}: write";
        progress.Begin(write);
        var report = new RunReport(result, plan.Status, facts.Report);
        var rows = carried ?? (request.Store is { } to ? new BasedRows(to, result, former) : null);
        var written = rows is not null && folder is null && !request.AllAnew ? rows.Hash(report) : ResultFiles.Write(report, name => folder?.Open(name) ?? Stream.Null);
        var summary = written.Summary with
        {
            Timings = new StepTimings(progress.Milliseconds("load"), progress.Milliseconds("snapshot"), progress.Milliseconds("compile"), carried is null ? stages.Milliseconds : progress.Milliseconds(ChangedUnits), progress.Milliseconds(write)),
            PeakMemoryMb = PeakMemory() / BytesInMegabyte,
        };
        folder?.Complete(summary);
        var notes = ImmutableArray.CreateBuilder<string>();
        StoredRun? kept = null;
        if (request.Store is { } store)
        {
            progress.Begin($"{plan.Name}: keep");
            (kept, var note) = Keep(store, plan, report, written with { Summary = summary }, rows!, progress);
            notes.Add(note);
            if (result.Kept is { } units)
            {
                pieces!.Keep(name, units);
            }
        }

        notes.Add(folder is not null ? $"Results: {FolderOf(request.Out!, plan, plans)}" : request.Store is null ? "Nothing was written: add --out DIR for files." : "Add --out DIR for files.");
        if (result.Units.Count > 0)
        {
            notes.Add($"Why one unit was decided as it was: cahier explain {plan.Name} {result.Units.Key(FirstOfInterest(result))} --period {plan.Period} {request.DataOption}");
        }

        return new RunView(plan, summary, RunView.IndicatorsOf(result), notes.ToImmutable(), kept);
    }

    // Whoever wants files calculates alone: another host that makes the run would have them.
    private static SharedOutcome? Share(RunPlan plan, RunFacts facts, RunRequest request, IReadOnlyList<UnitPiece>? known, StageProgress stages, CancellationToken cancellation)
    {
        if (request is not { Store: { } store, Out: null })
        {
            return null;
        }

        var usual = ShareTerms.UsualFor(store.Address);
        return SharedCalculation.Execute(new SharedWork(store, plan.Rules, plan.Status, facts.Snapshot, plan.Period, request.Options, known!, usual with { From = request.ShareFrom ?? usual.From }), stages, cancellation);
    }

    private static void SayReused(RunPlan plan, Calculation.Results.RunResult result, CarriedRun? carried, SharedOutcome? shared, ConsoleProgress progress)
    {
        var root = plan.Rules.RuleSet.Model.Root;
        var many = root.Many.In("en", root.Name);
        if (carried is { ReadSame: true })
        {
            progress.Say($"{plan.Name}: nothing that it reads changed since the run whose figures were taken over");
            return;
        }

        if (carried is not null)
        {
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {carried.Changed} of {carried.Bundles} {many} are new or changed since the run whose figures were taken over, and were calculated"));
            return;
        }

        if (shared is { Shares: > 0 })
        {
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: the run was cut into {shared.Shares} parts, of which {shared.Own} were calculated here"));
        }
        else if (result.Kept is { Reused: > 0 } kept)
        {
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {kept.Bundles - kept.Reused} of {kept.Bundles} {many} are new or changed since the last run and were calculated; of the others the results were taken over"));
        }
    }

    private static (StoredRun Run, string Note) Keep(FactStore store, RunPlan plan, RunReport report, WrittenResults written, BasedRows rows, ConsoleProgress progress)
    {
        var (known, isNew) = StoreResults.Save(store, report, written, progress.Say, rows);
        if (isNew)
        {
            return (known, $"Kept as run {known.Id} in {store.Address}");
        }

        return StoreResults.IsSame(known, report, written.Summary)
            ? (known, $"Run {known.Id} of {known.FinishedAt} in {store.Address} had the same rules, facts, period and engine; the results are the same to the byte.")
            : throw new CommandStop(ExitCodes.OurFault, $"run {known.Id} in {store.Address} had the same rules, facts, period and engine, but other results", "please report it; keep the store and the rules as they are");
    }

    private static int FirstOfInterest(Calculation.Results.RunResult result)
    {
        var undetermined = result.Units.Statuses.FirstOf(Calculation.Results.DecisionStatus.Undetermined);
        return undetermined >= 0 ? undetermined : result.Units.Included.Count > 0 ? result.Units.Included[0] : 0;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>The stages of one run, under its name.</summary>
    private sealed class StageProgress(string name, ConsoleProgress progress) : IRunProgress
    {
        private readonly HashSet<string> steps = new(StringComparer.Ordinal);

        public long Milliseconds { get; private set; }

        public void Begin(string step)
        {
            steps.Add($"{name}: {step}");
            progress.Begin($"{name}: {step}");
        }

        public void End() => Milliseconds = steps.Sum(progress.Milliseconds);
    }
}
