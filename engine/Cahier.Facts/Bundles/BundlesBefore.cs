using System.Collections.Concurrent;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// The hashes of bundles that were found of a snapshot, as far as they hold for the one that a patch made of it: for all
/// bundles but those that the patch touched. Keeps nothing of the former snapshot but its hashes. Safe to share between threads.
/// </summary>
internal sealed class BundlesBefore
{
    private readonly ConcurrentDictionary<string, (Values<ulong> Hashes, int[] Touched)> known = new(StringComparer.Ordinal);
    private readonly int[]? formerOf;
    private readonly int count;

    private BundlesBefore(PatchedRows roots)
    {
        formerOf = roots.AreFormer ? null : roots.FormerOfPlaces();
        count = roots.Runs.Count;
    }

    /// <summary>What holds for a patched snapshot; null when nothing was found of the former.</summary>
    /// <param name="former">The snapshot before.</param>
    /// <param name="snapshot">The snapshot after.</param>
    /// <param name="rows">By entity which rows there are now; null where nobody wants any.</param>
    public static BundlesBefore? Of(Snapshot former, Snapshot snapshot, PatchedRows?[] rows)
    {
        if (former.KnownBundles?.Found.ToList() is not { Count: > 0 } found || rows[former.Model.Root.Ordinal] is not { } roots)
        {
            return null;
        }

        var before = new BundlesBefore(roots);
        var (hashed, touch) = (new RowHashes(former), new TouchedBundles(snapshot, rows));
        foreach (var (entity, hashes) in found)
        {
            if (touch.Find(former.Model.Find(entity)!, hashed) is { } touched)
            {
                before.known[entity] = (hashes, touched);
            }
        }

        return before;
    }

    /// <summary>The hashes of what bundles hold of an entity, and the roots whose hash is still to be found; null when all are. Given once.</summary>
    public (ulong[] Hashes, int[] Touched)? Take(string entity)
    {
        if (!known.TryRemove(entity, out var before))
        {
            return null;
        }

        var former = before.Hashes.Span;
        var hashes = new ulong[count];
        if (formerOf is null)
        {
            former.CopyTo(hashes);
        }
        else
        {
            for (var root = 0; root < hashes.Length; root++)
            {
                hashes[root] = formerOf[root] is >= 0 and var row ? former[row] : 0;
            }
        }

        return (hashes, before.Touched);
    }
}
