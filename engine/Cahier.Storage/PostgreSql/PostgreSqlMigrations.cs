using Cahier.Storage.Databases;

namespace Cahier.Storage.PostgreSql;

/// <summary>The migrations of a store in PostgreSQL’s dialect. Texts are compared by their bytes, as everywhere; rows of results have their place in a column.</summary>
internal static class PostgreSqlMigrations
{
    private const string Facts = """
        CREATE TABLE model (only_one bigint NOT NULL PRIMARY KEY CHECK (only_one = 1), name text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL, description text COLLATE "C" NOT NULL);
        CREATE TABLE archived_text (hash text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL, PRIMARY KEY (hash, name));
        CREATE TABLE content (only_one bigint NOT NULL PRIMARY KEY CHECK (only_one = 1), hash text COLLATE "C" NOT NULL, source text COLLATE "C" NOT NULL, loaded_at text COLLATE "C" NOT NULL);
        CREATE TABLE entity_count (ordinal bigint NOT NULL PRIMARY KEY, entity text COLLATE "C" NOT NULL, rows bigint NOT NULL, rejected bigint NOT NULL);
        CREATE TABLE rejected_row (id bigint NOT NULL PRIMARY KEY, file text COLLATE "C" NOT NULL, line bigint NOT NULL, entity text COLLATE "C" NOT NULL, field text COLLATE "C" NOT NULL, reason text COLLATE "C" NOT NULL, kind bigint NOT NULL);
        CREATE TABLE snapshot (content_hash text COLLATE "C" NOT NULL, fields_hash text COLLATE "C" NOT NULL, snapshot_hash text COLLATE "C" NOT NULL, PRIMARY KEY (content_hash, fields_hash));
        """;

    // Amounts and numbers are decimal text, so that they stay exact; outcomes hold one sign for each rule: 1, 0 or ?.
    private const string Runs = """
        CREATE TABLE run (
          id bigint NOT NULL PRIMARY KEY, cahier text COLLATE "C" NOT NULL, version text COLLATE "C" NOT NULL, status text COLLATE "C" NOT NULL, rule_hash text COLLATE "C" NOT NULL,
          snapshot_hash text COLLATE "C" NOT NULL, model_hash text COLLATE "C" NOT NULL, engine_version text COLLATE "C" NOT NULL, period_from text COLLATE "C" NOT NULL, period_to text COLLATE "C" NOT NULL,
          finished_at text COLLATE "C" NOT NULL, result_hash text COLLATE "C" NOT NULL, summary text COLLATE "C" NOT NULL,
          UNIQUE (rule_hash, status, snapshot_hash, period_from, period_to, engine_version));
        CREATE TABLE run_rule (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, rule_id text COLLATE "C" NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE TABLE decision (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, unit text COLLATE "C" NOT NULL, participant text COLLATE "C", status text COLLATE "C" NOT NULL, outcomes text COLLATE "C" NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX decision_by_unit ON decision (run_id, unit);
        CREATE TABLE unit_value (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, unit text COLLATE "C" NOT NULL, value_id text COLLATE "C" NOT NULL, value text COLLATE "C", PRIMARY KEY (run_id, ordinal));
        CREATE INDEX unit_value_by_unit ON unit_value (run_id, unit);
        CREATE TABLE indicator (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, participant text COLLATE "C" NOT NULL, indicator text COLLATE "C" NOT NULL, numerator text COLLATE "C", denominator text COLLATE "C", value text COLLATE "C", PRIMARY KEY (run_id, ordinal));
        CREATE INDEX indicator_by_participant ON indicator (run_id, participant);
        CREATE TABLE cohort_value (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, group_name text COLLATE "C" NOT NULL, value_id text COLLATE "C" NOT NULL, members bigint NOT NULL, value text COLLATE "C", PRIMARY KEY (run_id, ordinal));
        CREATE TABLE payment_line (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, participant text COLLATE "C" NOT NULL, unit text COLLATE "C", line text COLLATE "C" NOT NULL, amount text COLLATE "C", currency text COLLATE "C" NOT NULL, PRIMARY KEY (run_id, ordinal));
        CREATE INDEX payment_line_by_participant ON payment_line (run_id, participant);
        CREATE TABLE unknown_outcome (run_id bigint NOT NULL REFERENCES run (id), ordinal bigint NOT NULL, unit text COLLATE "C", participant text COLLATE "C", what text COLLATE "C" NOT NULL, entity text COLLATE "C", entity_key text COLLATE "C", field text COLLATE "C", reason text COLLATE "C" NOT NULL, at_stake text COLLATE "C", PRIMARY KEY (run_id, ordinal));
        CREATE TABLE ledger (entry bigint NOT NULL PRIMARY KEY, previous_hash text COLLATE "C" NOT NULL, at text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, body text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL);
        """;

