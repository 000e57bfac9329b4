using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;

namespace Cahier.Facts.Snapshots;

/// <summary>Makes a snapshot of rows of text: begin each entity, append its rows, build. Nothing about other entities is needed while rows are read.</summary>
/// <param name="model">What rows there may be.</param>
/// <param name="wanted">The fields to keep, or null for all.</param>
public sealed class SnapshotBuilder(FactModel model, WantedFields? wanted = null)
{
    private readonly Lock gate = new();
    private readonly TableLoader?[] loaders = new TableLoader?[model.Entities.Length];
    private readonly List<LoadProblem> problems = [];

    public FactModel Model => model;

    /// <summary>What is wrong with headers; while there is anything, no snapshot can be built.</summary>
    public ImmutableArray<LoadProblem> Problems
    {
        get
        {
            lock (gate)
            {
                return [.. problems.OrderBy(p => p.File, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The rows that were not taken, by entity, file and line; those that lead nowhere only once the snapshot is made.</summary>
    public ImmutableArray<RejectedRow> Rejections =>
        [.. loaders.Where(l => l is not null).SelectMany(l => l!.Rejections.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line).ThenBy(r => r.Field, StringComparer.Ordinal))];

    /// <summary>Whether rows of an entity are needed.</summary>
    public bool Needs(Entity entity) => wanted is null || wanted.Contains(entity.Name);

    /// <summary>The columns of an entity without which the snapshot would not be the same: keys, and what is kept.</summary>
    public IEnumerable<string> ColumnsKept(Entity entity) =>
        entity.Columns.Where(c => Header.IsKept(entity, c, wanted) || entity.Key.Contains(c, StringComparer.Ordinal) || entity.ParentKey.Contains(c, StringComparer.Ordinal));

    /// <summary>Begins an entity; may be called from several threads. Gives null, and adds to <see cref="Problems"/>, when the header does not fit.</summary>
    /// <param name="entity">The entity's name, which the model must have.</param>
    /// <param name="header">The names of the columns in the order in which rows give them.</param>
    /// <param name="file">Where the rows come from, for messages.</param>
    /// <param name="checkedBefore">Whether the rows were checked when they were stored: then only <see cref="ColumnsKept"/> need be given.</param>
    public TableLoader? Begin(string entity, IReadOnlyList<string> header, string file, bool checkedBefore = false)
    {
        var known = model.Find(entity) ?? throw new ArgumentException($"the model {model.Name} has no entity ‘{entity}’", nameof(entity));
        lock (gate)
        {
            if (loaders[known.Ordinal] is not null)
            {
                throw new InvalidOperationException($"the entity ‘{entity}’ was begun before");
            }

            var before = problems.Count;
            var columns = Header.Match(model, known, header, file, wanted, checkedBefore, problems);
            return problems.Count > before ? null : loaders[known.Ordinal] = new TableLoader(known, file, columns);
        }
    }

    /// <summary>Goes on with an entity that was begun, with rows of another file. Gives null, and adds to <see cref="Problems"/>, when the header does not fit.</summary>
    public TableLoader? Continue(string entity, IReadOnlyList<string> header, string file)
    {
        var known = model.Find(entity) ?? throw new ArgumentException($"the model {model.Name} has no entity ‘{entity}’", nameof(entity));
        lock (gate)
        {
            var loader = loaders[known.Ordinal] ?? throw new InvalidOperationException($"the entity ‘{entity}’ was not begun");
            var before = problems.Count;
            Header.Match(model, known, header, file, wanted, checkedBefore: false, problems);
            if (problems.Count > before)
            {
                return null;
            }

            var names = header.ToList();
            loader.GoOn(file, [.. loader.Columns.ToArray().Select(c => names.IndexOf(c.Name))]);
            return loader;
        }
    }

    /// <summary>Links rows, rejects those that lead nowhere, sorts, and freezes. Entities that were not begun, or that nobody wants, have no rows.</summary>
    public Snapshot Build()
    {
        var tables = Link().Make();
        return new Snapshot(model, tables, Rejections, RejectedCount);
    }

    /// <summary>Writes what <see cref="Build"/> would give into a file; the builder is empty then.</summary>
    internal SnapshotDirectory Save(SectionWriter sections, string origin)
    {
        var maker = Link();
        var rejections = SavedRejections.Write(sections, Rejections);
        ImmutableArray<TableEntry> tables = [.. model.Entities.Select(e => maker.Save(sections, e))];
        return new SnapshotDirectory(model.Hash, Snapshot.HashOf(model, tables.Select(t => t.Hashes)), origin, RejectedCount, rejections, tables);
    }

    private TableMaker Link() => problems.Count == 0
        ? new TableMaker(model, loaders, wanted)
        : throw new InvalidOperationException($"the data cannot be taken: {problems[0]}");

    private long RejectedCount => loaders.Sum(l => l?.Rejected ?? 0);
}
