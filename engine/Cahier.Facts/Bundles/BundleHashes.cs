using System.Collections.Concurrent;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// For each root of a snapshot a hash of what its bundle holds, entity by entity, in values: not in places of dictionaries
/// or rows, which move when something else changes. Found when first asked for. Safe to share between threads.
/// </summary>
public sealed class BundleHashes
{
    private const int RootsAtOnce = 1024;

    private readonly Snapshot snapshot;
    private readonly RowHashes rows;
    private readonly Lazy<ulong[]> keys;
    private readonly Lazy<Dictionary<ulong, int>> places;
    private readonly ConcurrentDictionary<string, Lazy<ulong[]>> found = new(StringComparer.Ordinal);

    internal BundleHashes(Snapshot snapshot)
    {
        this.snapshot = snapshot;
        rows = new RowHashes(snapshot);
        keys = new Lazy<ulong[]>(() => InRanges((from, to, hashes) =>
        {
            for (var root = from; root < to; root++)
            {
                hashes[root] = BundleHash.Of(Roots.Key(root));
            }
        }));
        places = new Lazy<Dictionary<ulong, int>>(() =>
        {
            var found = new Dictionary<ulong, int>(Keys.Length);
            for (var root = 0; root < Keys.Length; root++)
            {
                found[Keys[root]] = root;
            }

            return found;
        });
    }

    /// <summary>For each root the hash of its key.</summary>
    public ulong[] Keys => keys.Value;

    /// <summary>The root whose key has a hash; -1 when there is none.</summary>
    public int Find(ulong key) => places.Value.GetValueOrDefault(key, -1);

    private Table Roots => snapshot.Table(snapshot.Model.Root.Name);

    /// <summary>For each root the hash of all that its bundle holds of some entities of bundles.</summary>
    public ulong[] Of(IEnumerable<string> entities)
    {
        var hashes = (ulong[])Keys.Clone();
        foreach (var entity in entities.Order(StringComparer.Ordinal))
        {
            var part = Of(entity);
            for (var root = 0; root < hashes.Length; root++)
            {
                hashes[root] = BundleHash.With(hashes[root], part[root]);
            }
        }

        return hashes;
    }

    private ulong[] Of(string entity) => found.GetOrAdd(entity, name => new Lazy<ulong[]>(() => Make(snapshot.Model.Find(name)!))).Value;

    private ulong[] Make(Entity entity)
    {
        var table = snapshot.Table(entity.Name);
        var way = new BundleRows(snapshot, entity);
        var foldings = rows.Foldings(table);
        var seed = rows.Seed(table);
        return InRanges((from, to, hashes) =>
        {
            var (first, end) = way.Of(from, to);
            var ofRows = new ulong[end - first];
            ofRows.AsSpan().Fill(seed);
            foldings.ForEach(fold => fold(first, ofRows));
            for (var root = from; root < to; root++)
            {
                hashes[root] = OfBundle(table, way, root, first, ofRows);
            }
        });
    }

    private static ulong OfBundle(Table table, BundleRows way, int root, int first, ulong[] ofRows)
    {
        var (from, to) = way.Of(root, root + 1);
        var hash = BundleHash.With(BundleHash.Missing, to - from);
        for (var row = from; row < to; row++)
        {
            hash = BundleHash.With(hash, ofRows[row - first]);

            // Of what hangs from the root's children also which one it is: the how-manieth, for rows move.
            hash = way.Depth > 1 ? BundleHash.With(hash, table.Parent(row) - table.Parent(from)) : hash;
        }

        // The first of them may itself hang from any child.
        return way.Depth > 1 && from < to ? BundleHash.With(hash, table.Parent(from) - way.ParentsOf(root).From) : hash;
    }

    private ulong[] InRanges(Action<int, int, ulong[]> fill)
    {
        var hashes = new ulong[Roots.Count];
        Parallel.For(0, (hashes.Length + RootsAtOnce - 1) / RootsAtOnce, range => fill(range * RootsAtOnce, Math.Min(hashes.Length, (range + 1) * RootsAtOnce), hashes));
        return hashes;
    }
}
