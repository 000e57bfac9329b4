using Cahier.Storage.Databases;

namespace Cahier.Storage.SqlServer;

/// <summary>
/// The migrations of a store in T-SQL. Texts are compared by their numbers, as everywhere; rows of results have their place
/// in a column. A view or trigger stands alone in its batch.
/// </summary>
internal static class SqlServerMigrations
{
    private const string Facts = """
        CREATE TABLE [model] (only_one bigint NOT NULL PRIMARY KEY CHECK (only_one = 1), [name] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL, [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, description nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL);
        CREATE TABLE archived_text ([hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, [name] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL, [kind] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL, [text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY ([hash], [name]));
        CREATE TABLE [content] (only_one bigint NOT NULL PRIMARY KEY CHECK (only_one = 1), [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, loaded_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL);
        CREATE TABLE entity_count (ordinal bigint NOT NULL PRIMARY KEY, [entity] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [rows] bigint NOT NULL, rejected bigint NOT NULL);
        CREATE TABLE rejected_row (id bigint NOT NULL PRIMARY KEY, [file] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, [line] bigint NOT NULL, [entity] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [field] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, reason nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL, [kind] bigint NOT NULL);
        CREATE TABLE [snapshot] (content_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, fields_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, snapshot_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (content_hash, fields_hash));
        """;

    // Amounts and numbers are decimal text, so that they stay exact; outcomes hold one sign for each rule: 1, 0 or ?.
    private const string Runs = """
        CREATE TABLE [run] (
          id bigint NOT NULL PRIMARY KEY, cahier nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [version] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, [status] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL, rule_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
          snapshot_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, model_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, engine_version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, period_from nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL, period_to nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
          finished_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, result_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, summary nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
          UNIQUE (rule_hash, [status], snapshot_hash, period_from, period_to, engine_version));
        CREATE TABLE run_rule (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, rule_id nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE TABLE [decision] (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, [unit] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, participant nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, [status] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL, outcomes nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX decision_by_unit ON [decision] (run_id, [unit]);
        CREATE TABLE unit_value (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, [unit] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, value_id nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX unit_value_by_unit ON unit_value (run_id, [unit]);
        CREATE TABLE [indicator] (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, participant nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, [indicator] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, numerator nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL, denominator nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL, [value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX indicator_by_participant ON [indicator] (run_id, participant);
        CREATE TABLE cohort_value (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, group_name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, value_id nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, members bigint NOT NULL, [value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL, PRIMARY KEY (run_id, ordinal));
        CREATE TABLE payment_line (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, participant nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, [unit] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, [line] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, amount nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL, currency nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX payment_line_by_participant ON payment_line (run_id, participant);
        CREATE TABLE unknown_outcome (run_id bigint NOT NULL REFERENCES [run] (id), ordinal bigint NOT NULL, [unit] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, participant nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, what nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [entity] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL, entity_key nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, [field] nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL, reason nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL, at_stake nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL, PRIMARY KEY (run_id, ordinal));
        CREATE TABLE [ledger] (entry bigint NOT NULL PRIMARY KEY, previous_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, [at] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, [kind] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL, [body] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL);
        """;

    private const string LedgerIsKept = """
        CREATE TRIGGER ledger_is_kept ON [ledger] AFTER UPDATE, DELETE AS
        BEGIN
          THROW 51000, 'entries of the ledger are neither changed nor removed', 1;
        END
        """;

    // What a snapshot held, so that it can be made again; an entity kept for its rows alone has an empty field.
    private const string SnapshotFields = """
        CREATE TABLE snapshot_field (fields_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, [entity] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [field] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (fields_hash, [entity], [field]));
        """;

    // A run that did not keep to the gates of its cahier; released_at is empty while it is held.
    private const string HeldRuns = """
        CREATE TABLE held_run (run_id bigint NOT NULL PRIMARY KEY REFERENCES [run] (id), reasons nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, released_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL, released_by nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, release_reason nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL);
        """;

    // What was paid: every amount of each statement, so that the next one knows what was paid until then.
    private const string Statements = """
        CREATE TABLE [statement] (id bigint NOT NULL PRIMARY KEY, cahier nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, period_from nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL, period_to nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL, run_id bigint NOT NULL REFERENCES [run] (id), issued_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, issued_by nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL);
        CREATE TABLE statement_line (statement_id bigint NOT NULL REFERENCES [statement] (id), ordinal bigint NOT NULL, participant nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL, [line] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, currency nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL, [unit] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, paid nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL, right_now nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL, PRIMARY KEY (statement_id, ordinal));
        """;

    // The order in which runs were asked for: one that is asked for again after another counts again. The last that is not held counts.
    private const string AskedRuns = """
        CREATE TABLE asked_run (ordinal bigint NOT NULL PRIMARY KEY, run_id bigint NOT NULL REFERENCES [run] (id));
        """;

    private const string CurrentRun = """
        CREATE VIEW current_run AS
          SELECT [run].cahier, [run].period_from, [run].period_to, [run].id AS run_id FROM [run] JOIN asked_run ON asked_run.run_id = [run].id
          WHERE asked_run.ordinal = (
            SELECT max(asked.ordinal) FROM asked_run AS asked JOIN [run] AS other ON other.id = asked.run_id
            WHERE other.cahier = [run].cahier AND other.period_from = [run].period_from AND other.period_to = [run].period_to
              AND NOT EXISTS (SELECT 1 FROM held_run WHERE held_run.run_id = other.id AND held_run.released_at IS NULL))
        """;

