namespace Cahier.Storage.Sqlite;

/// <summary>Every SQL statement on the store's own tables, in SQLite's dialect. Those on fact tables are made in <see cref="SqliteFactTables"/>.</summary>
internal static class SqliteStatements
{
    // Of two words: Dapper takes a single one for the name of a stored procedure.
    public const string BeginRead = "BEGIN DEFERRED";
    public const string BeginWrite = "BEGIN IMMEDIATE";
    public const string Commit = "COMMIT TRANSACTION";
    public const string Rollback = "ROLLBACK TRANSACTION";

    /// <summary>
    /// A large cache: rows of a run come in the order of participants, so that each lands somewhere else in an index of
    /// hundreds of megabytes, and a page that was written out in between costs more than the row.
    /// </summary>
    public const string Settings = "PRAGMA busy_timeout = 10000; PRAGMA cache_size = -393216; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY";

    /// <summary>A small cache and mapped pages: a snapshot reads every page once.</summary>
    public const string ReadSettings = "PRAGMA busy_timeout = 10000; PRAGMA cache_size = -16384; PRAGMA mmap_size = 1073741824";

    public const string SetApplication = "PRAGMA application_id = 1128351826";
    public const string ReadApplication = "PRAGMA application_id";
    public const long Application = 1128351826;
    public const string CountTables = "SELECT count(*) FROM sqlite_master";

    public const string CreateSchemaVersion = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID";
    public const string ReadSchemaVersion = "SELECT coalesce(max(version), 0) FROM schema_version";
    public const string AddSchemaVersion = "INSERT INTO schema_version (version) VALUES (@version)";

    public const string ReadModel = "SELECT name, hash, description FROM model";
    public const string DeleteModel = "DELETE FROM model";
    public const string AddModel = "INSERT INTO model (only_one, name, hash, description) VALUES (1, @name, @hash, @description)";

    public const string AddArchivedText = "INSERT OR IGNORE INTO archived_text (hash, name, kind, text) VALUES (@hash, @name, @kind, @text)";
    public const string ReadArchivedTexts = "SELECT name, text FROM archived_text WHERE hash = @hash AND kind = @kind ORDER BY name";

    public const string ReadContent = "SELECT hash, source, loaded_at FROM content";
    public const string DeleteContent = "DELETE FROM content";
    public const string AddContent = "INSERT INTO content (only_one, hash, source, loaded_at) VALUES (1, @hash, @source, @at)";

    public const string ReadCounts = "SELECT entity, rows, rejected FROM entity_count ORDER BY ordinal";
    public const string DeleteCounts = "DELETE FROM entity_count";
    public const string AddCount = "INSERT INTO entity_count (ordinal, entity, rows, rejected) VALUES (@ordinal, @entity, @rows, @rejected)";

    public const string ReadRejected = "SELECT file, line, entity, field, reason, kind FROM rejected_row ORDER BY id";
    public const string DeleteRejected = "DELETE FROM rejected_row";
    public const string AddRejected = "INSERT INTO rejected_row (id, file, line, entity, field, reason, kind) VALUES (?, ?, ?, ?, ?, ?, ?)";

    public const string ReadSnapshot = "SELECT snapshot_hash FROM snapshot WHERE content_hash = @contentHash AND fields_hash = @fieldsHash";
    public const string AddSnapshot = "INSERT OR IGNORE INTO snapshot (content_hash, fields_hash, snapshot_hash) VALUES (@contentHash, @fieldsHash, @snapshotHash)";

    public const string FindSnapshot = "SELECT content_hash, fields_hash FROM snapshot WHERE snapshot_hash = @snapshotHash ORDER BY content_hash, fields_hash";
    public const string AddSnapshotField = "INSERT OR IGNORE INTO snapshot_field (fields_hash, entity, field) VALUES (@fieldsHash, @entity, @field)";
    public const string ReadSnapshotFields = "SELECT entity, field FROM snapshot_field WHERE fields_hash = @fieldsHash ORDER BY entity, field";

