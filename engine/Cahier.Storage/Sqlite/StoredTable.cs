namespace Cahier.Storage.Sqlite;

/// <summary>A table of the results of runs, with its statements.</summary>
/// <param name="Name">As the database knows it.</param>
/// <param name="Insert">Adds a row.</param>
/// <param name="Read">Reads the rows of a run as they were added.</param>
internal sealed record StoredTable(string Name, string Insert, string Read)
{
    public static StoredTable Rules { get; } = new("run_rule", SqliteStatements.AddRunRule, SqliteStatements.ReadRunRules);

    public static StoredTable Decisions { get; } = new("decision", SqliteStatements.AddDecision, SqliteStatements.ReadDecisions);

    public static StoredTable UnitValues { get; } = new("unit_value", SqliteStatements.AddUnitValue, SqliteStatements.ReadUnitValues);

    public static StoredTable Indicators { get; } = new("indicator", SqliteStatements.AddIndicator, SqliteStatements.ReadIndicatorRows);

    public static StoredTable Cohort { get; } = new("cohort_value", SqliteStatements.AddCohortValue, SqliteStatements.ReadCohortValues);

    public static StoredTable Payments { get; } = new("payment_line", SqliteStatements.AddPaymentLine, SqliteStatements.ReadPaymentLines);

    public static StoredTable Unknown { get; } = new("unknown_outcome", SqliteStatements.AddUnknown, SqliteStatements.ReadUnknown);
}