    private const string LedgerIsKept = """
        CREATE FUNCTION ledger_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'entries of the ledger are neither changed nor removed'; END $$
        """;

    private const string LedgerIsNotChanged = "CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_is_kept()";
    private const string LedgerIsNotShortened = "CREATE TRIGGER ledger_is_not_shortened BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept()";

    // What a snapshot held, so that it can be made again; an entity kept for its rows alone has an empty field.
    private const string SnapshotFields = """
        CREATE TABLE snapshot_field (fields_hash text COLLATE "C" NOT NULL, entity text COLLATE "C" NOT NULL, field text COLLATE "C" NOT NULL, PRIMARY KEY (fields_hash, entity, field));
        """;

    // A run that did not keep to the gates of its cahier; released_at is empty while it is held.
    private const string HeldRuns = """
        CREATE TABLE held_run (run_id bigint NOT NULL PRIMARY KEY REFERENCES run (id), reasons text COLLATE "C" NOT NULL, released_at text COLLATE "C", released_by text COLLATE "C", release_reason text COLLATE "C");
        """;

    // What was paid: every amount of each statement, so that the next one knows what was paid until then.
    private const string Statements = """
        CREATE TABLE statement (id bigint NOT NULL PRIMARY KEY, cahier text COLLATE "C" NOT NULL, period_from text COLLATE "C" NOT NULL, period_to text COLLATE "C" NOT NULL, run_id bigint NOT NULL REFERENCES run (id), issued_at text COLLATE "C" NOT NULL, issued_by text COLLATE "C" NOT NULL);
        CREATE TABLE statement_line (statement_id bigint NOT NULL REFERENCES statement (id), ordinal bigint NOT NULL, participant text COLLATE "C" NOT NULL, line text COLLATE "C" NOT NULL, currency text COLLATE "C" NOT NULL, unit text COLLATE "C", paid text COLLATE "C" NOT NULL, right_now text COLLATE "C", PRIMARY KEY (statement_id, ordinal));
        """;

    // The order in which runs were asked for: one that is asked for again after another counts again. The last that is not held counts.
    private const string AskedRuns = """
        CREATE TABLE asked_run (ordinal bigint NOT NULL PRIMARY KEY, run_id bigint NOT NULL REFERENCES run (id));
        CREATE VIEW current_run AS
          SELECT run.cahier, run.period_from, run.period_to, run.id AS run_id FROM run JOIN asked_run ON asked_run.run_id = run.id
          WHERE asked_run.ordinal = (
            SELECT max(asked.ordinal) FROM asked_run AS asked JOIN run AS other ON other.id = asked.run_id
            WHERE other.cahier = run.cahier AND other.period_from = run.period_from AND other.period_to = run.period_to
              AND NOT EXISTS (SELECT 1 FROM held_run WHERE held_run.run_id = other.id AND held_run.released_at IS NULL));
        """;

    // The keys of the service, by what they are known; the keys themselves are nowhere.
    private const string ApiKeys = """
        CREATE TABLE api_key (id bigint NOT NULL PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE, role text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL UNIQUE, added_at text COLLATE "C" NOT NULL, revoked_at text COLLATE "C");
        """;

    // Runs that hosts share while they are calculated, and who has taken which range of roots until when; a piece is what was
    // found of a range. Of a run that is kept nothing stands here.
    private const string Shares = """
        CREATE TABLE shared_run (run_key text COLLATE "C" NOT NULL PRIMARY KEY, cahier text COLLATE "C" NOT NULL, version text COLLATE "C" NOT NULL, rule_hash text COLLATE "C" NOT NULL, snapshot_hash text COLLATE "C" NOT NULL, engine_version text COLLATE "C" NOT NULL, period_from text COLLATE "C" NOT NULL, period_to text COLLATE "C" NOT NULL);
        CREATE TABLE run_share (run_key text COLLATE "C" NOT NULL REFERENCES shared_run (run_key), ordinal bigint NOT NULL, first_root bigint NOT NULL, end_root bigint NOT NULL, state text COLLATE "C" NOT NULL, host text COLLATE "C", taken_until timestamptz, piece bytea, PRIMARY KEY (run_key, ordinal));
        """;

