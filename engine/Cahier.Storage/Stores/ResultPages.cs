using System.Collections.Immutable;
using System.Globalization;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>A table of the results of a run.</summary>
/// <param name="Name">As its file is called, without ending.</param>
/// <param name="Columns">As they are called in the file.</param>
/// <param name="Numbers">The columns that hold numbers.</param>
public sealed record ResultTable(string Name, ImmutableArray<string> Columns, ImmutableArray<string> Numbers)
{
    private Func<StoreStatements, string> Statement { get; init; } = _ => "";

    public static ResultTable Decisions { get; } = new("decisions", ["unit", "participant", "status", "rules"], []) { Statement = s => s.PageOfDecisions };

    public static ResultTable Indicators { get; } = new("indicators", ["participant", "indicator", "numerator", "denominator", "value"], ["numerator", "denominator", "value"]) { Statement = s => s.PageOfIndicators };

    public static ResultTable Cohort { get; } = new("cohort", ["group", "value_id", "value"], ["value"]) { Statement = s => s.PageOfCohort };

    public static ResultTable Payments { get; } = new("payments", ["participant", "unit", "line", "amount", "currency"], ["amount"]) { Statement = s => s.PageOfPayments };

    public static ResultTable Unknown { get; } = new("unknown", ["unit", "participant", "what", "entity", "key", "field", "reason", "at_stake"], ["at_stake"]) { Statement = s => s.PageOfUnknown };

    /// <summary>Every table.</summary>
    public static ImmutableArray<ResultTable> All { get; } = [Decisions, Indicators, Cohort, Payments, Unknown];

    /// <summary>The rows that come after one.</summary>
    internal IEnumerable<(long Place, string?[] Cells)> Read(FactStore store, long run, long after, int take)
    {
        foreach (var row in store.Connection.Query<object>(Statement(store.Connection.Sql), new { run, after, take }).Cast<IDictionary<string, object?>>())
        {
            var cells = row.Values.ToArray();
            yield return ((long)cells[0]!, Array.ConvertAll(cells[1..], c => c is null ? null : Convert.ToString(c, CultureInfo.InvariantCulture)));
        }
    }
}

/// <summary>Some rows of a table of results.</summary>
/// <param name="Rows">The rows, cell by cell; numbers are decimals in text, null is nothing.</param>
/// <param name="Next">After which place the next page begins; null when this was the last.</param>
public sealed record ResultPage(IReadOnlyList<string?[]> Rows, long? Next);

/// <summary>Reads the results of runs page by page, as they stand in result files and in the same order.</summary>
public static class ResultPages
{
    private const int Rules = 3;

    /// <summary>The rows that come after a place.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">A run of it.</param>
    /// <param name="table">Which table.</param>
    /// <param name="after">0 for the first page, then <see cref="ResultPage.Next"/> of the page before.</param>
    /// <param name="take">How many rows at the most.</param>
    public static ResultPage Read(FactStore store, StoredRun run, ResultTable table, long after, int take)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(table);
        return store.Read(() =>
        {
            var rows = table.Read(store, run.Id, after, take + 1).ToList();
            var cells = rows.Take(take).Select(r => r.Cells).ToList();
            if (table == ResultTable.Decisions)
            {
                var rules = store.Connection.Query<string>(store.Connection.Sql.ReadRuleIds, new { run = run.Id });
                cells.ForEach(c => c[Rules] = string.Join(' ', rules.Select((id, place) => $"{id}={Word(c[Rules]![place])}")));
            }

            return new ResultPage(cells, rows.Count > take ? rows[take - 1].Place : null);
        });
    }

    private static string Word(char outcome) => outcome switch { '1' => "true", '0' => "false", _ => "unknown" };
}
