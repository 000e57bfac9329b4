using System.Collections.Immutable;

namespace Cahier.Storage.Databases;

/// <summary>A table of the store to which many rows are written at once.</summary>
/// <param name="Name">As every database knows it.</param>
/// <param name="Columns">In the order in which a row gives them.</param>
internal sealed record StoredTable(string Name, ImmutableArray<string> Columns)
{
    /// <summary>The column that says of which run a row is.</summary>
    public const string Run = "run_id";

    /// <summary>The column that says where a row stands among those of its run.</summary>
    public const string Place = "ordinal";

    public static StoredTable Rules { get; } = new("run_rule", [Run, Place, "rule_id"]);

    public static StoredTable Decisions { get; } = new("decision", [Run, Place, "unit", "participant", "status", "outcomes"]) { IsBased = true };

    public static StoredTable UnitValues { get; } = new("unit_value", [Run, Place, "unit", "value_id", "value"]) { IsBased = true };

    public static StoredTable Indicators { get; } = new("indicator", [Run, Place, "participant", "indicator", "numerator", "denominator", "value"]);

    public static StoredTable Cohort { get; } = new("cohort_value", [Run, Place, "group_name", "value_id", "members", "value"]);

    public static StoredTable Payments { get; } = new("payment_line", [Run, Place, "participant", "unit", "line", "amount", "currency"]) { IsBased = true };

    public static StoredTable Unknown { get; } = new("unknown_outcome", [Run, Place, "unit", "participant", "what", "entity", "entity_key", "field", "reason", "at_stake"]);

    public static StoredTable Rejected { get; } = new("rejected_row", ["id", "file", "line", "entity", "field", "reason", "kind"]) { Whole = ["id", "line", "kind"] };

    public static StoredTable StatementLines { get; } = new("statement_line", ["statement_id", Place, "participant", "line", "currency", "unit", "paid", "right_now"]);

    public static StoredTable ChangedGroups { get; } = new("changed_group", ["load_number", Place, "entity", "group_key", "rows_now"]) { Whole = ["load_number", Place] };

    /// <summary>Which rows of its base do not hold for a run.</summary>
    public static StoredTable Replaced { get; } = new("replaced_row", [Run, "table_name", Place]);

    /// <summary>Whether a run that is based on another has rows of its own only where they differ. What goes by the name of the table is then a view of whole runs.</summary>
    public bool IsBased { get; private init; }

    /// <summary>Where rows stand.</summary>
    public string RowTable => IsBased ? $"{Name}_row" : Name;

    /// <summary>The statement for the rows of a run, those of its base among them, in the order of their places. All databases say it in the same words.</summary>
    /// <param name="quote">Quotes a name.</param>
    public string SelectRun(Func<string, string> quote)
    {
        var (columns, rows) = (string.Join(", ", Columns.Select(quote)), quote(RowTable));
        var own = $"SELECT {columns} FROM {rows} WHERE run_id = @run";
        var based = $"UNION ALL SELECT {columns} FROM {rows} WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run)"
            + $" AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = '{Name}' AND replaced_row.ordinal = {rows}.ordinal) IS NULL";
        return $"{own} {(IsBased ? based : "")} ORDER BY ordinal";
    }

    private ImmutableArray<string> Whole { get; init; } = [Run, "statement_id", Place, "members"];

    /// <summary>Whether a column holds whole numbers; all others hold text.</summary>
    public bool IsInteger(string column) => Whole.Contains(column, StringComparer.Ordinal);
}
