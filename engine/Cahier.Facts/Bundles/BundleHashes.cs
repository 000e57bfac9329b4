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
    }

    /// <summary>For each root the hash of its key.</summary>
    public ulong[] Keys => keys.Value;

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
        var way = Way(entity);
        var foldings = rows.Foldings(table);
        var seed = rows.Seed(table);
        return InRanges((from, to, hashes) =>
        {
            var (first, end) = Rows(way, from, to);
            var ofRows = new ulong[end - first];
            ofRows.AsSpan().Fill(seed);
            foldings.ForEach(fold => fold(first, ofRows));
            for (var root = from; root < to; root++)
            {
                hashes[root] = OfBundle(table, way, root, first, ofRows);
            }
        });
    }

    private static ulong OfBundle(Table table, List<(Table Parents, int Field)> way, int root, int first, ulong[] ofRows)
    {
        var (from, to) = Rows(way, root, root + 1);
        var hash = BundleHash.With(BundleHash.Missing, to - from);
        for (var row = from; row < to; row++)
        {
            hash = BundleHash.With(hash, ofRows[row - first]);

            // Of what hangs from the root's children also which one it is: the how-manieth, for rows move.
            hash = way.Count > 1 ? BundleHash.With(hash, table.Parent(row) - table.Parent(from)) : hash;
        }

        // The first of them may itself hang from any child.
        return way.Count > 1 && from < to ? BundleHash.With(hash, table.Parent(from) - Rows(way[..^1], root, root + 1).From) : hash;
    }

    /// <summary>The tables and lists that lead from the root to an entity.</summary>
    private List<(Table Parents, int Field)> Way(Entity entity)
    {
        var way = new List<(Table, int)>();
        for (var at = entity; at.Parent is { } parent; at = snapshot.Model.Find(parent)!)
        {
            _ = snapshot.Model.RowType(parent).TryFind(at.Collection!, out var field);
            way.Insert(0, (snapshot.Table(parent), field!.Ordinal));
        }

        return way;
    }

    // Rows of the bundles of neighbouring roots are neighbours.
    private static (int From, int To) Rows(List<(Table Parents, int Field)> way, int from, int to)
    {
        foreach (var (parents, field) in way)
        {
            if (from == to)
            {
                return (0, 0);
            }

            (from, to) = (parents.Children(field, from).From, parents.Children(field, to - 1).To);
        }

        return (from, to);
    }

    private ulong[] InRanges(Action<int, int, ulong[]> fill)
    {
        var hashes = new ulong[Roots.Count];
        Parallel.For(0, (hashes.Length + RootsAtOnce - 1) / RootsAtOnce, range => fill(range * RootsAtOnce, Math.Min(hashes.Length, (range + 1) * RootsAtOnce), hashes));
        return hashes;
    }
}
