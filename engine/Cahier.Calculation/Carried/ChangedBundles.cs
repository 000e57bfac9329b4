using System.Collections.Concurrent;
using Cahier.Facts.Bundles;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Carried;

/// <summary>The bundles that are not the same in two snapshots, each with all that is needed to find its units. Made once for all cahiers that are run on the same facts. Immutable.</summary>
public sealed class ChangedBundles
{
    // When one in so many is another, or more of them, all is calculated.
    private const int Share = 8;

    private readonly BundleDifference difference;
    private readonly ConcurrentDictionary<string, int[]> moved = new(StringComparer.Ordinal);

    private ChangedBundles(Snapshot former, Snapshot now, BundleDifference difference)
    {
        (Former, Now, this.difference) = (former, now, difference);
        Parallel.Invoke(Processors.All(), () => Gone = SomeBundles.Of(former, difference.Former), () => Came = SomeBundles.Of(now, difference.Now));
    }

    /// <summary>The facts before.</summary>
    public Snapshot Former { get; }

    /// <summary>The facts now.</summary>
    public Snapshot Now { get; }

    /// <summary>How many bundles are new or another.</summary>
    public int Count => difference.Now.Length;

    /// <summary>Of the facts before the bundles that are gone or another by now.</summary>
    internal SomeBundles Gone { get; private set; } = null!;

    /// <summary>Of the facts now the bundles that are new or another.</summary>
    internal SomeBundles Came { get; private set; } = null!;

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
    internal bool IsGone(Entity entity, int former) => Array.BinarySearch(Gone.RowsOf(entity.Name), former) >= 0;

    /// <summary>Which row, among all facts now, a row of <see cref="Came"/> is.</summary>
    internal int RowOfCame(Entity entity, int came) => Came.RowsOf(entity.Name)[came];

    /// <summary>Where the row of a bundle that did not change stands now.</summary>
    internal int NowOf(Entity entity, int former) => former + Moved(entity)[RootOf(Former, entity, former)];

    /// <summary>The first row, of the facts before, of the bundle that a row of <see cref="Came"/> stands in, or where it would be.</summary>
    internal int FormerFrom(Entity entity, int came)
    {
        var (rows, roots) = (new BundleRows(Former, entity), Former.Table(Former.Model.Root.Name).Count);
        for (var root = difference.NowFrom[RootOf(Came.Facts, entity, came)]; root < roots; root++)
        {
            if (rows.Of(root, root + 1) is var (from, to) && from < to)
            {
                return from;
            }
        }

        return Former.Table(entity.Name).Count;
    }

    // For each former root how far its rows stand now from where they stood; of one that is gone nobody asks.
    private int[] Moved(Entity entity) => moved.GetOrAdd(entity.Name, _ =>
    {
        var (before, now) = (new BundleRows(Former, entity), new BundleRows(Now, entity));
        var found = new int[Former.Table(Former.Model.Root.Name).Count];
        for (var root = 0; root < found.Length; root++)
        {
            found[root] = difference.NowOf(root) is >= 0 and var place ? now.Of(place, place + 1).From - before.Of(root, root + 1).From : 0;
        }

        return found;
    });

    private static int RootOf(Snapshot snapshot, Entity entity, int row)
    {
        for (var table = snapshot.Table(entity.Name); table.Entity.Parent is { } parent; table = snapshot.Table(parent))
        {
            row = table.Parent(row);
        }

        return row;
    }
}
