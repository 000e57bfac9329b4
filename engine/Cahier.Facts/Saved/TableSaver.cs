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

    public void AddKeys(int count, Func<int, string> keyOf) => entry = entry with { Keys = TextSections.Write(sections, count, keyOf), Order = sections.Write<int>(SavedKeys.Order(count, keyOf)) };

    public void AddParents(ReadOnlySpan<int> parents, ReadOnlySpan<int> starts) => entry = entry with { Parents = sections.Write(parents), Starts = sections.Write(starts) };
}
