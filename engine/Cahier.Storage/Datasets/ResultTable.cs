using System.Collections.Immutable;
using Cahier.Facts.Snapshots;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Datasets;

/// <summary>A row of a table of results, with its line in the file.</summary>
internal sealed record ResultRow(int Line, ImmutableArray<string> Cells);

/// <summary>A table of results as a run writes it: some columns name a row, the others hold what was found.</summary>
/// <param name="Keys">How many columns, from the first, name a row.</param>
internal sealed record ResultTable(ImmutableArray<string> Columns, int Keys, ImmutableArray<ResultRow> Rows)
{
    /// <summary>The tables that are compared, and how many columns name a row in each.</summary>
    public static ImmutableArray<(string File, int Keys)> Compared { get; } = [("decisions.csv", 1), ("indicators.csv", 2), ("cohort.csv", 2), ("payments.csv", 3)];

    /// <summary>Reads a table; throws <see cref="CsvFormatException"/> when the text is no CSV.</summary>
    public static ResultTable Read(TextReader text, int keys)
    {
        using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = true, Delimiter = ',' });
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToImmutableArray();
        var rows = ImmutableArray.CreateBuilder<ResultRow>();
        while (reader.Read())
        {
            rows.Add(new ResultRow(reader.RowNumber + 1, [.. Enumerable.Range(0, columns.Length).Select(i => i < reader.RowFieldCount ? reader.GetString(i) : "")]));
        }

        return new ResultTable(columns, keys, rows.ToImmutable());
    }

    /// <summary>The rows by what names them; the first of several that are named alike.</summary>
    public Dictionary<string, ResultRow> ByKey()
    {
        var found = new Dictionary<string, ResultRow>(StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            found.TryAdd(KeyOf(row), row);
        }

        return found;
    }

    public string KeyOf(ResultRow row) => string.Join('\u001f', row.Cells.Take(Keys));

    /// <summary>The problem of a header that is not the one expected, or null.</summary>
    public LoadProblem? Differs(ResultTable found, string file) => Columns.SequenceEqual(found.Columns)
        ? null
        : new LoadProblem(file, 1, $"the columns are {string.Join(",", Columns)}, but a run writes {string.Join(",", found.Columns)}", "write these as first line");
}
