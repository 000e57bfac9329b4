using System.Text.Json;
using Cahier.Calculation.Output;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Sqlite;
using Dapper;

namespace Cahier.Storage.Stores;

/// <summary>A run that a store holds.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FinishedAt">When, in UTC.</param>
/// <param name="Summary">What it came to.</param>
public sealed record StoredRun(long Id, string FinishedAt, RunSummary Summary);

/// <summary>Keeps the results of runs: each becomes visible whole, in one transaction with its entry in the ledger.</summary>
public static class StoreResults
{
    /// <summary>Finds the run of a text on a snapshot for a period, when it was done before by this engine.</summary>
    /// <exception cref="StoreException">The ledger does not know the run as the store has it.</exception>
    public static StoredRun? Find(FactStore store, CheckedRuleSet rules, VersionStatus status, string snapshotHash, Period period)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rules);
        var found = store.Read(() => store.Connection.QueryFirstOrDefault<(long Id, string ResultHash, string At, string Summary)?>(SqliteStatements.FindRun, new
        {
            ruleHash = rules.Definition.Hash,
            status = Summarizing.Word(status),
            snapshotHash,
            from = period.From.ToString(),
            to = period.To.ToString(),
            engineVersion = EngineVersion.Current,
        }));
        if (found is not { } run)
        {
            return null;
        }

        var summary = ResultFiles.FromJson(run.Summary);
        return summary.ResultHash == run.ResultHash && Ledger.Read(store).Any(e => e.Kind == "run" && e.Body == Body(run.Id, summary))
            ? new StoredRun(run.Id, run.At, summary)
            : throw new StoreException($"the ledger of {store.Address} does not know run {run.Id} as it stands there", "trust no result of this store: put back a copy of it");
    }

    /// <summary>The indicators of a run, in order.</summary>
    public static IReadOnlyList<(string Participant, string Indicator, string? Numerator, string? Denominator, string? Value)> Indicators(FactStore store, StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        return store.Read(() => store.Connection.Query<(string, string, string?, string?, string?)>(SqliteStatements.ReadIndicators, new { run = run.Id }).AsList());
    }

    /// <summary>Keeps a run.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">The store has the run already, or cannot be written.</exception>
    public static long Save(FactStore store, RunReport report, RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(summary);
        return store.Write(() =>
        {
            var (connection, definition, at) = (store.Connection, report.Result.RuleSet.Definition, store.Now());
            var run = connection.ExecuteScalar<long>(SqliteStatements.AddRun, new
            {
                cahier = summary.Cahier,
                version = summary.Version,
                status = summary.Status,
                ruleHash = summary.RuleHash,
                snapshotHash = summary.SnapshotHash,
                modelHash = summary.ModelHash,
                engineVersion = summary.EngineVersion,
                from = summary.Period.From,
                to = summary.Period.To,
                at,
                resultHash = summary.ResultHash,
                summary = ResultFiles.ToJson(summary),
            });
            foreach (var (name, text) in definition.Texts)
            {
                connection.Execute(SqliteStatements.AddArchivedText, new { hash = definition.Hash, name, kind = "rules", text });
            }

            RunRows.Insert(connection, run, report);
            Ledger.Append(connection, at, "run", Body(run, summary));
            return run;
        });
    }

    private static string Body(long run, RunSummary summary) => JsonSerializer.Serialize(new
    {
        run,
        cahier = summary.Cahier,
        version = summary.Version,
        status = summary.Status,
        period = $"{summary.Period.From}..{summary.Period.To}",
        rules = summary.RuleHash,
        snapshot = summary.SnapshotHash,
        engine = summary.EngineVersion,
        results = summary.ResultHash,
    });
}
