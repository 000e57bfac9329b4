using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Storage.Files;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Differences;

/// <summary>
/// Runs on the facts of a store that take over the figures of runs which it keeps whole, on other facts: of these only the units
/// of bundles that are not the same are found. For the runs of one night.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="now">The facts.</param>
/// <param name="facts">By which name they are kept; null when they are not.</param>
/// <param name="open">Opens former facts by that name; null when they are not kept any more.</param>
public sealed class FormerRuns(FactStore store, Snapshot now, string? facts, Func<string, Snapshot?> open)
{
    private readonly Dictionary<string, Snapshot?> snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChangedBundles?> bundles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CarriedRun> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<BasedRows?>> begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ExceptionDispatchInfo> failed = new(StringComparer.Ordinal);
    private string[] names = [];

    /// <summary>By which name the facts are kept; null when they are not.</summary>
    internal string? Facts => facts;

    /// <summary>Those on the facts that the store holds.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">The fields with which they were read.</param>
    /// <param name="now">The facts, read by <see cref="KeptSnapshots.Read"/>.</param>
    public static FormerRuns Of(FactStore store, WantedFields wanted, Snapshot now) =>
        new(store, now, KeptSnapshots.NameOf(store, wanted), name => KeptSnapshots.Open(store, wanted, name));

    /// <summary>Carries out runs side by side: those that <see cref="Find"/> then gives.</summary>
    /// <param name="runs">The versions, each with the first and the last day of its run.</param>
    /// <param name="options">How, not what.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Execute(IEnumerable<(CompiledRuleSet Rules, Date From, Date To)> runs, RunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Engine == RunEngine.Interpreter)
        {
            return;
        }

        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads, CancellationToken = cancellation };
        var asked = runs.ToArray();
        names = Array.ConvertAll(asked, NameOf);
        var kept = new (RunFigures Figures, string Facts, string File)?[asked.Length];
        Parallel.For(0, asked.Length, sideBySide, i => kept[i] = Kept(names[i]));

        // What changed is found before by all processors: who waits for it would be one that is wanted there. Those of most units
        // take longest, and come first.
        var ready = asked.Zip(kept, Ready).OfType<FormerRun>().OrderByDescending(r => r.Figures.Summary.Units).ToList();
        Parallel.ForEach(Partitioner.Create(ready, EnumerablePartitionerOptions.NoBuffering), sideBySide, run => Execute(run, options));
    }

    /// <summary>Whether there is a run on the figures of a former one.</summary>
    public bool Has(CompiledRuleSet rules, Date from, Date to) => made.ContainsKey(UnitPiece.NameOf(rules, from, to));

    /// <summary>
    /// The rows of a run on the figures of a former one; null when there was none, too much has changed, or the cahier is one of
    /// which everything is to be found. Given once. What went wrong with a run is thrown here, so that it alone fails. While the
    /// caller goes on with them, those of the next run are found: of no more than two the units are at hand.
    /// </summary>
    public BasedRows? Find(CompiledRuleSet rules, Date from, Date to)
    {
        var name = UnitPiece.NameOf(rules, from, to);
        if (failed.TryRemove(name, out var problem))
        {
            problem.Throw();
        }

        if (!Begin(name))
        {
            return null;
        }

        _ = begun.Remove(name, out var rows);
        _ = Array.Exists(names, Begin);
        return rows!.GetAwaiter().GetResult();
    }

    private bool Begin(string name)
    {
        if (made.TryRemove(name, out var run))
        {
            begun[name] = BasedRows.Begin(store, run);
        }

        return begun.ContainsKey(name);
    }

    /// <summary>Whether the figures that were kept for a run can be taken over still, by this one or others.</summary>
    /// <param name="name">By what the run is known.</param>
    internal bool AreKept(string name) => Kept(name) is var (figures, former, _) && Former(former)?.Hash == figures.SnapshotHash;

    private (RunFigures Figures, string Facts, string File)? Kept(string name)
    {
        (RunFigures Figures, string Facts, string File)? kept = null;
        FileWork.Try(() => kept = KeptFigures.Read(store.Address.UnitFolder, name));
        return kept;
    }

    private FormerRun? Ready((CompiledRuleSet Rules, Date From, Date To) run, (RunFigures Figures, string Facts, string File)? kept) =>
        kept is var (figures, former, file) && Former(former) is { } before && ChangedBundles.For(run.Rules.RuleSet, before, now, () => Bundles(former)) is { } changed ? new FormerRun(NameOf(run), run, figures, file, changed) : null;

    private static string NameOf((CompiledRuleSet Rules, Date From, Date To) run) => UnitPiece.NameOf(run.Rules, run.From, run.To);

    private void Execute(FormerRun run, RunOptions options)
    {
        var (rules, from, to) = run.Asked;
        try
        {
            if (CarriedRun.Execute(rules, run.Figures, run.Changed, from, to, options) is { } carried)
            {
                made[run.Name] = carried;
                KeptFigures.Use(run.File, store.Time.GetUtcNow());
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            failed[run.Name] = ExceptionDispatchInfo.Capture(problem);
        }
    }

    private Snapshot? Former(string facts)
    {
        if (!snapshots.TryGetValue(facts, out var known))
        {
            snapshots[facts] = known = open(facts);
        }

        return known;
    }

    private ChangedBundles? Bundles(string former)
    {
        if (!bundles.TryGetValue(former, out var known))
        {
            bundles[former] = known = Former(former) is { } before ? ChangedBundles.Of(before, now) : null;
        }

        return known;
    }

    private sealed record FormerRun(string Name, (CompiledRuleSet Rules, Date From, Date To) Asked, RunFigures Figures, string File, ChangedBundles Changed);
}
