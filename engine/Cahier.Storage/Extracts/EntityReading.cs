using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>Reads the rows of one entity: its own CSV file first, then what the mapping makes of tables. Entities may be read at the same time, each in one thread.</summary>
internal sealed class EntityReading
{
    private readonly Entity entity;
    private readonly Mapping mapping;
    private readonly SnapshotBuilder builder;
    private readonly TableLoader loader;
    private ImmutableArray<RowsReport> sources = [];
    private long beside;
    private long completed;

    public EntityReading(Entity entity, Mapping mapping, SnapshotBuilder builder)
    {
        this.entity = entity;
        this.mapping = mapping;
        this.builder = builder;
        loader = builder.Begin(entity.Name, [.. entity.Columns], mapping.File)!;
    }

    public List<LoadProblem> Problems { get; } = [];

    public void Read(SourceFiles files, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation)
    {
        if (files.Of(entity) is { } own && new CsvFile(own, entity, progress, cancellation).GoOnInto(builder) is { } problem)
        {
            Problems.Add(problem);
        }

        beside = loader.Given;
        sources = [.. mapping.Rows.Where(r => r.Entity == entity).Select(r => new RowsReading(r, loader, progress).Read(files, Problems, cancellation))];
    }

    /// <summary>The keys of another entity that the rows lead to.</summary>
    public IEnumerable<string> KeysOf(Entity other) => loader.KeysOf(other.Name);

    /// <summary>Makes a row for each key that nobody describes.</summary>
    public void Complete(Completion completion, IEnumerable<string> keys)
    {
        loader.GoOn(mapping.File);
        string[] columns = [.. entity.Columns];
        var made = new MadeRow(columns.Length);
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            made.Begin();
            foreach (var column in columns)
            {
                made.Add(column == entity.Key[0] ? key : completion.Values.GetValueOrDefault(column, ""));
            }

            if (!loader.Knows(made))
            {
                completed++;
                loader.Append(made, completion.Line);
            }
        }
    }

    public EntityReport Report(Snapshot snapshot) => new(entity.Name, beside, sources, completed, loader.Rejected, snapshot.Table(entity.Name).Count);
}
