using System.Collections.Immutable;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Mappings;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Extracts;

/// <summary>The columns of one table in a row of the source, as texts.</summary>
internal abstract class RowPart
{
    /// <summary>Whether no row of the table answers.</summary>
    public virtual bool IsNone => false;

    /// <summary>The text of a column by its place in the table. Valid until the next row.</summary>
    public abstract ReadOnlySpan<char> this[int place] { get; }
}

/// <summary>A row as the file gives it.</summary>
internal sealed class FileRow(SourceTable table) : RowPart
{
    private CsvDataReader? reader;
    private int[] places = [];
    private string[] ofName = [];

    public override ReadOnlySpan<char> this[int place] => places[place] >= 0 ? reader!.GetFieldSpan(places[place]) : ofName[place];

    /// <summary>Begins a file. Says what its first line lacks.</summary>
    public LoadProblem? Begin(SourceFile file, CsvDataReader rows, IReadOnlyList<string> header)
    {
        reader = rows;
        var names = header.ToList();
        places = [.. table.Columns.Select(c => c.Header is null ? -1 : names.IndexOf(c.Header))];
        ofName = [.. table.Columns.Select(c => c.Header is null ? file.Value(c.Name) : "")];
        return table.Columns.FirstOrDefault(c => c is { Header: not null, IsOptional: false } && !names.Contains(c.Header)) is not { } missing ? null
            : names.Count == 1 && names[0].AsSpan().ContainsAny(',', ';', '|') && names[0].Contains(missing.Header!, StringComparison.Ordinal)
                ? new LoadProblem(file.Path, 1, $"the fields are not separated by ‘{table.Separator}’, as the mapping says", $"write the right 'separator:' at the table {table.Name} of the mapping")
                : new LoadProblem(file.Path, 1, $"the column ‘{missing.Header}’ is missing", $"add it, or say with 'header:' at the table {table.Name} of the mapping how the file calls {missing.Name}");
    }

}

/// <summary>A row that is held in memory, or none.</summary>
internal sealed class HeldRow : RowPart
{
    public string[]? Texts { get; set; }

    public override bool IsNone => Texts is null;

    public override ReadOnlySpan<char> this[int place] => Texts is null ? [] : Texts[place];
}

/// <summary>A file of a table, and what its name says.</summary>
internal sealed record SourceFile(string Path, ImmutableDictionary<string, string> Values)
{
    public string Value(string name) => Values[name];
}
