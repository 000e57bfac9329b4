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
        var (snapshot, facts) = Facts(store, rules, run, progress, cancellation, steps);
        var period = run.Summary.Period;
        _ = Date.TryParse(period.From, out var from);
        _ = Date.TryParse(period.To, out var to);
        var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, from, to, options, steps);
        steps?.Begin("compare");
        var form = Summarizing.Form(run.Summary.ResultForm) ?? throw new StoreException($"the hash of the results of run {number} was found in a way that this version does not know", "verify it with the version that kept it");
        var report = new RunReport(result, Summarizing.Status(run.Summary.Status), facts) { Engine = run.Summary.EngineVersion, Form = form };
        var summary = ResultFiles.WriteTables(report, _ => Stream.Null);
        var differences = summary.ResultHash == run.Summary.ResultHash ? [] : new List<string> { $"the results calculated now are {summary.ResultHash}, and the ledger says {run.Summary.ResultHash}" };
        if (Figures(summary) != Figures(run.Summary with { ResultHash = summary.ResultHash }))
        {
            differences.Add("the summary of the run holds other figures than were calculated");
        }

        differences.AddRange(store.Read(() => RunRows.Compare(store.Connection, number, result)));
        return new VerifiedRun(run, differences);
    }

    // All of a summary but how long the run took and how much memory.
    private static string Figures(RunSummary summary) => ResultFiles.ToJson(summary with { Timings = null, PeakMemoryMb = null });

    private static CheckedRuleSet Rules(FactStore store, RunSummary summary)
    {
        var name = $"{summary.Cahier}@{summary.Version}";
        var outcome = RuleSetCompiler.Compile(ArchivedTexts.Read(store, summary.RuleHash, summary.ModelHash), summary.Cahier, summary.Version);
        return outcome.RuleSet is { } rules && rules.Definition.Hash == summary.RuleHash && rules.Model.Hash == summary.ModelHash
            ? rules
            : throw new StoreException($"the archive of {store.Address} does not hold the text of {name} as it was run", outcome.Diagnostics.FirstOrDefault(d => d.IsError) is { } first ? $"{first.Location}: {first.Cause}" : "put back a copy of the store");
    }

    // The facts that the store holds, or those that were archived when the run was paid.
    private static (Snapshot Snapshot, FactsReport Report) Facts(FactStore store, CheckedRuleSet rules, StoredRun run, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation, IRunProgress? steps)
    {
        if (store.Model.Hash == run.Summary.ModelHash && StoreSnapshot.FieldsOf(store, run.Summary.SnapshotHash) is { } wanted)
        {
            var read = StoreSnapshot.Read(store, wanted, progress, cancellation, steps);
            return read.Hash == run.Summary.SnapshotHash
                ? (read, StoredFacts.Report(store, wanted))
                : throw new StoreException($"the facts of {store.Address} are no longer those of run {run.Id}, although they were not loaded anew", "somebody changed the tables of facts: put back a copy of the store");
        }

        var (archived, problem) = StoreSnapshot.FieldsOf(store, run.Summary.SnapshotHash, rules.Model) is { } fields ? ArchivedSnapshots.Open(store, run.Summary, rules.Model, fields) : new OpenedArchive(null, "it does not know of which fields");
        return archived is null
            ? throw new StoreException($"the facts that run {run.Id} was made of are no longer in {store.Address}: {problem}", "load them anew, or verify it in a copy of the store of that time")
            : (archived, new FactsReport(run.Summary.RowsRead, ArchivedRejections.Read(store, run.Summary), run.Summary.RejectedRows));
    }

    private static string Held(FactStore store)
    {
        var numbers = store.Read(() => store.Connection.Query<long>(store.Connection.Sql.ReadRunNumbers));
        return numbers.Count == 0 ? "it holds none: run a cahier on it first" : $"it holds {string.Join(", ", numbers.Take(20))}{(numbers.Count > 20 ? ", …" : "")}";
    }
}
