using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Results;
using Cahier.Calculation.Testing;
using Cahier.Feel.Diagnostics;

namespace Cahier.Storage.Datasets;

/// <summary>Compares tables of results row by row and says of every difference by which rules it came. Numbers are equal when their values are.</summary>
internal sealed class ResultComparison(RunResult run)
{
    private const string Nothing = "nothing";

    private readonly ImmutableArray<Difference>.Builder differences = ImmutableArray.CreateBuilder<Difference>();

    public int Compared { get; private set; }

    public ImmutableArray<Difference> Differences => differences.ToImmutable();

    public void Compare(string file, ResultTable expected, ResultTable found)
    {
        var name = Path.GetFileName(file);
        var rows = found.ByKey();
        foreach (var row in expected.Rows)
        {
            Compared++;
            var at = new SourceLocation(file, row.Line, 1);
            if (!rows.Remove(expected.KeyOf(row), out var match))
            {
                Add(name, expected, row, expected.Columns[expected.Keys], row.Cells[expected.Keys], Nothing, at);
                continue;
            }

            for (var column = expected.Keys; column < expected.Columns.Length; column++)
            {
                if (!Same(row.Cells[column], match.Cells[column]))
                {
                    Add(name, expected, row, expected.Columns[column], row.Cells[column], match.Cells[column], at);
                }
            }
        }

        foreach (var row in found.Rows.Where(r => rows.ContainsKey(found.KeyOf(r))))
        {
            Compared++;
            Add(name, found, row, found.Columns[found.Keys], Nothing, row.Cells[found.Keys], new SourceLocation(file, 1, 1));
        }
    }

    private void Add(string table, ResultTable columns, ResultRow row, string column, string expected, string found, SourceLocation at)
    {
        string Cell(string name) => row.Cells[columns.Columns.IndexOf(name)];
        var (of, what, because) = table switch
        {
            "decisions.csv" => (Cell("unit"), column, column == "rules" ? Outcomes(Cell("unit"), expected, found) : Because.Decided(run, Cell("unit"))),
            "indicators.csv" => (Cell("participant"), Part(Cell("indicator"), column), Because.Participant(run, Cell("participant"), Cell("indicator"))),
            "payments.csv" when Cell("unit").Length > 0 => (Cell("unit"), Cell("line"), Because.Unit(run, Cell("unit"), Cell("line"))),
            "payments.csv" => (Cell("participant"), Cell("line"), Because.Participant(run, Cell("participant"), Cell("line"))),
            _ => (Cell("group"), Cell("value_id"), []),
        };
        differences.Add(new Difference(of, what, expected.Length == 0 ? "unknown" : expected, found.Length == 0 ? "unknown" : found, because, at));
    }

    private ImmutableArray<string> Outcomes(string unit, string expected, string found)
    {
        var former = expected.Split(' ').ToHashSet(StringComparer.Ordinal);
        return [.. found.Split(' ').Where(o => !former.Contains(o)).SelectMany(o => Because.Outcome(run, unit, o.Split('=')[0]))];
    }

    private static string Part(string indicator, string column) => column == "value" ? indicator : $"{column} of {indicator}";

    private static bool Same(string expected, string found) =>
        expected == found
        || (decimal.TryParse(expected, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var e)
            && decimal.TryParse(found, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var f)
            && e == f);
}
