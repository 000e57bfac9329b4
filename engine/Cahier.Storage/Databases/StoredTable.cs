using System.Collections.Immutable;

namespace Cahier.Storage.Databases;

/// <summary>A table of the store to which many rows are written at once.</summary>
/// <param name="Name">As every database knows it.</param>
/// <param name="Columns">In the order in which a row gives them.</param>
/// <param name="HasOrder">Whether a row says its place itself. Else a column <c>ordinal</c> is added, which numbers the rows of a run.</param>
internal sealed record StoredTable(string Name, ImmutableArray<string> Columns, bool HasOrder = false)
{
    public static StoredTable Rules { get; } = new("run_rule", ["run_id", "ordinal", "rule_id"], HasOrder: true);

    public static StoredTable Decisions { get; } = new("decision", ["run_id", "unit", "participant", "status", "outcomes"]);

    public static StoredTable UnitValues { get; } = new("unit_value", ["run_id", "unit", "value_id", "value"]);

    public static StoredTable Indicators { get; } = new("indicator", ["run_id", "participant", "indicator", "numerator", "denominator", "value"]);

    public static StoredTable Cohort { get; } = new("cohort_value", ["run_id", "group_name", "value_id", "members", "value"]);

    public static StoredTable Payments { get; } = new("payment_line", ["run_id", "participant", "unit", "line", "amount", "currency"]);

    public static StoredTable Unknown { get; } = new("unknown_outcome", ["run_id", "unit", "participant", "what", "entity", "entity_key", "field", "reason", "at_stake"]);

    public static StoredTable Rejected { get; } = new("rejected_row", ["id", "file", "line", "entity", "field", "reason", "kind"], HasOrder: true) { Whole = ["id", "line", "kind"] };

    public static StoredTable StatementLines { get; } = new("statement_line", ["statement_id", "ordinal", "participant", "line", "currency", "unit", "paid", "right_now"], HasOrder: true);

    public static StoredTable ChangedGroups { get; } = new("changed_group", ["load_number", "ordinal", "entity", "group_key", "rows_now"], HasOrder: true) { Whole = ["load_number", "ordinal"] };

    /// <summary>The columns that are written: those that a row gives, and the number that it gets where it gives none.</summary>
    public ImmutableArray<string> Written => HasOrder ? Columns : Columns.Add("ordinal");

    private ImmutableArray<string> Whole { get; init; } = ["run_id", "statement_id", "ordinal", "members"];

    /// <summary>Whether a column holds whole numbers; all others hold text.</summary>
    public bool IsInteger(string column) => Whole.Contains(column, StringComparer.Ordinal);
}