    // What each load changed, so that a snapshot of the facts before can be brought up to date: groups of rows, each with the rows
    // that it has since, as JSON. Of loads that are long ago, or that changed much, nothing stands here.
    private const string Changes = """
        CREATE TABLE fact_change (load_number bigint NOT NULL PRIMARY KEY, former_hash text COLLATE "C" NOT NULL, content_hash text COLLATE "C" NOT NULL, model_hash text COLLATE "C" NOT NULL);
        CREATE TABLE changed_group (load_number bigint NOT NULL, ordinal bigint NOT NULL, entity text COLLATE "C" NOT NULL, group_key text COLLATE "C" NOT NULL, rows_now text COLLATE "C" NOT NULL, PRIMARY KEY (load_number, ordinal));
        """;

    // Indexes of rows of runs that nothing here asks for: to keep them in order cost more than the rows.
    private const string UnaskedIndexes = "DROP INDEX decision_by_unit; DROP INDEX unit_value_by_unit; DROP INDEX indicator_by_participant; DROP INDEX payment_line_by_participant";

    // Of most nights little differs from one before. Of such a run only what differs has rows of its own, between those of its base; and it is
    // said which rows of the base do not hold for it. Whole runs are read by the names that the tables had. Whether a row is replaced is looked up
    // by its key, so written that no plan goes through all that are replaced for each row. That the run of a row is there is looked up no more: it was added a
    // moment before, and looking it up for every row took three times as long as the row.
    private const string BasedRuns = """
        ALTER TABLE decision RENAME TO decision_row;
        ALTER TABLE unit_value RENAME TO unit_value_row;
        ALTER TABLE payment_line RENAME TO payment_line_row;
        ALTER TABLE decision_row DROP CONSTRAINT decision_run_id_fkey;
        ALTER TABLE unit_value_row DROP CONSTRAINT unit_value_run_id_fkey;
        ALTER TABLE payment_line_row DROP CONSTRAINT payment_line_run_id_fkey;
        CREATE TABLE run_base (run_id bigint NOT NULL PRIMARY KEY REFERENCES run (id), base_id bigint NOT NULL REFERENCES run (id));
        CREATE TABLE replaced_row (run_id bigint NOT NULL, table_name text COLLATE "C" NOT NULL, ordinal bigint NOT NULL, PRIMARY KEY (run_id, table_name, ordinal));
        CREATE VIEW decision AS
          SELECT run_id, ordinal, unit, participant, status, outcomes FROM decision_row
          UNION ALL SELECT run_base.run_id, decision_row.ordinal, decision_row.unit, decision_row.participant, decision_row.status, decision_row.outcomes
          FROM run_base JOIN decision_row ON decision_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'decision' AND replaced_row.ordinal = decision_row.ordinal) IS NULL;
        CREATE VIEW unit_value AS
          SELECT run_id, ordinal, unit, value_id, value FROM unit_value_row
          UNION ALL SELECT run_base.run_id, unit_value_row.ordinal, unit_value_row.unit, unit_value_row.value_id, unit_value_row.value
          FROM run_base JOIN unit_value_row ON unit_value_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'unit_value' AND replaced_row.ordinal = unit_value_row.ordinal) IS NULL;
        CREATE VIEW payment_line AS
          SELECT run_id, ordinal, participant, unit, line, amount, currency FROM payment_line_row
          UNION ALL SELECT run_base.run_id, payment_line_row.ordinal, payment_line_row.participant, payment_line_row.unit, payment_line_row.line, payment_line_row.amount, payment_line_row.currency
          FROM run_base JOIN payment_line_row ON payment_line_row.run_id = run_base.base_id
          WHERE (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = run_base.run_id AND replaced_row.table_name = 'payment_line' AND replaced_row.ordinal = payment_line_row.ordinal) IS NULL;
        """;

    public static StoreMigrations All { get; } = new([[Facts], [Runs, LedgerIsKept, LedgerIsNotChanged, LedgerIsNotShortened], [SnapshotFields], [HeldRuns], [Statements], [AskedRuns], [ApiKeys], [Shares], [Changes], [UnaskedIndexes], [BasedRuns]]);
}
