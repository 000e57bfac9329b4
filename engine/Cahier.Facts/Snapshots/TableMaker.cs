using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;

namespace Cahier.Facts.Snapshots;

/// <summary>Makes the tables of a snapshot of what loaders hold, in the order found for their rows: in memory, columns side by side, or in a file, one column after the other.</summary>
internal sealed class TableMaker
{
    private readonly FactModel model;
    private readonly TableLoader?[] loaders;
    private readonly WantedFields? wanted;
    private readonly RowLinks links;
    private readonly RowOrder[] orders;

    // By entity, for each row as it was read the place where it stands, -1 when it is left out; none where nothing leads to rows.
    private readonly int[][] places;

    /// <summary>Links rows, rejects those that lead nowhere, and finds the order of the others.</summary>
    public TableMaker(FactModel model, TableLoader?[] loaders, WantedFields? wanted)
    {
        this.model = model;
        this.loaders = loaders;
        this.wanted = wanted;
        links = RowLinks.Resolve(model, loaders);
        foreach (var loader in loaders)
        {
            loader?.ForgetParentKeys();
        }

        orders = RowOrders.Sort(model, loaders, wanted, links);
        places = [.. model.Entities.Select(e => e.Key.IsEmpty ? [] : orders[e.Ordinal].Places(loaders[e.Ordinal]?.Count ?? 0))];
    }

    /// <summary>The tables, linked with each other.</summary>
    public ImmutableArray<Table> Make()
    {
        var columns = model.Entities.Select(e => new Column?[e.Fields.Length]).ToArray();
        var parents = model.Entities.Select(_ => Array.Empty<int>()).ToArray();
        var steps = model.Entities.SelectMany(entity => Kept(entity)
            .Select(f => (entity, Step: (Action)(() => columns[entity.Ordinal][f.Ordinal] = Prepare(entity, f).ToColumn())))
            .Append((entity, () => parents[entity.Ordinal] = Rows(entity).Parents.ToArray())));

        // The longest first: then no thread is left with one at the end.
        Parallel.ForEach(Partitioner.Create(steps.OrderByDescending(s => orders[s.entity.Ordinal].Count), EnumerablePartitionerOptions.NoBuffering), Processors.All(), step => step.Step());
        ImmutableArray<Table> tables = [.. model.Entities.Select(e => new Table(e, model.RowType(e.Name), orders[e.Ordinal].Count, columns[e.Ordinal], KeysOf(e), parents[e.Ordinal]))];
        foreach (var table in tables)
        {
            table.Link(name => tables[model.Find(name)!.Ordinal]);
        }

        return tables;
    }

    /// <summary>Writes a table into a file. What the loader holds of it is given up on the way.</summary>
    public TableEntry Save(SectionWriter sections, Entity entity)
    {
        var entry = TableSaver.Save(sections, entity, Rows(entity), () => SaveColumns(sections, entity));
        loaders[entity.Ordinal]?.Clear();
        return entry;
    }

    private IEnumerable<Field> Kept(Entity entity) => entity.Fields.Where(f => wanted is null || wanted.Contains(entity.Name, f.Name));

    private PooledKeys? KeysOf(Entity entity) => entity.Key.IsEmpty ? null : new PooledKeys(loaders[entity.Ordinal]?.Keys ?? new TextPool(), orders[entity.Ordinal]);

    private TableRows Rows(Entity entity)
    {
        var (rows, loader) = (orders[entity.Ordinal], loaders[entity.Ordinal]);
        Func<int, string>? keyOf = entity.Key.IsEmpty ? null : row => loader!.Keys[rows[row]].ToString();
        if (entity.Parent is null)
        {
            return new TableRows(rows.Count, keyOf, new ValueSource<int>(0, (_, _) => { }), 0);
        }

        var (parents, parentRows) = (model.Find(entity.Parent)!.Ordinal, links.ParentRows[entity.Ordinal]);
        void Fill(int from, Span<int> some)
        {
            loader?.ParentsOf(rows, from, some);
            foreach (ref var parent in some)
            {
                parent = places[parents][parentRows[parent]];
            }
        }

        return new TableRows(rows.Count, keyOf, new ValueSource<int>(rows.Count, Fill), orders[parents].Count);
    }

    /// <summary>The columns of a table in a file, one after the other. While one is written, the next is looked through.</summary>
    private IEnumerable<ColumnEntry> SaveColumns(SectionWriter sections, Entity entity)
    {
        var fields = Kept(entity).ToList();
        var next = fields.Count > 0 ? Ahead(fields[0]) : null;
        for (var i = 0; i < fields.Count; i++)
        {
            var column = next!.GetAwaiter().GetResult();
            next = i + 1 < fields.Count ? Ahead(fields[i + 1]) : null;
            yield return ColumnSaver.Save(sections, fields[i].Name, column.Draft);
            column.Builder.Clear();
        }

        Task<PreparedColumn> Ahead(Field field) => Task.Run(() => Prepare(entity, field));
    }

    private PreparedColumn Prepare(Entity entity, Field field)
    {
        var (loader, rows) = (loaders[entity.Ordinal], orders[entity.Ordinal]);
        var place = loader?.PlaceOf(field.Name) ?? -1;
        var builder = place < 0 ? MissingColumn(field, rows.Count) : loader!.Columns[place].Builder!;
        if (place >= 0 && builder is ReferenceColumnBuilder reference)
        {
            var placesOfTargets = places[model.Find(field.To!)!.Ordinal];
            reference.Targets = [.. links.ReferenceRows[entity.Ordinal][place].Select(r => r < 0 ? -1 : placesOfTargets[r])];
        }

        return new PreparedColumn(builder, builder.Draft(place < 0 ? RowOrder.AsRead(rows.Count) : rows));
    }

    /// <summary>The column of a field that the file does not have.</summary>
    private static ColumnBuilder MissingColumn(Field field, int count)
    {
        var builder = new LoaderColumn(field.Name, field, isKept: true).Builder!;
        for (var i = 0; i < count; i++)
        {
            builder.AppendMissing();
        }

        return builder;
    }

    /// <summary>A column that is ready to be made.</summary>
    /// <param name="Builder">Has the values, until <see cref="ColumnBuilder.Clear"/> gives their room back.</param>
    /// <param name="Draft">The column.</param>
    private readonly record struct PreparedColumn(ColumnBuilder Builder, ColumnDraft Draft)
    {
        public Column ToColumn()
        {
            var column = Draft.ToColumn();
            Builder.Clear();
            return column;
        }
    }
}
