using System.Globalization;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// Finds the parent and the referred rows of every row, and rejects rows that lead nowhere or to a rejected row, until no
/// more are. What is rejected does not depend on the order of rows or entities.
/// </summary>
internal sealed class RowLinks
{
    private readonly FactModel model;
    private readonly TableLoader?[] loaders;
    private readonly ulong[][] dropped;

    private RowLinks(FactModel model, TableLoader?[] loaders)
    {
        this.model = model;
        this.loaders = loaders;
        dropped = [.. loaders.Select(l => Bits.Make(l?.Count ?? 0))];
        ParentRows = [.. loaders.Select(l => l?.Entity.Parent is null ? [] : Rows(l.ParentKeys, l.Entity.Parent))];
        ReferenceRows = [.. loaders.Select(l => l is null ? [] : l.Columns.ToArray().Select(c => c.Builder is ReferenceColumnBuilder b && c.IsKept ? Rows(b.Keys, c.Field!.To!) : []).ToArray())];
    }

    /// <summary>By entity, for each number of its parents' keys: the parent's row as it was read, or -1.</summary>
    public int[][] ParentRows { get; }

    /// <summary>By entity and column, for each number of a reference's keys: the referred row as it was read, or -1.</summary>
    public int[][][] ReferenceRows { get; }

    public static RowLinks Resolve(FactModel model, TableLoader?[] loaders)
    {
        var links = new RowLinks(model, loaders);
        foreach (var loader in loaders.OfType<TableLoader>())
        {
            links.DropAmbiguous(loader);
        }

        while (loaders.OfType<TableLoader>().Count(links.DropUnlinked) > 0)
        {
        }

        return links;
    }

    public bool AnyDropped(Entity entity) => dropped[entity.Ordinal].AsSpan().ContainsAnyExcept(0UL);

    public bool IsDropped(Entity entity, int row) => Bits.Get(dropped[entity.Ordinal], row);

    private int[] Rows(TextPool keys, string entity)
    {
        var target = loaders[model.Find(entity)!.Ordinal];
        var rows = new int[keys.Count];
        for (var number = 0; number < rows.Length; number++)
        {
            rows[number] = target?.Keys.Find(keys[number]) ?? -1;
        }

        return rows;
    }

    private void DropAmbiguous(TableLoader loader)
    {
        foreach (var (row, line) in loader.KeyCameAgain)
        {
            Drop(loader, row, loader.Entity.Key[^1], string.Create(CultureInfo.InvariantCulture, $"the row on line {line} has the same key: neither is taken"), loader.Keys[row], RejectionKind.SameKey);
        }
    }

    /// <summary>Drops rows whose parent or reference is missing or dropped, and says whether there were any.</summary>
    private bool DropUnlinked(TableLoader loader)
    {
        var before = loader.Rejected;
        var entity = loader.Entity;
        var isGone = entity.Parent is null ? [] : Gone(entity.Parent, ParentRows[entity.Ordinal]);
        var anyGone = isGone.AsSpan().Contains(true);
        for (var row = 0; anyGone && row < loader.Count; row++)
        {
            var number = loader.ParentOf(row);
            if (isGone[number] && !IsDropped(entity, row))
            {
                DropUnlinked(loader, row, entity.ParentKey[^1], $"its {entity.Parent}", entity.Parent!, loader.ParentKeys[number]);
            }
        }

        for (var i = 0; i < loader.Columns.Length; i++)
        {
            if (loader.Columns[i] is { IsKept: true, Builder: ReferenceColumnBuilder reference, Field: { } field } && loaders[model.Find(field.To!)!.Ordinal] is not null)
            {
                DropUnlinked(loader, field, reference, ReferenceRows[entity.Ordinal][i]);
            }
        }

        return loader.Rejected > before;
    }

    private void DropUnlinked(TableLoader loader, Field field, ReferenceColumnBuilder reference, int[] targets)
    {
        var isGone = Gone(field.To!, targets);
        var anyGone = isGone.AsSpan().Contains(true);
        for (var row = 0; anyGone && row < loader.Count; row++)
        {
            var number = reference.KeyOf(row);
            if (number >= 0 && isGone[number] && !IsDropped(loader.Entity, row))
            {
                DropUnlinked(loader, row, field.Name, $"the {field.To} it refers to", field.To!, reference.Keys[number]);
            }
        }
    }

    /// <summary>For each key whether the row that it leads to is missing or dropped: said once, for many rows lead to the same.</summary>
    private bool[] Gone(string name, int[] targets)
    {
        var entity = model.Find(name)!;
        return Array.ConvertAll(targets, row => row < 0 || IsDropped(entity, row));
    }

    private void DropUnlinked(TableLoader loader, int row, string field, string what, string entity, ReadOnlySpan<char> key)
    {
        var target = loaders[model.Find(entity)!.Ordinal];
        if (target is not null && (target.Keys.Find(key) >= 0 || target.RejectedKeys.Find(key) >= 0))
        {
            Drop(loader, row, field, $"{what} was rejected", key, RejectionKind.TargetRejected);
        }
        else
        {
            Drop(loader, row, field, $"there is no {entity} with this key", key, RejectionKind.NoTarget);
        }
    }

    private void Drop(TableLoader loader, int row, string field, string reason, ReadOnlySpan<char> value, RejectionKind kind)
    {
        Bits.Set(dropped[loader.Entity.Ordinal], row);
        loader.RejectTaken(row, field, reason, value, kind);
    }
}
