using Cahier.Storage.Databases;

namespace Cahier.Storage.PostgreSql;

/// <summary>The statements of a store in PostgreSQL’s dialect.</summary>
internal static class PostgreSqlStatements
{
    public static StoreStatements All { get; } = new()
    {
        // The store itself.
        ReadSchemaVersion = "SELECT coalesce(max(version), 0) FROM schema_version",
        AddSchemaVersion = "INSERT INTO schema_version (version) VALUES (@version)",
        ReadModel = "SELECT name, hash, description FROM model",
        DeleteModel = "DELETE FROM model",
        AddModel = "INSERT INTO model (only_one, name, hash, description) VALUES (1, @name, @hash, @description)",

        // Texts.
        AddArchivedText = "INSERT INTO archived_text (hash, name, kind, text) VALUES (@hash, @name, @kind, @text) ON CONFLICT DO NOTHING",
        ReadArchivedTexts = "SELECT name, text FROM archived_text WHERE hash = @hash AND kind = @kind ORDER BY name",

        // Facts.
        ReadContent = "SELECT hash, source, loaded_at FROM content",
        DeleteContent = "DELETE FROM content",
        AddContent = "INSERT INTO content (only_one, hash, source, loaded_at) VALUES (1, @hash, @source, @at)",
        ReadCounts = "SELECT entity, rows, rejected FROM entity_count ORDER BY ordinal",
        DeleteCounts = "DELETE FROM entity_count",
        AddCount = "INSERT INTO entity_count (ordinal, entity, rows, rejected) VALUES (@ordinal, @entity, @rows, @rejected)",
        ReadRejected = "SELECT file, line, entity, field, reason, kind FROM rejected_row ORDER BY id",
        DeleteRejected = "DELETE FROM rejected_row",

        // What loads changed.
        AddFactChange = "INSERT INTO fact_change (load_number, former_hash, content_hash, model_hash) VALUES (@number, @former, @content, @model)",
        ReadFactChanges = "SELECT load_number, former_hash, content_hash, model_hash FROM fact_change ORDER BY load_number",
        DeleteFactChanges = "DELETE FROM fact_change WHERE load_number < @below",
        ReadChangedGroups = "SELECT entity, group_key, rows_now FROM changed_group WHERE load_number >= @first ORDER BY load_number, ordinal",
        DeleteChangedGroups = "DELETE FROM changed_group WHERE load_number < @below",

        // Snapshots.
        ReadSnapshot = "SELECT snapshot_hash FROM snapshot WHERE content_hash = @contentHash AND fields_hash = @fieldsHash",
        AddSnapshot = "INSERT INTO snapshot (content_hash, fields_hash, snapshot_hash) VALUES (@contentHash, @fieldsHash, @snapshotHash) ON CONFLICT DO NOTHING",
        FindSnapshot = "SELECT content_hash, fields_hash FROM snapshot WHERE snapshot_hash = @snapshotHash ORDER BY content_hash, fields_hash",
        AddSnapshotField = "INSERT INTO snapshot_field (fields_hash, entity, field) VALUES (@fieldsHash, @entity, @field) ON CONFLICT DO NOTHING",
        ReadSnapshotFields = "SELECT entity, field FROM snapshot_field WHERE fields_hash = @fieldsHash ORDER BY entity, field",

        // Runs.
        FindRun = """
            SELECT id, result_hash, finished_at, summary, cahier, version, status, rule_hash, snapshot_hash, model_hash, engine_version, period_from, period_to
            FROM run
            WHERE rule_hash = @ruleHash AND status = @status AND snapshot_hash = @snapshotHash
              AND period_from = @from AND period_to = @to AND engine_version = @engineVersion
            """,
        ReadRun = "SELECT id, result_hash, finished_at, summary, cahier, version, status, rule_hash, snapshot_hash, model_hash, engine_version, period_from, period_to FROM run WHERE id = @run",
        ReadRuns = "SELECT id, result_hash, finished_at, summary, cahier, version, status, rule_hash, snapshot_hash, model_hash, engine_version, period_from, period_to FROM run ORDER BY id",
        ReadRunNumbers = "SELECT id FROM run ORDER BY id",
        AddRun = """
            INSERT INTO run (id, cahier, version, status, rule_hash, snapshot_hash, model_hash, engine_version, period_from, period_to, finished_at, result_hash, summary)
            SELECT coalesce(max(id), 0) + 1, @cahier, @version, @status, @ruleHash, @snapshotHash, @modelHash, @engineVersion, @from, @to, @at, @resultHash, @summary FROM run
            RETURNING id
            """,
        FindWholeRun = """
            SELECT result_hash, (SELECT coalesce(max(ordinal), 0) FROM decision_row WHERE decision_row.run_id = run.id) FROM run
            WHERE id = @run AND NOT EXISTS (SELECT 1 FROM run_base WHERE run_base.run_id = run.id)
            """,
        AddRunBase = "INSERT INTO run_base (run_id, base_id) VALUES (@run, @base)",
        ReadIndicators = "SELECT participant, indicator, numerator, denominator, value FROM indicator WHERE run_id = @run ORDER BY ordinal",

        // Runs that count, are held, or were released.
        FindCurrentRun = "SELECT run_id FROM current_run WHERE cahier = @cahier AND period_from = @from AND period_to = @to",
        AddAskedRun = "INSERT INTO asked_run (ordinal, run_id) SELECT coalesce(max(ordinal), 0) + 1, @run FROM asked_run",
        ReadAskedRuns = "SELECT run_id FROM asked_run ORDER BY ordinal",
        FindLastAsked = """
            SELECT asked_run.run_id FROM asked_run JOIN run ON run.id = asked_run.run_id JOIN run AS wanted ON wanted.id = @run
            WHERE run.cahier = wanted.cahier AND run.period_from = wanted.period_from AND run.period_to = wanted.period_to
            ORDER BY asked_run.ordinal DESC LIMIT 1
            """,
        ReadPaid = """
            SELECT participant, currency, amount, ordinal FROM payment_line_row WHERE run_id = @run
            UNION ALL SELECT participant, currency, amount, ordinal FROM payment_line_row WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run)
              AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = 'payment_line' AND replaced_row.ordinal = payment_line_row.ordinal) IS NULL
            ORDER BY ordinal
            """,
        AddHeldRun = "INSERT INTO held_run (run_id, reasons) VALUES (@run, @reasons)",
        ReadHeldRun = "SELECT reasons, released_at, released_by, release_reason FROM held_run WHERE run_id = @run",
        ReadHeldRuns = "SELECT run_id, reasons, released_at, released_by, release_reason FROM held_run ORDER BY run_id",
        ReleaseRun = "UPDATE held_run SET released_at = @at, released_by = @by, release_reason = @reason WHERE run_id = @run AND released_at IS NULL",

        // Statements.
        ReadAmounts = """
            SELECT participant, unit, line, amount, currency, ordinal FROM payment_line_row WHERE run_id = @run
            UNION ALL SELECT participant, unit, line, amount, currency, ordinal FROM payment_line_row WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run)
              AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = 'payment_line' AND replaced_row.ordinal = payment_line_row.ordinal) IS NULL
            ORDER BY ordinal
            """,
        ReadUndetermined = """
            SELECT unit, participant FROM decision_row WHERE run_id = @run AND status = 'undetermined'
            UNION ALL SELECT unit, participant FROM decision_row WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run) AND status = 'undetermined'
              AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = 'decision' AND replaced_row.ordinal = decision_row.ordinal) IS NULL
            UNION ALL SELECT unit, participant FROM unknown_outcome WHERE run_id = @run AND what = 'date'
            """,
        AddStatement = """
            INSERT INTO statement (id, cahier, period_from, period_to, run_id, issued_at, issued_by)
            SELECT coalesce(max(id), 0) + 1, @cahier, @from, @to, @run, @at, @by FROM statement
            RETURNING id
            """,
        ReadStatements = "SELECT id, cahier, period_from, period_to, run_id, issued_at, issued_by FROM statement ORDER BY id",
        ReadStatementLines = "SELECT participant, line, currency, unit, paid, right_now FROM statement_line WHERE statement_id = @number ORDER BY ordinal",

        // A page of the results of a run: rows after one, in the order in which they were kept.
        PageOfDecisions = """
            (SELECT ordinal, unit, participant, status, outcomes FROM decision_row WHERE run_id = @run AND ordinal > @after ORDER BY ordinal LIMIT @take)
            UNION ALL (SELECT ordinal, unit, participant, status, outcomes FROM decision_row WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run) AND ordinal > @after
              AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = 'decision' AND replaced_row.ordinal = decision_row.ordinal) IS NULL
              ORDER BY ordinal LIMIT @take)
            ORDER BY ordinal LIMIT @take
            """,
        PageOfIndicators = "SELECT ordinal, participant, indicator, numerator, denominator, value FROM indicator WHERE run_id = @run AND ordinal > @after ORDER BY ordinal LIMIT @take",
        PageOfCohort = "SELECT ordinal, group_name, value_id, value FROM cohort_value WHERE run_id = @run AND ordinal > @after ORDER BY ordinal LIMIT @take",
        PageOfPayments = """
            (SELECT ordinal, participant, unit, line, amount, currency FROM payment_line_row WHERE run_id = @run AND amount IS NOT NULL AND ordinal > @after ORDER BY ordinal LIMIT @take)
            UNION ALL (SELECT ordinal, participant, unit, line, amount, currency FROM payment_line_row WHERE run_id = (SELECT base_id FROM run_base WHERE run_id = @run) AND amount IS NOT NULL AND ordinal > @after
              AND (SELECT 1 FROM replaced_row WHERE replaced_row.run_id = @run AND replaced_row.table_name = 'payment_line' AND replaced_row.ordinal = payment_line_row.ordinal) IS NULL
              ORDER BY ordinal LIMIT @take)
            ORDER BY ordinal LIMIT @take
            """,
        PageOfUnknown = "SELECT ordinal, unit, participant, what, entity, entity_key, field, reason, at_stake FROM unknown_outcome WHERE run_id = @run AND ordinal > @after ORDER BY ordinal LIMIT @take",
        ReadRuleIds = "SELECT rule_id FROM run_rule WHERE run_id = @run ORDER BY ordinal",

        // The keys of the service.
        AddApiKey = "INSERT INTO api_key (id, name, role, hash, added_at) SELECT coalesce(max(id), 0) + 1, @name, @role, @hash, @at FROM api_key",
        RevokeApiKey = "UPDATE api_key SET revoked_at = @at WHERE name = @name AND revoked_at IS NULL",
        ReadApiKeys = "SELECT name, role, hash, added_at, revoked_at FROM api_key ORDER BY id",

        // Runs that hosts share while they are calculated. Time is the database's own.
        AddSharedRun = """
            INSERT INTO shared_run (run_key, cahier, version, rule_hash, snapshot_hash, engine_version, period_from, period_to)
            VALUES (@key, @cahier, @version, @ruleHash, @snapshotHash, @engineVersion, @from, @to)
            """,
        ReadSharedRuns = "SELECT run_key, cahier, version, rule_hash, snapshot_hash, engine_version, period_from, period_to FROM shared_run ORDER BY run_key",
        FindSharedRuns = """
            SELECT run_key FROM shared_run
            WHERE rule_hash = @ruleHash AND snapshot_hash = @snapshotHash AND engine_version = @engineVersion AND period_from = @from AND period_to = @to
            """,
        DeleteSharedRun = "DELETE FROM shared_run WHERE run_key = @key",
        AddShare = "INSERT INTO run_share (run_key, ordinal, first_root, end_root, state) VALUES (@key, @ordinal, @first, @end, 'free')",
        ReadShares = """
            SELECT ordinal, first_root, end_root, CASE WHEN state = 'taken' AND taken_until <= clock_timestamp() THEN 'free' ELSE state END
            FROM run_share WHERE run_key = @key ORDER BY ordinal
            """,
        ClaimShare = """
            UPDATE run_share SET state = 'taken', host = @host, taken_until = clock_timestamp() + make_interval(secs => @lease)
            WHERE run_key = @key AND ordinal = @ordinal AND (state = 'free' OR (state = 'taken' AND taken_until <= clock_timestamp()))
            """,
        RenewShare = "UPDATE run_share SET taken_until = clock_timestamp() + make_interval(secs => @lease) WHERE run_key = @key AND ordinal = @ordinal AND state = 'taken' AND host = @host",
        FreeShare = "UPDATE run_share SET state = 'free', host = NULL, taken_until = NULL WHERE run_key = @key AND ordinal = @ordinal AND state = 'taken' AND host = @host",
        PutPiece = "UPDATE run_share SET state = 'done', taken_until = NULL, piece = @piece WHERE run_key = @key AND ordinal = @ordinal AND state = 'taken' AND host = @host",
        ReadPiece = "SELECT piece FROM run_share WHERE run_key = @key AND ordinal = @ordinal AND state = 'done'",
        DeleteShares = "DELETE FROM run_share WHERE run_key = @key",

        // The ledger.
        ReadLedger = "SELECT entry, previous_hash, at, kind, body, hash FROM ledger ORDER BY entry",
        ReadLastEntry = "SELECT entry, hash FROM ledger ORDER BY entry DESC LIMIT 1",
        ReadLastOfKind = "SELECT at, body FROM ledger WHERE kind = @kind ORDER BY entry DESC LIMIT @take",
        AddEntry = "INSERT INTO ledger (entry, previous_hash, at, kind, body, hash) VALUES (@entry, @previousHash, @at, @kind, @body, @hash)",
    };
}
