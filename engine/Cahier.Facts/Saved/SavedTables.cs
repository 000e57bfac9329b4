using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>The tables of a file, with the fields that are wanted.</summary>
internal sealed class SavedTables
{
    private readonly SavedFile file;
    private readonly SnapshotDirectory directory;
    private readonly FactModel model;
    private readonly WantedFields? wanted;

    // Whether the file holds fields that are not wanted: rows without a key may then stand in another order.
    private readonly bool isNarrowed;

    public SavedTables(SavedFile file, SnapshotDirectory directory, FactModel model, WantedFields? wanted)
    {
        this.file = file;
        this.directory = directory;
        this.model = model;
        this.wanted = wanted;
        isNarrowed = wanted is not null && !directory.IsOf(model, wanted);
    }

    /// <summary>The sections that are read.</summary>
    public IEnumerable<Section> Sections => model.Entities.Where(IsWanted).SelectMany(e => directory.Tables[e.Ordinal].Sections.Concat(Columns(e).SelectMany(c => c.Sections))).Prepend(directory.Rejections);

    /// <summary>The tables, linked with each other.</summary>
    public ImmutableArray<Table> Open()
    {
        var tables = Make(entity => [.. entity.Fields.Select(f => Find(entity, f.Name) is { } column && Columns(entity).Contains(column) ? ToColumn(entity, column) : null)]);
        return isNarrowed ? Make(entity => Narrowed(tables[entity.Ordinal])) : tables;
    }

    private bool IsWanted(Entity entity) => wanted?.Contains(entity.Name) != false;

    private bool IsWanted(Entity entity, string field) => wanted?.Contains(entity.Name, field) != false;

    /// <summary>The columns that are wanted, and those by which rows without a key are put in order.</summary>
    private IEnumerable<ColumnEntry> Columns(Entity entity) => directory.Tables[entity.Ordinal].Columns.Where(c => IsWanted(entity, c.Field) || (isNarrowed && entity.Key.IsEmpty && Header.IsKept(entity, c.Field, wanted)));

    private ColumnEntry? Find(Entity entity, string field) => directory.Tables[entity.Ordinal].Columns.FirstOrDefault(c => c.Field == field);

    private Column ToColumn(Entity entity, ColumnEntry column) => new SavedColumn(file, column, directory.Tables[entity.Ordinal].Count).ToColumn();

    private Column?[] Narrowed(Table table)
    {
        var order = table.Entity.Key.IsEmpty ? NarrowedOrder.Of(table) : null;
        return [.. table.Entity.Fields.Select(f => !IsWanted(table.Entity, f.Name) ? null : order is null ? table.FindColumn(f.Ordinal) : table.FindColumn(f.Ordinal)?.Take(order))];
    }

    private ImmutableArray<Table> Make(Func<Entity, Column?[]> columnsOf)
    {
        ImmutableArray<Table> tables = [.. model.Entities.Select(entity => IsWanted(entity) ? MakeTable(entity, columnsOf(entity)) : Table.Empty(entity, model.RowType(entity.Name)))];
        foreach (var table in tables)
        {
            table.Link(name => tables[model.Find(name)!.Ordinal]);
        }

        return tables;
    }

    private Table MakeTable(Entity entity, Column?[] columns)
    {
        var parents = entity.Parent is null ? -1 : directory.Tables[model.Find(entity.Parent)!.Ordinal].Count;
        return new Table(entity, model.RowType(entity.Name), new SavedTable(file, directory.Tables[entity.Ordinal], parents), columns);
    }
}
