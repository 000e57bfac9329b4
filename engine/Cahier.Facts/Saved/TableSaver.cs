using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>Takes the parts of one table into a file.</summary>
internal sealed class TableSaver(SectionWriter sections)
{
    private TableEntry entry = new("", 0, "", null, null, null, null, []);

    /// <summary>Saves a table with its columns.</summary>
    public static TableEntry Save(SectionWriter sections, Table table)
    {
        var saver = new TableSaver(sections);
        table.Save(saver);
        return saver.entry with
        {
            Entity = table.Entity.Name,
            Count = table.Count,
            Hash = table.RowsHash,
            Columns = [.. table.Columns.Select(c => ColumnSaver.Save(sections, c.Field.Name, c.Column))],
        };
    }

    /// <summary>Saves a table that does not stand in memory.</summary>
    /// <param name="sections">The file.</param>
    /// <param name="entity">What the rows are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="save">Saves the columns, once the rows are.</param>
    public static TableEntry Save(SectionWriter sections, Entity entity, TableRows rows, Func<IEnumerable<ColumnEntry>> save)
    {
        var saver = new TableSaver(sections);
        var hash = Task.Run(rows.Hash);
        if (rows.KeyOf is { } keyOf)
        {
            saver.AddKeys(rows.Count, keyOf);
        }

        if (entity.Parent is not null)
        {
            saver.AddParents(rows.Parents, rows.StartsUnder());
        }

        return saver.entry with { Entity = entity.Name, Count = rows.Count, Hash = hash.GetAwaiter().GetResult(), Columns = [.. save()] };
    }

    public void AddKeys(int count, Func<int, string> keyOf) => entry = entry with { Keys = TextSections.Write(sections, count, keyOf), Order = sections.Write<int>(SavedKeys.Order(count, keyOf)) };

    public void AddParents(ValueSource<int> parents, ReadOnlySpan<int> starts)
    {
        parents.GiveTo(sections.Append);
        entry = entry with { Parents = sections.End(), Starts = sections.Write(starts) };
    }
}
