using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>Makes the tables of a patched snapshot, columns side by side: what did not change is copied as it stands, or taken over where nothing did.</summary>
/// <param name="former">The snapshot before.</param>
/// <param name="loaders">By entity the rows that came; null where nobody wants any.</param>
/// <param name="rows">By entity which rows there are now; null where nobody wants any.</param>
internal sealed class PatchedTables(Snapshot former, TableLoader?[] loaders, PatchedRows?[] rows)
{
    public ImmutableArray<Table> Make()
    {
        var columns = former.Tables.Select(t => new Column?[t.Entity.Fields.Length]).ToArray();
        var steps = former.Tables.Where(t => rows[t.Entity.Ordinal] is not null).OrderByDescending(t => t.Count)
            .SelectMany(table => table.Columns.Select(c => (Action)(() => columns[table.Entity.Ordinal][c.Field.Ordinal] = MakeColumn(table.Entity, c.Field, c.Column))));
        try
        {
            Parallel.ForEach(Partitioner.Create(steps, EnumerablePartitionerOptions.NoBuffering), Processors.All(), step => step());
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        ImmutableArray<Table> tables = [.. former.Tables.Select(t => MakeTable(t, columns[t.Entity.Ordinal]))];
        foreach (var table in tables)
        {
            table.Link(name => tables[former.Model.Find(name)!.Ordinal]);
        }

        return tables;
    }

    private Table MakeTable(Table table, Column?[] columns) => rows[table.Entity.Ordinal] switch
    {
        null => Table.Empty(table.Entity, table.Type),
        { AreFormer: true } when Parents(table.Entity)?.Places is null => new Table(table, columns),
        var patched => new Table(table.Entity, table.Type, patched.Runs.Count, columns, table.Entity.Key.IsEmpty ? null : new PatchedKeys(patched), ParentsOf(table, patched)),
    };

    private PatchedRows? Parents(Entity entity) => entity.Parent is null ? null : rows[former.Model.Find(entity.Parent)!.Ordinal];

    private int[] ParentsOf(Table table, PatchedRows patched)
    {
        if (Parents(table.Entity) is not { } parents)
        {
            return [];
        }

        var found = new int[patched.Runs.Count];
        foreach (var run in patched.Runs.All)
        {
            for (var i = 0; i < run.Count; i++)
            {
                found[run.Start + i] = run.Came ? patched.ParentsOfCame[run.From + i] : parents.PlaceOf(table.Parent(run.From + i));
            }
        }

        return found;
    }

    private Column MakeColumn(Entity entity, Field field, Column column)
    {
        var (loader, patched) = (loaders[entity.Ordinal]!, rows[entity.Ordinal]!);
        var targets = field.To is null ? null : rows[former.Model.Find(field.To)!.Ordinal];
        var kept = column is ReferenceColumn reference && targets?.Places is { } places ? reference.Moved(places) : column;
        var made = patched.AreFormer ? kept : Patched(field, loader, patched, targets, kept);
        PatchedRows.Require(made is not ReferenceColumn { LeadsSomewhere: false }, entity);
        return made;
    }

    private static Column Patched(Field field, TableLoader loader, PatchedRows patched, PatchedRows? targets, Column kept)
    {
        var builder = loader.Columns[loader.PlaceOf(field.Name)].Builder!;
        if (builder is ReferenceColumnBuilder references)
        {
            references.Targets = [.. Enumerable.Range(0, references.Keys.Count).Select(number => targets!.Find(references.Keys[number].ToString()))];
        }

        return kept.Patched(builder.Draft(RowOrder.Of(patched.Came)).ToColumn(), patched.Runs);
    }
}
