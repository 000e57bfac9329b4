using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Shares;

/// <summary>What a run is made of, and how it is shared.</summary>
/// <param name="Store">The store in which its shares are.</param>
/// <param name="Rules">The version.</param>
/// <param name="Status">Whether it is published.</param>
/// <param name="Facts">The facts, all of them.</param>
/// <param name="Period">The days.</param>
/// <param name="Options">How, not what.</param>
/// <param name="Kept">What earlier runs kept.</param>
/// <param name="Terms">From what size on it is shared.</param>
public sealed record SharedWork(FactStore Store, CompiledRuleSet Rules, VersionStatus Status, Snapshot Facts, Period Period, RunOptions Options, IReadOnlyList<UnitPiece> Kept, ShareTerms Terms)
{
    internal SharedRun Run { get; } = SharedRun.Of(Rules, Period, Facts.Hash);
}

/// <summary>
/// Calculates a run together with other hosts: takes shares as long as some are free, waits for those that others have, and
/// puts all together, which one host does. What no host did is calculated here, so that a run never depends on another host.
/// </summary>
public static class SharedCalculation
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Calculates a run; alone when it is too small to be shared.</summary>
    /// <param name="work">What is to be calculated.</param>
    /// <param name="progress">Told of each step, or none.</param>
    /// <param name="cancellation">Ends waiting for others.</param>
    /// <returns>The run, to be saved before it is disposed of.</returns>
    public static SharedOutcome Execute(SharedWork work, IRunProgress? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsWorthwhile(work))
        {
            return new SharedOutcome(Calculate(work, progress, work.Kept));
        }

        RunShares.Open(work.Store, work.Run, work.Terms.Cut(BundlesOf(work.Facts)), () => Made(work) is not null);
        var own = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            own += Do(work, progress, () => true, cancellation);
            var shares = RunShares.Of(work.Store, work.Run);
            if (shares.Count == 0)
            {
                // Another host has made the run; or the facts are others by now, which shows when it is to be saved.
                return Made(work) is { } made
                    ? new SharedOutcome(made) { Own = own }
                    : new SharedOutcome(Calculate(work, progress, work.Kept));
            }

            if (shares.All(s => s.IsWhole ? s.State == ShareState.Free : s.State == ShareState.Done) && TakenShare.Take(work.Store, work.Run, shares[^1], work.Terms.Lease) is { } whole)
            {
                return PutTogether(work, progress, shares, whole, own);
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Does shares of a run that another host wants, as long as some are free.</summary>
    /// <param name="work">What is to be calculated.</param>
    /// <param name="mayGoOn">Asked before each share whether there is nothing better to do.</param>
    /// <param name="cancellation">Ends it between two shares.</param>
    /// <returns>How many were done.</returns>
    public static int Help(SharedWork work, Func<bool> mayGoOn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(mayGoOn);
        return Do(work, null, mayGoOn, cancellation);
    }

    private static int Do(SharedWork work, IRunProgress? progress, Func<bool> mayGoOn, CancellationToken cancellation)
    {
        var done = 0;
        while (!cancellation.IsCancellationRequested && mayGoOn() && TakeNext(work) is var (taken, roots))
        {
            using (taken)
            {
                progress?.Begin("share");
                done += taken.Put(UnitShare.Find(work.Rules, work.Facts, work.Period.From, work.Period.To, roots, work.Options, [.. work.Kept])) ? 1 : 0;
            }
        }

        return done;
    }

    private static (TakenShare Share, RootRange Roots)? TakeNext(SharedWork work)
    {
        foreach (var share in RunShares.Of(work.Store, work.Run).Where(s => !s.IsWhole && s.State == ShareState.Free))
        {
            if (TakenShare.Take(work.Store, work.Run, share, work.Terms.Lease) is { } taken)
            {
                return (taken, share.Roots);
            }
        }

        return null;
    }

    private static SharedOutcome PutTogether(SharedWork work, IRunProgress? progress, IReadOnlyList<RunShare> shares, TakenShare whole, int own)
    {
        try
        {
            var pieces = shares.Where(s => !s.IsWhole).Select(s => RunShares.Piece(work.Store, work.Run, s.Number)).OfType<UnitPiece>();
            return new SharedOutcome(Calculate(work, progress, [.. work.Kept, .. pieces]), whole) { Own = own, Shares = shares.Count - 1 };
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    private static StoredRun? Made(SharedWork work) => StoreResults.Find(work.Store, work.Rules.RuleSet, work.Status, work.Facts.Hash, work.Period);

    private static RunResult Calculate(SharedWork work, IRunProgress? progress, IReadOnlyList<UnitPiece> pieces) =>
        CalculationRun.Execute(work.Rules, work.Facts, work.Period.From, work.Period.To, work.Options, progress, pieces);

    private static bool IsWorthwhile(SharedWork work) =>
        work.Terms.From > 0 && work.Options.Engine != RunEngine.Interpreter && BundlesOf(work.Facts) >= work.Terms.From
        && UnitShare.Left(work.Rules, work.Facts, work.Period.From, work.Period.To, work.Options, work.Kept) >= work.Terms.From;

    private static int BundlesOf(Snapshot facts) => facts.Table(facts.Model.Root.Name).Count;
}
