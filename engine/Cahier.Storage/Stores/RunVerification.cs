using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>A run that was calculated again.</summary>
/// <param name="Run">As the store has it.</param>
/// <param name="Differences">What is not as it was; empty when every byte is.</param>
public sealed record VerifiedRun(StoredRun Run, IReadOnlyList<string> Differences);

/// <summary>
/// Calculates a run of a store again, from the texts in its archive and its facts, and compares: the hash of the results
/// with that in the ledger, and every row of the result tables with what comes out now.
/// </summary>
public static class RunVerification
{
    /// <summary>Calculates a run again.</summary>
    /// <exception cref="StoreException">There is no such run, or what it was made of is no longer there, or was altered.</exception>
    public static VerifiedRun Verify(FactStore store, long number, RunOptions options, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default, IRunProgress? steps = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var run = StoreResults.Find(store, number) ?? throw new StoreException($"{store.Address} holds no run {number}", Held(store));
        steps?.Begin("compile");
        var rules = Rules(store, run.Summary);
        steps?.Begin("load");
        var wanted = FieldsOf(store, run.Summary);
        var snapshot = StoreSnapshot.Read(store, wanted, progress, cancellation, steps);
        if (snapshot.Hash != run.Summary.SnapshotHash)
        {
            throw new StoreException($"the facts of {store.Address} are no longer those of run {number}, although they were not loaded anew", "somebody changed the tables of facts: put back a copy of the store");
        }

        var period = run.Summary.Period;
        _ = Date.TryParse(period.From, out var from);
        _ = Date.TryParse(period.To, out var to);
        var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, from, to, options, steps);
        steps?.Begin("compare");
        var report = new RunReport(result, Summarizing.Status(run.Summary.Status), StoredFacts.Report(store, wanted)) { Engine = run.Summary.EngineVersion };
        var summary = ResultFiles.WriteTables(report, _ => Stream.Null);
        var differences = summary.ResultHash == run.Summary.ResultHash ? [] : new List<string> { $"the results calculated now are {summary.ResultHash}, and the ledger says {run.Summary.ResultHash}" };
        differences.AddRange(store.Read(() => RunRows.Compare(store.Connection, number, result)));
        return new VerifiedRun(run, differences);
    }

    private static CheckedRuleSet Rules(FactStore store, RunSummary summary)
    {
        var name = $"{summary.Cahier}@{summary.Version}";
        var outcome = RuleSetCompiler.Compile(ArchivedTexts.Read(store, summary.RuleHash, summary.ModelHash), summary.Cahier, summary.Version);
        return outcome.RuleSet is { } rules && rules.Definition.Hash == summary.RuleHash && rules.Model.Hash == summary.ModelHash
            ? rules
            : throw new StoreException($"the archive of {store.Address} does not hold the text of {name} as it was run", outcome.Diagnostics.FirstOrDefault(d => d.IsError) is { } first ? $"{first.Location}: {first.Cause}" : "put back a copy of the store");
    }

    private static WantedFields FieldsOf(FactStore store, RunSummary summary)
    {
        var made = store.Read(() => store.Connection.Query<(string Content, string Fields)>(store.Connection.Sql.FindSnapshot, new { snapshotHash = summary.SnapshotHash }));
        if (store.Content() is not { } content || !made.Exists(m => m.Content == content.Hash))
        {
            throw new StoreException($"the facts that the run was made of are no longer in {store.Address}", "load them anew, or verify it in a copy of the store of that time");
        }

        if (store.Model.Hash != summary.ModelHash)
        {
            throw new StoreException($"the model of {store.Address} is another than when the run was made", "verify it in a copy of the store of that time");
        }

        var wanted = new WantedFields(store.Model);
        var hash = made.Find(m => m.Content == content.Hash).Fields;
        foreach (var (entity, field) in store.Read(() => store.Connection.Query<(string Entity, string Field)>(store.Connection.Sql.ReadSnapshotFields, new { fieldsHash = hash })))
        {
            if (field.Length == 0)
            {
                wanted.Add(entity);
            }
            else
            {
                wanted.Add(entity, field);
            }
        }

        return wanted;
    }

    private static string Held(FactStore store)
    {
        var numbers = store.Read(() => store.Connection.Query<long>(store.Connection.Sql.ReadRunNumbers));
        return numbers.Count == 0 ? "it holds none: run a cahier on it first" : $"it holds {string.Join(", ", numbers.Take(20))}{(numbers.Count > 20 ? ", …" : "")}";
    }
}
