using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;
using Sylvan.Data.Csv;

namespace Cahier.Rules.Loading;

/// <summary>Reads the rows of a decision table from a CSV file beside the cahier: a header, then a row per line, cells as in YAML.</summary>
internal static class TableCsv
{
    private const int MostRows = 200_000;

    public static ImmutableArray<ImmutableArray<RuleText>> Read(string file, string text, IReadOnlyList<string> columns, DiagnosticBag diagnostics)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<RuleText>>();
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { HasHeaders = true, Delimiter = ',', BufferSize = 0x10000 });
            var header = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
            if (!header.SequenceEqual(columns))
            {
                diagnostics.Add(DiagnosticCatalog.TableCsv, new SourceLocation(file, 1, 1), 1, $"the header is ‘{string.Join(",", header)}’, but the table has the columns {string.Join(",", columns)}", $"write {string.Join(",", columns)} as first line");
                return [];
            }

            while (reader.Read())
            {
                var location = new SourceLocation(file, reader.RowNumber + 1, 1);
                if (rows.Count == MostRows || reader.RowFieldCount != columns.Count)
                {
                    diagnostics.Add(DiagnosticCatalog.TableCsv, location, 1, reader.RowFieldCount != columns.Count ? $"the row has {reader.RowFieldCount} of {columns.Count} cells" : $"there are more than {MostRows} rows", "write one cell for each column");
                    return [];
                }

                rows.Add([.. Enumerable.Range(0, columns.Count).Select(i => new RuleText(reader.GetString(i), location))]);
            }
        }
        catch (CsvFormatException e)
        {
            diagnostics.Add(DiagnosticCatalog.TableCsv, new SourceLocation(file, Math.Max(1, e.RowNumber), 1), 1, $"the CSV cannot be read: {e.Message}", "close every quote, and separate cells by commas");
            return [];
        }

        return rows.ToImmutable();
    }
}
