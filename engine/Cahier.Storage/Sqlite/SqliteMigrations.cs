using Cahier.Storage.Databases;

namespace Cahier.Storage.Sqlite;

/// <summary>The migrations of a store in SQLite’s dialect.</summary>
internal static class SqliteMigrations
{
    private const string Facts = """
        CREATE TABLE model (only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1), name TEXT NOT NULL, hash TEXT NOT NULL, description TEXT NOT NULL);
        CREATE TABLE archived_text (hash TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (hash, name)) WITHOUT ROWID;
        CREATE TABLE content (only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1), hash TEXT NOT NULL, source TEXT NOT NULL, loaded_at TEXT NOT NULL);
        CREATE TABLE entity_count (ordinal INTEGER NOT NULL PRIMARY KEY, entity TEXT NOT NULL, rows INTEGER NOT NULL, rejected INTEGER NOT NULL);
        CREATE TABLE rejected_row (id INTEGER NOT NULL PRIMARY KEY, file TEXT NOT NULL, line INTEGER NOT NULL, entity TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, kind INTEGER NOT NULL);
        CREATE TABLE snapshot (content_hash TEXT NOT NULL, fields_hash TEXT NOT NULL, snapshot_hash TEXT NOT NULL, PRIMARY KEY (content_hash, fields_hash)) WITHOUT ROWID;
        """;

    // Amounts and numbers are decimal text, so that they stay exact; outcomes hold one sign for each rule: 1, 0 or ?.
    private const string Runs = """
        CREATE TABLE run (
          id INTEGER NOT NULL PRIMARY KEY, cahier TEXT NOT NULL, version TEXT NOT NULL, status TEXT NOT NULL, rule_hash TEXT NOT NULL, snapshot_hash TEXT NOT NULL,
          model_hash TEXT NOT NULL, engine_version TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, finished_at TEXT NOT NULL, result_hash TEXT NOT NULL, summary TEXT NOT NULL,
          UNIQUE (rule_hash, status, snapshot_hash, period_from, period_to, engine_version));
        CREATE TABLE run_rule (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, rule_id TEXT NOT NULL, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        CREATE TABLE decision (run_id INTEGER NOT NULL REFERENCES run (id), unit TEXT NOT NULL, participant TEXT, status TEXT NOT NULL, outcomes TEXT NOT NULL);
        CREATE INDEX decision_by_unit ON decision (run_id, unit);
        CREATE TABLE unit_value (run_id INTEGER NOT NULL REFERENCES run (id), unit TEXT NOT NULL, value_id TEXT NOT NULL, value TEXT);
        CREATE INDEX unit_value_by_unit ON unit_value (run_id, unit);
        CREATE TABLE indicator (run_id INTEGER NOT NULL REFERENCES run (id), participant TEXT NOT NULL, indicator TEXT NOT NULL, numerator TEXT, denominator TEXT, value TEXT);
        CREATE INDEX indicator_by_participant ON indicator (run_id, participant);
        CREATE TABLE cohort_value (run_id INTEGER NOT NULL REFERENCES run (id), group_name TEXT NOT NULL, value_id TEXT NOT NULL, members INTEGER NOT NULL, value TEXT);
        CREATE INDEX cohort_value_by_run ON cohort_value (run_id);
        CREATE TABLE payment_line (run_id INTEGER NOT NULL REFERENCES run (id), participant TEXT NOT NULL, unit TEXT, line TEXT NOT NULL, amount TEXT, currency TEXT NOT NULL);
        CREATE INDEX payment_line_by_participant ON payment_line (run_id, participant);
        CREATE TABLE unknown_outcome (run_id INTEGER NOT NULL REFERENCES run (id), unit TEXT, participant TEXT, what TEXT NOT NULL, entity TEXT, entity_key TEXT, field TEXT, reason TEXT NOT NULL, at_stake TEXT);
        CREATE INDEX unknown_outcome_by_run ON unknown_outcome (run_id);
        CREATE TABLE ledger (entry INTEGER NOT NULL PRIMARY KEY, previous_hash TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL);
        CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'entries of the ledger are not changed'); END;
        CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger BEGIN SELECT raise(ABORT, 'entries of the ledger are not removed'); END;
        """;