    public const string FindRun = """
        SELECT id, result_hash, finished_at, summary FROM run
        WHERE rule_hash = @ruleHash AND status = @status AND snapshot_hash = @snapshotHash
          AND period_from = @from AND period_to = @to AND engine_version = @engineVersion
        """;

    public const string ReadRun = "SELECT result_hash, finished_at, summary FROM run WHERE id = @run";
    public const string ReadRuns = "SELECT id, result_hash, finished_at, summary FROM run ORDER BY id";
    public const string ReadRunNumbers = "SELECT id FROM run ORDER BY id";

    public const string AddRun = """
        INSERT INTO run (cahier, version, status, rule_hash, snapshot_hash, model_hash, engine_version, period_from, period_to, finished_at, result_hash, summary)
        VALUES (@cahier, @version, @status, @ruleHash, @snapshotHash, @modelHash, @engineVersion, @from, @to, @at, @resultHash, @summary)
        RETURNING id
        """;

    public const string AddRunRule = "INSERT INTO run_rule (run_id, ordinal, rule_id) VALUES (?, ?, ?)";
    public const string AddDecision = "INSERT INTO decision (run_id, unit, participant, status, outcomes) VALUES (?, ?, ?, ?, ?)";
    public const string AddUnitValue = "INSERT INTO unit_value (run_id, unit, value_id, value) VALUES (?, ?, ?, ?)";
    public const string AddIndicator = "INSERT INTO indicator (run_id, participant, indicator, numerator, denominator, value) VALUES (?, ?, ?, ?, ?, ?)";
    public const string AddCohortValue = "INSERT INTO cohort_value (run_id, group_name, value_id, members, value) VALUES (?, ?, ?, ?, ?)";
    public const string AddPaymentLine = "INSERT INTO payment_line (run_id, participant, unit, line, amount, currency) VALUES (?, ?, ?, ?, ?, ?)";
    public const string AddUnknown = "INSERT INTO unknown_outcome (run_id, unit, participant, what, entity, entity_key, field, reason, at_stake) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    public const string ReadRunRules = "SELECT run_id, ordinal, rule_id FROM run_rule WHERE run_id = ? ORDER BY ordinal";
    public const string ReadDecisions = "SELECT run_id, unit, participant, status, outcomes FROM decision WHERE run_id = ? ORDER BY rowid";
    public const string ReadUnitValues = "SELECT run_id, unit, value_id, value FROM unit_value WHERE run_id = ? ORDER BY rowid";
    public const string ReadIndicatorRows = "SELECT run_id, participant, indicator, numerator, denominator, value FROM indicator WHERE run_id = ? ORDER BY rowid";
    public const string ReadCohortValues = "SELECT run_id, group_name, value_id, members, value FROM cohort_value WHERE run_id = ? ORDER BY rowid";
    public const string ReadPaymentLines = "SELECT run_id, participant, unit, line, amount, currency FROM payment_line WHERE run_id = ? ORDER BY rowid";
    public const string ReadUnknown = "SELECT run_id, unit, participant, what, entity, entity_key, field, reason, at_stake FROM unknown_outcome WHERE run_id = ? ORDER BY rowid";
    public const string ReadIndicators = "SELECT participant, indicator, numerator, denominator, value FROM indicator WHERE run_id = @run ORDER BY rowid";

    // A page of the results of a run: rows after one, in the order in which they were kept.
    public const string PageOfDecisions = "SELECT rowid, unit, participant, status, outcomes FROM decision WHERE run_id = @run AND rowid > @after ORDER BY rowid LIMIT @take";
    public const string PageOfIndicators = "SELECT rowid, participant, indicator, numerator, denominator, value FROM indicator WHERE run_id = @run AND rowid > @after ORDER BY rowid LIMIT @take";
    public const string PageOfCohort = "SELECT rowid, group_name, value_id, value FROM cohort_value WHERE run_id = @run AND rowid > @after ORDER BY rowid LIMIT @take";
    public const string PageOfPayments = "SELECT rowid, participant, unit, line, amount, currency FROM payment_line WHERE run_id = @run AND amount IS NOT NULL AND rowid > @after ORDER BY rowid LIMIT @take";
    public const string PageOfUnknown = "SELECT rowid, unit, participant, what, entity, entity_key, field, reason, at_stake FROM unknown_outcome WHERE run_id = @run AND rowid > @after ORDER BY rowid LIMIT @take";
    public const string ReadRuleIds = "SELECT rule_id FROM run_rule WHERE run_id = @run ORDER BY ordinal";

