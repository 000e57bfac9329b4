using System.Collections.Concurrent;
using Cahier.Facts.Bundles;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>
/// For each group of rows of a snapshot a hash of what it holds, in values: the children of one parent, or one row that hangs
/// from none. Rows of others are part of it by their keys alone. Safe to share between threads.
/// </summary>
internal sealed class GroupHashes(Snapshot snapshot)
{
    private readonly ConcurrentDictionary<string, Lazy<ulong[]>> keys = new(StringComparer.Ordinal);

    /// <summary>The hash of a group of no rows.</summary>
    public static ulong OfNone { get; } = OfRows([]);

    /// <summary>The table whose rows make the groups of an entity.</summary>
    public Table Groups(Entity entity) => snapshot.Table(entity.Parent ?? entity.Name);

    /// <summary>For each group the hash of its key.</summary>
    public ulong[] Keys(Entity entity) => KeysOf(entity.Parent ?? entity.Name);

    /// <summary>The rows of a group, from one up to but not including the other.</summary>
    public (int From, int To) Rows(Entity entity, int group) => entity.Parent is null ? (group, group + 1) : snapshot.Table(entity.Name).Under(group);

    /// <summary>For each group the hash of its rows.</summary>
    public ulong[] Of(Entity entity)
    {
        var table = snapshot.Table(entity.Name);
        var foldings = table.Columns.Select(c => Foldings.Of(c.Field, c.Column, KeysOf)).ToList();
        var seed = table.Columns.Aggregate(BundleHash.Missing, (seed, c) => Foldings.Seed(seed, c.Field, c.Column));
        return BundleHash.InRanges(Groups(entity).Count, (from, to, hashes) =>
        {
            var (first, end) = (Rows(entity, from).From, Rows(entity, to - 1).To);
            var rows = new ulong[end - first];
            rows.AsSpan().Fill(seed);
            foldings.ForEach(fold => fold(first, rows));
            for (var group = from; group < to; group++)
            {
                var (start, after) = Rows(entity, group);
                hashes[group] = OfRows(rows.AsSpan(start - first, after - start));
            }
        });
    }

    private static ulong OfRows(ReadOnlySpan<ulong> rows)
    {
        var hash = BundleHash.With(BundleHash.Missing, rows.Length);
        foreach (var row in rows)
        {
            hash = BundleHash.With(hash, row);
        }

        return hash;
    }

    private ulong[] KeysOf(string entity) => keys.GetOrAdd(entity, name => new Lazy<ulong[]>(() => BundleHash.OfKeys(snapshot.Table(name)))).Value;
}
