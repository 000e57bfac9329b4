using System.Collections.Immutable;
using Cahier.Facts.Bundles;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>
/// What changed since a snapshot was made: groups of rows, each replaced whole. A group is the children of one parent, or
/// one row that hangs from none. Applied, it gives the snapshot that reading all facts anew would give, hash included. For
/// one thread.
/// </summary>
public sealed class SnapshotPatch
{
    private readonly FactModel model;
    private readonly WantedFields wanted;
    private readonly TableLoader?[] loaders;
    private readonly HashSet<string>[] replaced;

    /// <param name="model">The model of the facts.</param>
    /// <param name="wanted">The fields that the snapshot keeps.</param>
    public SnapshotPatch(FactModel model, WantedFields wanted)
    {
        ArgumentNullException.ThrowIfNull(model);
        (this.model, this.wanted) = (model, wanted);
        var builder = new SnapshotBuilder(model, wanted);
        loaders = [.. model.Entities.Select(e => builder.Needs(e) ? builder.Begin(e.Name, [.. builder.ColumnsKept(e)], e.Name, checkedBefore: true) : null)];
        replaced = [.. model.Entities.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
    }

    /// <summary>The columns that rows of an entity give, in this order; none when nobody wants its rows.</summary>
    public ImmutableArray<string> Columns(Entity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return loaders[entity.Ordinal] is { } loader ? [.. loader.Columns.ToArray().Select(c => c.Name)] : [];
    }

    /// <summary>Replaces a group: the former rows of it are gone, and those that are appended stand in their place.</summary>
    /// <param name="entity">Whose rows they are.</param>
    /// <param name="key">The key of the parent, or of the row itself where there is none, as <see cref="Table.Key"/> writes it.</param>
    public void Replace(Entity entity, string key)
    {
        ArgumentNullException.ThrowIfNull(entity);
        replaced[entity.Ordinal].Add(key);
    }

    /// <summary>Appends a row of a group that is replaced, of an entity that is wanted.</summary>
    public void Append<TRow>(Entity entity, in TRow row)
        where TRow : IRawRow, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(entity);
        var loader = loaders[entity.Ordinal]!;
        loader.Append(row, checked((int)loader.Given + 1));
    }

    /// <summary>The snapshot as it is now.</summary>
    /// <param name="former">The snapshot as it was, of the same fields and without rejected rows.</param>
    /// <exception cref="InvalidDataException">A row that came does not fit the model, or the rows that stay.</exception>
    public Snapshot Apply(Snapshot former)
    {
        ArgumentNullException.ThrowIfNull(former);
        if (loaders.FirstOrDefault(l => l?.Rejected > 0) is { Rejections: [var first, ..] })
        {
            throw new InvalidDataException($"a row of {first.Entity} that changed does not fit: {first.Field}: {first.Reason}");
        }

        var rows = new PatchedRows?[model.Entities.Length];
        foreach (var entity in model.Entities.Where(e => wanted.Contains(e.Name)))
        {
            Find(former, entity, rows);
        }

        var snapshot = new Snapshot(model, new PatchedTables(former, loaders, rows).Make(), [], 0);
        snapshot.TakeOver(BundlesBefore.Of(former, snapshot, rows));
        return snapshot;
    }

    private PatchedRows Find(Snapshot former, Entity entity, PatchedRows?[] rows) => rows[entity.Ordinal] ??= entity.Parent is null
        ? PatchedRows.OfTop(former.Table(entity.Name), loaders[entity.Ordinal]!, replaced[entity.Ordinal])
        : PatchedRows.OfChildren(former.Table(entity.Name), loaders[entity.Ordinal]!, replaced[entity.Ordinal], Find(former, model.Find(entity.Parent)!, rows));
}
