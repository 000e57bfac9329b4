using System.Globalization;
using System.Text.Json;
using Cahier.Calculation.Gates;
using Cahier.Calculation.Output;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Databases;
using Cahier.Storage.Differences;
using Cahier.Storage.Shares;
using RunRow = (long Id, string ResultHash, string At, string Summary, string Cahier, string Version, string Status, string RuleHash, string SnapshotHash, string ModelHash, string EngineVersion, string From, string To);

namespace Cahier.Storage.Stores;

/// <summary>A run that a store holds.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FinishedAt">When, in UTC.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Held">Why it does not count; null when it does.</param>
public sealed record StoredRun(long Id, string FinishedAt, RunSummary Summary, HeldRun? Held);

/// <summary>Keeps the results of runs: each becomes visible whole, in one transaction with its entry in the ledger.</summary>
public static class StoreResults
{
    /// <summary>Finds the run of a text on a snapshot for a period, when it was done before by this engine.</summary>
    /// <exception cref="StoreException">The ledger does not know the run as the store has it.</exception>
    public static StoredRun? Find(FactStore store, CheckedRuleSet rules, VersionStatus status, string snapshotHash, Period period)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rules);
        var found = store.Read(() => store.Connection.QueryFirstOrDefault<RunRow?>(store.Connection.Sql.FindRun, new
        {
            ruleHash = rules.Definition.Hash,
            status = Summarizing.Word(status),
            snapshotHash,
            from = period.From.ToString(),
            to = period.To.ToString(),
            engineVersion = EngineVersion.Current,
        }));
        return found is { } run ? Known(store, run) : null;
    }

    /// <summary>A run by its number; null when there is none.</summary>
    /// <exception cref="StoreException">The ledger does not know the run as the store has it.</exception>
    public static StoredRun? Find(FactStore store, long run)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = store.Read(() => store.Connection.QueryFirstOrDefault<RunRow?>(store.Connection.Sql.ReadRun, new { run }));
        return found is { } known ? Known(store, known) : null;
    }

    /// <summary>A run by its number, held against a ledger that was read before; null when there is none.</summary>
    /// <exception cref="StoreException">The ledger does not know the run as the store has it, or was read before the run was kept.</exception>
    internal static StoredRun? Find(FactStore store, long run, IReadOnlyList<LedgerEntry> ledger) =>
        store.Read(() => store.Connection.QueryFirstOrDefault<RunRow?>(store.Connection.Sql.ReadRun, new { run })) is { } known ? Known(store, Told(ledger), known) : null;

    /// <summary>The indicators of a run, in order.</summary>
    public static IReadOnlyList<(string Participant, string Indicator, string? Numerator, string? Denominator, string? Value)> Indicators(FactStore store, StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(run);
        return store.Read(() => store.Connection.Query<(string, string, string?, string?, string?)>(store.Connection.Sql.ReadIndicators, new { run = run.Id }));
    }

    /// <summary>
    /// Keeps a run; holds it when it does not keep to the gates of its cahier. When the store has it already, perhaps since a
    /// moment ago and by another host, that is the answer, whose results may be compared.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="report">The run.</param>
    /// <param name="written">What it came to.</param>
    /// <param name="rows">What was found of its rows already, if anything.</param>
    /// <param name="note">Told when what the next run could save time with cannot be kept; the run is kept all the same.</param>
    /// <exception cref="StoreException">The store holds other facts by now, or cannot be written.</exception>
    public static (StoredRun Run, bool IsNew) Save(FactStore store, RunReport report, WrittenResults written, Action<string>? note = null, BasedRows? rows = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(written);
        var summary = written.Summary;
        rows ??= new BasedRows(store, report.Result);
        var (run, isNew) = store.Write(() =>
        {
            var (connection, definition, at) = (store.Connection, report.Result.RuleSet.Definition, store.Now());
            CurrentRuns.RefuseFormerFacts(store, summary);
            RunShares.Remove(connection, summary);
            if (Find(store, report.Result.RuleSet, report.Status, summary.SnapshotHash, Period.Of(report.Result.From, report.Result.To)) is { } known)
            {
                CurrentRuns.ConfirmWithin(connection, at, known.Id);
                return (known, false);
            }

            var former = definition.Gates.AsksFormer ? Former(connection, summary) : null;
            var run = connection.ExecuteScalar<long>(connection.Sql.AddRun, new
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
                connection.Execute(connection.Sql.AddArchivedText, new { hash = definition.Hash, name, kind = "rules", text });
            }

            ArchivedRejections.Add(connection, report, summary);
            rows.Insert(run);
            Ledger.Append(connection, at, "run", Body(run, summary));
            CurrentRuns.Begin(connection, run);
            return (new StoredRun(run, at, summary, HeldRuns.Hold(connection, at, run, PublishGates.Broken(report, former))), true);
        });
        if (isNew)
        {
            rows.Keep(run, written, note);
        }

        return (run, isNew);
    }

    /// <summary>Whether a run that the store had already found what is found now, held against each other as that run's hash was found.</summary>
    public static bool IsSame(StoredRun known, RunReport report, RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(summary);
        return known.Summary.ResultForm == summary.ResultForm
            ? known.Summary.ResultHash == summary.ResultHash
            : Summarizing.Form(known.Summary.ResultForm) is { } form && known.Summary.ResultHash == ResultFiles.WriteTables(report with { Form = form }, _ => Stream.Null).ResultHash;
    }

    /// <summary>Every run, in order, each known to the ledger, and the ledger knows no other.</summary>
    /// <exception cref="StoreException">The ledger was altered, or does not know the runs as the store has them.</exception>
    public static IReadOnlyList<StoredRun> All(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReadTogether(() => AllKnown(store));
    }

    private static List<StoredRun> AllKnown(FactStore store)
    {
        var ledger = Ledger.Read(store);
        var told = Told(ledger);
        var rows = store.Read(() => store.Connection.Query<RunRow>(store.Connection.Sql.ReadRuns));
        HeldRuns.Check(store);
        var runs = rows.ConvertAll(r => Known(store, told, r));
        if (told.Count != runs.Count)
        {
            throw new StoreException($"the ledger of {store.Address} tells of {told.Count} runs, and the store holds {runs.Count}", "trust no result of this store: put back a copy of it");
        }

        CurrentRuns.Check(store, ledger);
        return runs;
    }

    private static StoredRun Known(FactStore store, RunRow row) => Known(store, Told(Ledger.Read(store)), row);

    // What the ledger says of runs, and when each was kept.
    private static HashSet<(string At, string Body)> Told(IEnumerable<LedgerEntry> ledger) => ledger.Where(e => e.Kind == "run").Select(e => (e.At, e.Body)).ToHashSet();

    private static StoredRun Known(FactStore store, HashSet<(string At, string Body)> told, RunRow row)
    {
        var summary = ResultFiles.FromJson(row.Summary);
        return IsOf(row, summary) && told.Contains((row.At, Body(row.Id, summary)))
            ? new StoredRun(row.Id, row.At, summary, HeldRuns.Find(store, row.Id))
            : throw new StoreException($"the ledger of {store.Address} does not know run {row.Id} as it stands there", "trust no result of this store: put back a copy of it");
    }

    // By its columns a run is found, and which run counts: they say what the summary says.
    private static bool IsOf(RunRow row, RunSummary summary) =>
        row == (row.Id, summary.ResultHash, row.At, row.Summary, summary.Cahier, summary.Version, summary.Status, summary.RuleHash, summary.SnapshotHash, summary.ModelHash, summary.EngineVersion, summary.Period.From, summary.Period.To);

    // The run for the same period that counts.
    private static FormerRun? Former(StoreConnection connection, RunSummary summary)
    {
        if (CurrentRuns.Find(connection, summary.Cahier, summary.Period.From, summary.Period.To) is not { } run)
        {
            return null;
        }

        var payments = connection.Stream<(string Participant, string Currency, string? Amount)>(connection.Sql.ReadPaid, new { run });
        return new FormerRun(run, PaidTotal.Of(payments.Select(p => (p.Participant, p.Currency, p.Amount is null ? (decimal?)null : decimal.Parse(p.Amount, CultureInfo.InvariantCulture)))));
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
