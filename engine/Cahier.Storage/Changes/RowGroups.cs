using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Storage.Changes;

/// <summary>The groups in which rows of an entity change: the children of one parent, or one row that hangs from none.</summary>
internal static class RowGroups
{
    /// <summary>The columns by which a group is known, in a key with '/' between them.</summary>
    public static ImmutableArray<string> KeyOf(Entity entity) => entity.Parent is null ? entity.Key : entity.ParentKey;

    /// <summary>Each group that there may be, with its rows, from one up to but not including the other.</summary>
    public static IEnumerable<(string Key, int From, int To)> Of(Snapshot snapshot, Entity entity)
    {
        var table = snapshot.Table(entity.Parent ?? entity.Name);
        var list = entity.Parent is not null && table.Type.TryFind(entity.Collection!, out var field) ? field!.Ordinal : -1;
        for (var row = 0; row < table.Count; row++)
        {
            var (from, to) = list < 0 ? (row, row + 1) : table.Children(list, row);
            yield return (table.Key(row), from, to);
        }
    }
}
