using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// For each root of a snapshot a hash of what its bundle holds, entity by entity, in values: not in places of dictionaries
/// or rows, which move when something else changes. Found when first asked for. Safe to share between threads.
/// </summary>
public sealed class BundleHashes
{
    // What takes little for each root is done for many at once.
    private const int ManyRootsAtOnce = 1 << 16;

    private readonly Snapshot snapshot;
    private readonly RowHashes rows;
    private readonly Lazy<ulong[]> keys;
    private readonly Lazy<Dictionary<ulong, int>> places;
    private readonly ConcurrentDictionary<string, Lazy<Values<ulong>>> found = new(StringComparer.Ordinal);
    private readonly BundlesBefore? before;
    private readonly HashSet<string> keptOf = new(StringComparer.Ordinal);

    // A run asks twice: for all its bundles, and for those that are new.
    private Tuple<string, ulong[]>? askedLast;

    internal BundleHashes(Snapshot snapshot, BundlesBefore? before)
    {
        (this.snapshot, this.before) = (snapshot, before);
        rows = new RowHashes(snapshot);
        keys = new Lazy<ulong[]>(() => BundleHash.OfKeys(Roots));
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

    /// <summary>Whether hashes were found that did not come out of a file.</summary>
    public bool AreNew => Found.Any(f => !keptOf.Contains(f.Entity));

    /// <summary>For each root the hash of its key.</summary>
    public ulong[] Keys => keys.Value;

    /// <summary>The root whose key has a hash; -1 when there is none.</summary>
    public int Find(ulong key) => places.Value.GetValueOrDefault(key, -1);

    /// <summary>What was found until now: for each entity the hashes of what bundles hold of it.</summary>
    internal IEnumerable<(string Entity, Values<ulong> Hashes)> Found => found.Where(f => f.Value.IsValueCreated).Select(f => (f.Key, f.Value.Value));

    private Table Roots => snapshot.Table(snapshot.Model.Root.Name);

    /// <summary>Takes what <see cref="Save"/> wrote; nothing of it when it is not as it was written, or of another snapshot. Before anybody asks for hashes.</summary>
    public void Take(SafeBuffer bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        foreach (var (entity, hashes) in BundleForm.Read(bytes, snapshot.Hash, Roots.Count))
        {
            found[entity] = new Lazy<Values<ulong>>(hashes);
            keptOf.Add(entity);
        }
    }

    /// <summary>Writes what was found until now, to be taken when the same snapshot is opened again.</summary>
    public void Save(Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        BundleForm.Write(to, snapshot.Hash, Roots.Count, [.. Found.OrderBy(f => f.Entity, StringComparer.Ordinal)]);
    }

    /// <summary>For each root the hash of all that its bundle holds of some entities of bundles. Nobody changes them.</summary>
    public ulong[] Of(IEnumerable<string> entities)
    {
        string[] inOrder = [.. entities.Order(StringComparer.Ordinal)];
        var asked = string.Join(' ', inOrder);
        if (askedLast is { } last && last.Item1 == asked)
        {
            return last.Item2;
        }

        Values<ulong>[] parts = [.. inOrder.Select(Of)];
        var combined = BundleHash.InRanges(Roots.Count, Combine, ManyRootsAtOnce);
        askedLast = Tuple.Create(asked, combined);
        return combined;

        void Combine(int from, int to, ulong[] hashes)
        {
            Keys.AsSpan(from..to).CopyTo(hashes.AsSpan(from));
            foreach (var values in parts)
            {
                var part = values.Span;
                for (var root = from; root < to; root++)
                {
                    hashes[root] = BundleHash.With(hashes[root], part[root]);
                }
            }
        }
    }

    /// <summary>For each root the hash of all that its bundle holds. Nobody changes them.</summary>
    public ulong[] OfAll() => Of(snapshot.Model.Entities.Where(e => BundleFields.Holds(snapshot.Model, e.Name) && snapshot.Table(e.Name).Count > 0).Select(e => e.Name));

    /// <summary>For each root the hash of what its bundle holds of an entity.</summary>
    internal Values<ulong> Of(string entity) => found.GetOrAdd(entity, name => new Lazy<Values<ulong>>(() => new Values<ulong>(Make(snapshot.Model.Find(name)!)))).Value;

    private ulong[] Make(Entity entity)
    {
        var find = Finding(entity);
        if (before?.Take(entity.Name) is not var (hashes, touched))
        {
            return BundleHash.InRanges(Roots.Count, find);
        }

        Parallel.ForEach(touched, Processors.All(), root => find(root, root + 1, hashes));
        return hashes;
    }

    /// <summary>Finds the hashes of neighbouring roots, from one up to but not including another.</summary>
    private Action<int, int, ulong[]> Finding(Entity entity)
    {
        var table = snapshot.Table(entity.Name);
        var way = new BundleRows(snapshot, entity);
        var foldings = rows.Of(table);
        var seed = rows.Seed(table);
        return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (from, to, hashes) =>
        {
            var (first, end) = way.Of(from, to);
            var room = ArrayPool<ulong>.Shared.Rent(end - first);
            var ofRows = room.AsSpan(0, end - first);
            ofRows.Fill(seed);
            foreach (var fold in foldings)
            {
                fold(first, ofRows);
            }

            for (var root = from; root < to; root++)
            {
                hashes[root] = OfBundle(table, way, root, first, ofRows);
            }

            ArrayPool<ulong>.Shared.Return(room);
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong OfBundle(Table table, BundleRows way, int root, int first, ReadOnlySpan<ulong> ofRows)
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
}
