using System.Collections.Concurrent;
using Cahier.Facts.Bundles;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>The bundles that are not the same in two snapshots, each with all that is needed to find its units. Made once for all cahiers that are run on the same facts; and for a cahier of which nothing that it reads is another, none. Immutable.</summary>
public sealed class ChangedBundles
{
    // When one in so many is another, or more of them, all is calculated.
    private const int Share = 8;

    private readonly BundleDifference? difference;
    private readonly SomeBundles? gone;
    private readonly SomeBundles? came;
    private readonly ConcurrentDictionary<string, (BundleRows Before, BundleRows Now, BundleRows Came)> rows = new(StringComparer.Ordinal);

    private ChangedBundles(Snapshot former, Snapshot now, BundleDifference? difference)
    {
        (Former, Now, this.difference) = (former, now, difference);
        if (difference is not null)
        {
            SomeBundles? before = null, after = null;
            Parallel.Invoke(Processors.All(), () => before = SomeBundles.Of(former, difference.Former), () => after = SomeBundles.Of(now, difference.Now));
            (gone, came) = (before, after);
        }
    }

    /// <summary>The facts before.</summary>
    public Snapshot Former { get; }

    /// <summary>The facts now.</summary>
    public Snapshot Now { get; }

    /// <summary>How many bundles are new or another.</summary>
    public int Count => difference?.Now.Length ?? 0;

    /// <summary>Whether nothing is another of all that a cahier reads.</summary>
    public bool AreNone => difference is null;

    /// <summary>Of the facts before the bundles that are gone or another by now, with all that stands in no bundle; all facts where none are.</summary>
    internal Snapshot Gone => gone?.Facts ?? Former;

    /// <summary>Of the facts now the bundles that are new or another, with all that stands in no bundle; all facts where none are.</summary>
    internal Snapshot Came => came?.Facts ?? Now;

    /// <summary>What a cahier has to find anew: nothing, where all that it reads is the same, or the bundles that are not; null when that is everything.</summary>
    /// <param name="rules">The cahier.</param>
    /// <param name="former">The facts before.</param>
    /// <param name="now">The facts now, of the same model.</param>
    /// <param name="find">Finds the bundles, which are the same for all cahiers.</param>
    public static ChangedBundles? For(CheckedRuleSet rules, Snapshot former, Snapshot now, Func<ChangedBundles?> find)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(find);
        return CarriedRules.AllowUnchanged(rules) && CarriedRules.ReadSame(rules, former, now) ? new ChangedBundles(former, now, null) : CarriedRules.Allow(rules) ? find() : null;
    }

    /// <summary>Finds the bundles; null when they are too many.</summary>
    /// <param name="former">The facts before.</param>
    /// <param name="now">The facts now, of the same model.</param>
    public static ChangedBundles? Of(Snapshot former, Snapshot now)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(now);
        var difference = BundleDifference.Of(former, now);
        var most = now.Table(now.Model.Root.Name).Count / Share;
        return difference.Former.Length > most || difference.Now.Length > most ? null : new ChangedBundles(former, now, difference);
    }

    /// <summary>Whether a row of the facts before stands in a bundle that is gone or another by now.</summary>
    internal bool IsGone(Entity entity, int former) => gone is not null && Array.BinarySearch(gone.RowsOf(entity.Name), former) >= 0;

    /// <summary>Which row, among all facts now, a row of <see cref="Came"/> is.</summary>
    internal int RowOfCame(Entity entity, int row) => came?.RowsOf(entity.Name)[row] ?? row;

    /// <summary>Which row, among all facts before, a row of <see cref="Gone"/> is.</summary>
    internal int RowOfGone(Entity entity, int row) => gone?.RowsOf(entity.Name)[row] ?? row;

    /// <summary>Where the row of a bundle that did not change stands now.</summary>
    internal int NowOf(Entity entity, int former)
    {
        if (difference is null)
        {
            return former;
        }

        var (before, after, _) = RowsOf(entity);
        var root = before.RootOf(former);
        var place = difference.NowOf(root);
        return former + after.Of(place, place + 1).From - before.Of(root, root + 1).From;
    }

    /// <summary>The first row, of the facts before, of the bundle that a row of <see cref="Came"/> stands in, or where it would be.</summary>
    internal int FormerFrom(Entity entity, int row)
    {
        var (before, _, ofCame) = RowsOf(entity);
        var roots = Former.Table(Former.Model.Root.Name).Count;
        for (var root = difference!.NowFrom[ofCame.RootOf(row)]; root < roots; root++)
        {
            if (before.Of(root, root + 1) is var (from, to) && from < to)
            {
                return from;
            }
        }

        return Former.Table(entity.Name).Count;
    }

    private (BundleRows Before, BundleRows Now, BundleRows Came) RowsOf(Entity entity) =>
        rows.GetOrAdd(entity.Name, _ => (new BundleRows(Former, entity), new BundleRows(Now, entity), new BundleRows(Came, entity)));
}