    // What a snapshot held, so that it can be made again; an entity kept for its rows alone has an empty field.
    private const string SnapshotFields = """
        CREATE TABLE snapshot_field (fields_hash TEXT NOT NULL, entity TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (fields_hash, entity, field)) WITHOUT ROWID;
        """;

    // A run that did not keep to the gates of its cahier; released_at is empty while it is held. Of the runs of a cahier for a period the last that is not held counts.
    private const string HeldRuns = """
        CREATE TABLE held_run (run_id INTEGER NOT NULL PRIMARY KEY REFERENCES run (id), reasons TEXT NOT NULL, released_at TEXT, released_by TEXT, release_reason TEXT);
        CREATE VIEW current_run AS
          SELECT cahier, period_from, period_to, max(id) AS run_id FROM run
          WHERE NOT EXISTS (SELECT 1 FROM held_run WHERE held_run.run_id = run.id AND released_at IS NULL)
          GROUP BY cahier, period_from, period_to;
        """;

    // What was paid: every amount of each statement, so that the next one knows what was paid until then.
    private const string Statements = """
        CREATE TABLE statement (id INTEGER NOT NULL PRIMARY KEY, cahier TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES run (id), issued_at TEXT NOT NULL, issued_by TEXT NOT NULL);
        CREATE TABLE statement_line (statement_id INTEGER NOT NULL REFERENCES statement (id), ordinal INTEGER NOT NULL, participant TEXT NOT NULL, line TEXT NOT NULL, currency TEXT NOT NULL, unit TEXT, paid TEXT NOT NULL, right_now TEXT, PRIMARY KEY (statement_id, ordinal)) WITHOUT ROWID;
        """;

    // The order in which runs were asked for: one that is asked for again after another counts again.
    private const string AskedRuns = """
        CREATE TABLE asked_run (ordinal INTEGER NOT NULL PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run (id));
        INSERT INTO asked_run (ordinal, run_id) SELECT id, id FROM run;
        DROP VIEW current_run;
        CREATE VIEW current_run AS
          SELECT run.cahier, run.period_from, run.period_to, run.id AS run_id FROM run JOIN asked_run ON asked_run.run_id = run.id
          WHERE asked_run.ordinal = (
            SELECT max(asked.ordinal) FROM asked_run AS asked JOIN run AS other ON other.id = asked.run_id
            WHERE other.cahier = run.cahier AND other.period_from = run.period_from AND other.period_to = run.period_to
              AND NOT EXISTS (SELECT 1 FROM held_run WHERE held_run.run_id = other.id AND held_run.released_at IS NULL));
        """;

    // The keys of the service, by what they are known; the keys themselves are nowhere.
    private const string ApiKeys = """
        CREATE TABLE api_key (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, added_at TEXT NOT NULL, revoked_at TEXT);
        """;

    // Runs that hosts share while they are calculated, and who has taken which range of roots until when; a piece is what was
    // found of a range. Of a run that is kept nothing stands here.
    private const string Shares = """
        CREATE TABLE shared_run (run_key TEXT NOT NULL PRIMARY KEY, cahier TEXT NOT NULL, version TEXT NOT NULL, rule_hash TEXT NOT NULL, snapshot_hash TEXT NOT NULL, engine_version TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE run_share (run_key TEXT NOT NULL REFERENCES shared_run (run_key), ordinal INTEGER NOT NULL, first_root INTEGER NOT NULL, end_root INTEGER NOT NULL, state TEXT NOT NULL, host TEXT, taken_until INTEGER, piece BLOB, PRIMARY KEY (run_key, ordinal));
        """;

    // What each load changed, so that a snapshot of the facts before can be brought up to date: groups of rows, each with the rows
    // that it has since, as JSON. Of loads that are long ago, or that changed much, nothing stands here.
    private const string Changes = """
        CREATE TABLE fact_change (load_number INTEGER NOT NULL PRIMARY KEY, former_hash TEXT NOT NULL, content_hash TEXT NOT NULL, model_hash TEXT NOT NULL);
        CREATE TABLE changed_group (load_number INTEGER NOT NULL, ordinal INTEGER NOT NULL, entity TEXT NOT NULL, group_key TEXT NOT NULL, rows_now TEXT NOT NULL, PRIMARY KEY (load_number, ordinal)) WITHOUT ROWID;
        """;

