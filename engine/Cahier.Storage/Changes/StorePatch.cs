using System.Collections.Immutable;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Changes;

/// <summary>Brings a snapshot of facts that a store held up to date, reading only what loads changed since.</summary>
internal static class StorePatch
{
    /// <summary>The facts that a store held before those that it holds, the last first, as far as it knows what changed since: by what they are known, and the load after them.</summary>
    public static IEnumerable<(string Content, long FirstLoad)> Formers(FactStore store, StoreContent content)
    {
        var loads = store.Read(() => store.Connection.Query<(long Number, string Former, string Content, string Model)>(store.Connection.Sql.ReadFactChanges));
        var at = content.Hash;
        for (var i = loads.Count - 1; i >= 0 && loads[i].Content == at && loads[i].Model == store.Model.Hash; i--)
        {
            at = loads[i].Former;
            yield return (at, loads[i].Number);
        }
    }

    /// <summary>The snapshot of the facts that the store holds.</summary>
    /// <param name="store">The store.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="wanted">The fields of the snapshot.</param>
    /// <param name="former">The snapshot of the facts that it held.</param>
    /// <param name="firstLoad">The first load after that.</param>
    /// <exception cref="InvalidDataException">What the store kept of the changes does not fit.</exception>
    /// <exception cref="StoreException">The store was loaded anew meanwhile.</exception>
    public static Snapshot Apply(FactStore store, StoreContent content, WantedFields wanted, Snapshot former, long firstLoad)
    {
        var patch = new SnapshotPatch(store.Model, wanted);
        foreach (var groups in Groups(store, content, firstLoad).GroupBy(g => g.Entity))
        {
            var entity = store.Model.Find(groups.Key) ?? throw new InvalidDataException($"the model has no {groups.Key}");
            var known = entity.Columns.ToList();
            ImmutableArray<int> places = [.. patch.Columns(entity).Select(c => known.IndexOf(c))];
            foreach (var (_, key, text) in groups.Where(_ => !places.IsEmpty))
            {
                patch.Replace(entity, key);
                foreach (var row in GroupRows.Read(text, known.Count))
                {
                    patch.Append(entity, new PickedRow(row, places));
                }
            }
        }

        var patched = patch.Apply(former);
        foreach (var (entity, rows, rejected) in store.Read(() => store.Connection.Query<(string Entity, long Rows, long Rejected)>(store.Connection.Sql.ReadCounts)))
        {
            if (wanted.Contains(entity) && patched.Table(entity).Count != rows - rejected)
            {
                throw new InvalidDataException($"{entity} has {patched.Table(entity).Count} rows instead of {rows - rejected}");
            }
        }

        StoreSnapshot.RequireStill(store, store.Content(), content);
        return patched;
    }

    /// <summary>Each group that changed, as it is since it changed last.</summary>
    private static IEnumerable<(string Entity, string Key, string Rows)> Groups(FactStore store, StoreContent content, long firstLoad)
    {
        var read = store.Read(() => store.Connection.Query<(string Entity, string Key, string Rows)>(store.Connection.Sql.ReadChangedGroups, new { first = firstLoad }));

        // A load between forgets changes that were to be read.
        StoreSnapshot.RequireStill(store, store.Content(), content);
        var last = new Dictionary<(string, string), int>();
        for (var i = 0; i < read.Count; i++)
        {
            last[(read[i].Entity, read[i].Key)] = i;
        }

        return read.Where((group, i) => last[(group.Entity, group.Key)] == i);
    }
}