    // The keys of the service, by what they are known; the keys themselves are nowhere.
    private const string ApiKeys = """
        CREATE TABLE api_key (id bigint NOT NULL PRIMARY KEY, [name] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE, role nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL, [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE, added_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL, revoked_at nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL);
        """;

    // Runs that hosts share while they are calculated, and who has taken which range of roots until when; a piece is what was
    // found of a range. Of a run that is kept nothing stands here.
    private const string Shares = """
        CREATE TABLE shared_run (run_key nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, cahier nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, [version] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, rule_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, snapshot_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, engine_version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, period_from nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL, period_to nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL);
        CREATE TABLE run_share (run_key nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES shared_run (run_key), ordinal bigint NOT NULL, first_root bigint NOT NULL, end_root bigint NOT NULL, [state] nvarchar(16) COLLATE Latin1_General_100_BIN2 NOT NULL, [host] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL, taken_until datetime2(3) NULL, piece varbinary(max) NULL, PRIMARY KEY (run_key, ordinal));
        """;

    // What each load changed, so that a snapshot of the facts before can be brought up to date: groups of rows, each with the rows
    // that it has since, as JSON. Of loads that are long ago, or that changed much, nothing stands here.
    private const string Changes = """
        CREATE TABLE fact_change (load_number bigint NOT NULL PRIMARY KEY, former_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, content_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL, model_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL);
        CREATE TABLE changed_group (load_number bigint NOT NULL, ordinal bigint NOT NULL, [entity] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, group_key nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL, rows_now nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL, PRIMARY KEY (load_number, ordinal));
        """;

    // Indexes of rows of runs that nothing here asks for: to keep them in order cost more than the rows.
    private const string UnaskedIndexes = """
        DROP INDEX decision_by_unit ON [decision];
        DROP INDEX unit_value_by_unit ON unit_value;
        DROP INDEX indicator_by_participant ON [indicator];
        DROP INDEX payment_line_by_participant ON payment_line;
        """;

    // Of most nights little differs from one before. Of such a run only what differs has rows of its own, between those of its base; and it is
    // said which rows of the base do not hold for it. Whole runs are read by the names that the tables had. Whether a row is replaced is looked up
    // by its key, so written that no plan goes through all that are replaced for each row.
    private const string BasedRuns = """
        EXEC sp_rename @objname = N'decision', @newname = N'decision_row', @objtype = N'OBJECT';
        EXEC sp_rename @objname = N'unit_value', @newname = N'unit_value_row', @objtype = N'OBJECT';
        EXEC sp_rename @objname = N'payment_line', @newname = N'payment_line_row', @objtype = N'OBJECT';
        CREATE TABLE run_base (run_id bigint NOT NULL PRIMARY KEY REFERENCES [run] (id), base_id bigint NOT NULL REFERENCES [run] (id));
        CREATE TABLE replaced_row (run_id bigint NOT NULL REFERENCES [run] (id), table_name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL, ordinal bigint NOT NULL, PRIMARY KEY (run_id, table_name, ordinal));
        """;

    private const string WholeDecisions = """
        CREATE VIEW [decision] AS
          SELECT run_id, ordinal, [unit], participant, [status], outcomes FROM decision_row
          UNION ALL SELECT run_base.run_id, decision_row.ordinal, decision_row.[unit], decision_row.participant, decision_row.[status], decision_row.outcomes
          FROM run_base JOIN decision_row ON decision_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'decision' AND replaced_row.ordinal = decision_row.ordinal) IS NULL
        """;

    private const string WholeUnitValues = """
        CREATE VIEW unit_value AS
          SELECT run_id, ordinal, [unit], value_id, [value] FROM unit_value_row
          UNION ALL SELECT run_base.run_id, unit_value_row.ordinal, unit_value_row.[unit], unit_value_row.value_id, unit_value_row.[value]
          FROM run_base JOIN unit_value_row ON unit_value_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'unit_value' AND replaced_row.ordinal = unit_value_row.ordinal) IS NULL
        """;

    private const string WholePaymentLines = """
        CREATE VIEW payment_line AS
          SELECT run_id, ordinal, participant, [unit], [line], amount, currency FROM payment_line_row
          UNION ALL SELECT run_base.run_id, payment_line_row.ordinal, payment_line_row.participant, payment_line_row.[unit], payment_line_row.[line], payment_line_row.amount, payment_line_row.currency
          FROM run_base JOIN payment_line_row ON payment_line_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'payment_line' AND replaced_row.ordinal = payment_line_row.ordinal) IS NULL
        """;

    public static StoreMigrations All { get; } = new([[Facts], [Runs, LedgerIsKept], [SnapshotFields], [HeldRuns], [Statements], [AskedRuns, CurrentRun], [ApiKeys], [Shares], [Changes], [UnaskedIndexes], [BasedRuns, WholeDecisions, WholeUnitValues, WholePaymentLines]]);
}