    // Rows of a run have their place in a column, and stand together in the order of it: so a run is read from one end to the other, and
    // written as quickly as rows can be. Indexes by unit and participant, which nothing here asks for, cost more than the rows.
    // Former rows keep the number that they had in the table, which is in order: to count them anew would need room for all of them.
    private const string OrderedRows = """
        CREATE TABLE ordered_decision (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, unit TEXT NOT NULL, participant TEXT, status TEXT NOT NULL, outcomes TEXT NOT NULL, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_decision SELECT run_id, rowid, unit, participant, status, outcomes FROM decision;
        DROP TABLE decision;
        ALTER TABLE ordered_decision RENAME TO decision;
        CREATE TABLE ordered_unit_value (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, unit TEXT NOT NULL, value_id TEXT NOT NULL, value TEXT, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_unit_value SELECT run_id, rowid, unit, value_id, value FROM unit_value;
        DROP TABLE unit_value;
        ALTER TABLE ordered_unit_value RENAME TO unit_value;
        CREATE TABLE ordered_indicator (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, participant TEXT NOT NULL, indicator TEXT NOT NULL, numerator TEXT, denominator TEXT, value TEXT, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_indicator SELECT run_id, rowid, participant, indicator, numerator, denominator, value FROM indicator;
        DROP TABLE indicator;
        ALTER TABLE ordered_indicator RENAME TO indicator;
        CREATE TABLE ordered_cohort_value (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, group_name TEXT NOT NULL, value_id TEXT NOT NULL, members INTEGER NOT NULL, value TEXT, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_cohort_value SELECT run_id, rowid, group_name, value_id, members, value FROM cohort_value;
        DROP TABLE cohort_value;
        ALTER TABLE ordered_cohort_value RENAME TO cohort_value;
        CREATE TABLE ordered_payment_line (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, participant TEXT NOT NULL, unit TEXT, line TEXT NOT NULL, amount TEXT, currency TEXT NOT NULL, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_payment_line SELECT run_id, rowid, participant, unit, line, amount, currency FROM payment_line;
        DROP TABLE payment_line;
        ALTER TABLE ordered_payment_line RENAME TO payment_line;
        CREATE TABLE ordered_unknown_outcome (run_id INTEGER NOT NULL REFERENCES run (id), ordinal INTEGER NOT NULL, unit TEXT, participant TEXT, what TEXT NOT NULL, entity TEXT, entity_key TEXT, field TEXT, reason TEXT NOT NULL, at_stake TEXT, PRIMARY KEY (run_id, ordinal)) WITHOUT ROWID;
        INSERT INTO ordered_unknown_outcome SELECT run_id, rowid, unit, participant, what, entity, entity_key, field, reason, at_stake FROM unknown_outcome;
        DROP TABLE unknown_outcome;
        ALTER TABLE ordered_unknown_outcome RENAME TO unknown_outcome;
        """;

    // Of most nights little differs from one before. Of such a run only what differs has rows of its own, between those of its base; and it is
    // said which rows of the base do not hold for it. Whole runs are read by the names that the tables had. Whether a row is replaced is looked up
    // by its key, so written that no plan goes through all that are replaced for each row.
    private const string BasedRuns = """
        ALTER TABLE decision RENAME TO decision_row;
        ALTER TABLE unit_value RENAME TO unit_value_row;
        ALTER TABLE payment_line RENAME TO payment_line_row;
        CREATE TABLE run_base (run_id INTEGER NOT NULL PRIMARY KEY REFERENCES run (id), base_id INTEGER NOT NULL REFERENCES run (id));
        CREATE TABLE replaced_row (run_id INTEGER NOT NULL REFERENCES run (id), table_name TEXT NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (run_id, table_name, ordinal)) WITHOUT ROWID;
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

    /// <summary>SQLite takes several statements at once.</summary>
    public static StoreMigrations All { get; } = new([[Facts], [Runs], [SnapshotFields], [HeldRuns], [Statements], [AskedRuns], [ApiKeys], [Shares], [Changes], [OrderedRows], [BasedRuns]]);
}