    public const string FindCurrentRun = "SELECT run_id FROM current_run WHERE cahier = @cahier AND period_from = @from AND period_to = @to";
    public const string AddAskedRun = "INSERT INTO asked_run (ordinal, run_id) SELECT coalesce(max(ordinal), 0) + 1, @run FROM asked_run WHERE true";
    public const string ReadAskedRuns = "SELECT run_id FROM asked_run ORDER BY ordinal";
    public const string FindLastAsked = """
        SELECT asked_run.run_id FROM asked_run JOIN run ON run.id = asked_run.run_id JOIN run AS wanted ON wanted.id = @run
        WHERE run.cahier = wanted.cahier AND run.period_from = wanted.period_from AND run.period_to = wanted.period_to
        ORDER BY asked_run.ordinal DESC LIMIT 1
        """;

    public const string ReadPaid = "SELECT participant, currency, amount FROM payment_line WHERE run_id = @run ORDER BY rowid";
    public const string AddHeldRun = "INSERT INTO held_run (run_id, reasons) VALUES (@run, @reasons)";
    public const string ReadHeldRun = "SELECT reasons, released_at, released_by, release_reason FROM held_run WHERE run_id = @run";
    public const string ReadHeldRuns = "SELECT run_id, reasons, released_at, released_by, release_reason FROM held_run ORDER BY run_id";
    public const string ReleaseRun = "UPDATE held_run SET released_at = @at, released_by = @by, release_reason = @reason WHERE run_id = @run AND released_at IS NULL";

    public const string ReadAmounts = "SELECT participant, unit, line, amount, currency FROM payment_line WHERE run_id = @run ORDER BY rowid";
    public const string ReadUndetermined = """
        SELECT unit, participant FROM decision WHERE run_id = @run AND status = 'undetermined'
        UNION ALL SELECT unit, participant FROM unknown_outcome WHERE run_id = @run AND what = 'date'
        """;

    public const string AddStatement = """
        INSERT INTO statement (id, cahier, period_from, period_to, run_id, issued_at, issued_by)
        SELECT coalesce(max(id), 0) + 1, @cahier, @from, @to, @run, @at, @by FROM statement WHERE true
        RETURNING id
        """;

    public const string AddStatementLine = "INSERT INTO statement_line (statement_id, ordinal, participant, line, currency, unit, paid, right_now) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    public const string ReadStatements = "SELECT id, cahier, period_from, period_to, run_id, issued_at, issued_by FROM statement ORDER BY id";
    public const string ReadStatementLines = "SELECT participant, line, currency, unit, paid, right_now FROM statement_line WHERE statement_id = @number ORDER BY ordinal";

    public const string AddApiKey = "INSERT INTO api_key (name, role, hash, added_at) VALUES (@name, @role, @hash, @at)";
    public const string RevokeApiKey = "UPDATE api_key SET revoked_at = @at WHERE name = @name AND revoked_at IS NULL";
    public const string ReadApiKeys = "SELECT name, role, hash, added_at, revoked_at FROM api_key ORDER BY id";

    public const string ReadLedger = "SELECT entry, previous_hash, at, kind, body, hash FROM ledger ORDER BY entry";
    public const string ReadLastEntry = "SELECT entry, hash FROM ledger ORDER BY entry DESC LIMIT 1";
    public const string AddEntry = "INSERT INTO ledger (entry, previous_hash, at, kind, body, hash) VALUES (@entry, @previousHash, @at, @kind, @body, @hash)";
}
