using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Checking;
using Cahier.Service.Measurements;
using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Storage.Differences;
using Cahier.Storage.Kept;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Runs;

/// <summary>Carries out orders: looks for new texts, reads the facts once, and calculates each run, or answers from the ledger. One order at a time.</summary>
internal sealed partial class OrderWork(ShelfKeeper keeper, ServiceSettings settings, TimeProvider time, ILogger<OrderWork> log)
{
    /// <summary>Carries out an order. What one run fails of does not keep the others from being made.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop; runs that were made until then are kept, and nothing of others.</exception>
    public OrderResult Execute(RunOrder order, CancellationToken cancellation)
    {
        using var activity = Meters.Source.StartActivity("order");
        var shelf = keeper.Look();
        var failures = ImmutableArray.CreateBuilder<string>();
        var chosen = new List<ChosenVersion>();
        foreach (var asked in order.Asked)
        {
            Try(asked.ToString(), asked.Cahier, failures, () => chosen.AddRange(ChosenVersion.All(shelf, asked.Cahier, asked.Version, asked.Period)));
        }

        var runs = ImmutableArray.CreateBuilder<DoneRun>();
        foreach (var sameModel in chosen.GroupBy(c => c.Rules.RuleSet.Model.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Together([.. sameModel], shelf, order, runs, failures, cancellation);
        }

        return new OrderResult(runs.ToImmutable(), failures.ToImmutable());
    }

    // Runs of cahiers of one model: their facts are read together.
    private void Together(ImmutableArray<ChosenVersion> versions, Shelf shelf, RunOrder order, ImmutableArray<DoneRun>.Builder runs, ImmutableArray<string>.Builder failures, CancellationToken cancellation)
    {
        var names = string.Join(", ", versions.Select(v => v.Name).Distinct(StringComparer.Ordinal));
        Try(names, versions[0].Rules.RuleSet.Definition.Cahier, failures, () =>
        {
            var model = versions[0].Rules.RuleSet.Model;
            using var store = FactStore.Open(settings.Store!.Value, model, shelf.Texts.Model(model.Name)!.Value.Text, create: false, time);
            var wanted = CheckedRuleSet.Wanted(versions.Select(v => v.Rules.RuleSet));
            var left = versions.RemoveRange(Known(store, versions, wanted, order, runs));
            if (left.IsEmpty)
            {
                return;
            }

            using var clock = new StepClock(cancellation);
            clock.Begin("load");
            var snapshot = KeptSnapshots.Read(store, wanted, note => Noted(log, note), null, cancellation, clock);
            var facts = StoredFacts.Report(store, wanted);
            if (facts.Rejected * 100m > order.MaxRejected * facts.Rows)
            {
                throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"{facts.Rejected} of {facts.Rows} rows were rejected when the facts were loaded, more than {order.MaxRejected} %"), "put the rows right and load again, or allow a share of them with max_rejected");
            }

            var options = new RunOptions(RunEngine.Auto) { Together = RunsTogether.Of(snapshot, left.Select(v => (v.Rules.RuleSet, v.Period.From, v.Period.To))) };
            var former = FormerRuns.Of(store, wanted, snapshot);
            clock.Begin("changed units");
            former.Execute(left.Select(v => (v.Rules, v.Period.From, v.Period.To)), options, cancellation);
            foreach (var version in left)
            {
                Try($"{version.Name} for {version.Period}", version.Rules.RuleSet.Definition.Cahier, failures, () => runs.Add(Run(store, version, snapshot, options, former, facts, order.By, clock, cancellation)));
            }

            KeptSnapshots.KeepForNext(store, wanted, snapshot, note => Noted(log, note), cancellation);
        });
    }

    // Those that the store has: made before, perhaps by a host that died meanwhile.
    private List<ChosenVersion> Known(FactStore store, ImmutableArray<ChosenVersion> versions, WantedFields wanted, RunOrder order, ImmutableArray<DoneRun>.Builder runs)
    {
        var known = new List<ChosenVersion>();
        if (StoreSnapshot.FindHash(store, wanted) is not { } hash)
        {
            return known;
        }

        foreach (var version in versions)
        {
            if (StoreResults.Find(store, version.Rules.RuleSet, version.Status, hash, version.Period) is { } run)
            {
                CurrentRuns.Confirm(store, run);
                RunRequests.Note(store, run, order.By);
                runs.Add(Done(version, run, isNew: false));
                known.Add(version);
            }
        }

        return known;
    }

    private DoneRun Run(FactStore store, ChosenVersion version, Snapshot snapshot, RunOptions options, FormerRuns former, FactsReport facts, string by, StepClock clock, CancellationToken cancellation)
    {
        using var activity = Meters.Source.StartActivity("run")?.SetTag("cahier", version.Name);
        var began = Stopwatch.GetTimestamp();
        var pieces = new KeptPieces(store.Address.UnitFolder, note => Noted(log, note));
        var name = UnitPiece.NameOf(version.Rules, version.Period.From, version.Period.To);
        var carried = former.Find(version.Rules, version.Period.From, version.Period.To);
        using var shared = carried is not null ? null : SharedCalculation.Execute(new SharedWork(store, version.Rules, version.Status, snapshot, version.Period, options, pieces.Read(name), settings.Shares), clock, cancellation);
        if (carried is { Carried: { } run })
        {
            SayTakenOver(version, run);
        }

        SayShared(version, shared);
        if (shared?.Made is { } made)
        {
            CurrentRuns.Confirm(store, made);
            RunRequests.Note(store, made, by);
            return Done(version, made, isNew: false);
        }

        clock.Begin("write");
        var result = carried?.Result ?? shared!.Result!;
        var report = new RunReport(result, version.Status, facts);
        var rows = carried ?? new BasedRows(store, result, former);
        var written = rows.Hash(report);
        var summary = written.Summary;
        var (kept, isNew) = StoreResults.Save(store, report, written, note => Noted(log, note), rows);
        clock.Dispose();
        if (!isNew && !StoreResults.IsSame(kept, report, summary))
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"run {kept.Id} had the same rules, facts, period and engine, but other results"), "please report it; keep the store and the rules as they are");
        }

        if (result.Kept is { } units)
        {
            pieces.Keep(name, units);
        }

        RunRequests.Note(store, kept, by);
        Measure(version, summary);
        var done = Done(version, kept, isNew);
        Calculated(log, kept.Id, version.Name, version.Period.ToString(), summary.Units, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return done;
    }

    private void SayTakenOver(ChosenVersion version, CarriedRun run)
    {
        if (run.ReadSame)
        {
            NothingChanged(log, version.Name, version.Period.ToString());
        }
        else
        {
            TakenOver(log, version.Name, version.Period.ToString(), run.Changed, run.Bundles);
        }
    }

    private void SayShared(ChosenVersion version, SharedOutcome? shared)
    {
        if (shared is { Own: > 0 } or { Shares: > 0 })
        {
            Meters.Shared(version.Rules.RuleSet.Definition.Cahier, "own", shared.Own);
            Shared(log, version.Name, version.Period.ToString(), shared.Own, shared.Made is null ? "put together here" : "put together by another host");
        }
    }

    private DoneRun Done(ChosenVersion version, StoredRun run, bool isNew)
    {
        Meters.Run(version.Rules.RuleSet.Definition.Cahier, run.Held is not null ? "held" : isNew ? "calculated" : "known");
        if (run.Held is { } held)
        {
            IsHeld(log, run.Id, version.Name, version.Period.ToString(), held.Reasons.Length);
        }

        return new DoneRun(run.Id, version.Name, version.Period, isNew, run.Held is not null);
    }

    private static void Measure(ChosenVersion version, RunSummary summary)
    {
        var cahier = version.Rules.RuleSet.Definition.Cahier;
        Meters.Judged(cahier, "included", summary.Decisions.Included);
        Meters.Judged(cahier, "not eligible", summary.Decisions.NotEligible);
        Meters.Judged(cahier, "excluded", summary.Decisions.Excluded);
        Meters.Judged(cahier, "undetermined", summary.Decisions.Undetermined);
        Meters.RejectedRows(cahier, summary.RejectedRows);
    }

    private void Try(string what, string cahier, ImmutableArray<string>.Builder failures, Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            // Of what only we can have got wrong, the message may hold facts.
            var why = problem switch
            {
                Refusal refusal => $"{refusal.Message}: {refusal.Remedy}{string.Concat(refusal.Diagnostics.Take(5).Select(d => $"; {d.Location}: {d.Code.Id}: {d.Cause}"))}",
                StoreException store => store.Message,
                IOException => $"a file cannot be read or written ({problem.GetType().Name})",
                _ => $"a fault of the service ({problem.GetType().FullName})\n{problem.StackTrace}",
            };
            Meters.Run(cahier, "failed");
            Failed(log, what, why);
            failures.Add($"{what}: {why}");
        }
    }

    [LoggerMessage(LogLevel.Information, "run {Run} of {Cahier} for {Period}: {Units} units in {Milliseconds} ms")]
    private static partial void Calculated(ILogger logger, long run, string cahier, string period, int units, long milliseconds);

    [LoggerMessage(LogLevel.Information, "the run of {Cahier} for {Period} took over the figures of a run before: {Changed} of {Bundles} bundles are new or changed and were calculated")]
    private static partial void TakenOver(ILogger logger, string cahier, string period, int changed, int bundles);

    [LoggerMessage(LogLevel.Information, "the run of {Cahier} for {Period} took over the figures of a run before: nothing that the cahier reads changed")]
    private static partial void NothingChanged(ILogger logger, string cahier, string period);

    [LoggerMessage(LogLevel.Information, "the run of {Cahier} for {Period} was shared: {Shares} parts of it were calculated here, and it was {How}")]
    private static partial void Shared(ILogger logger, string cahier, string period, int shares, string how);

    [LoggerMessage(LogLevel.Warning, "run {Run} of {Cahier} for {Period} is held: {Reasons} of the gates of the cahier are not kept to")]
    private static partial void IsHeld(ILogger logger, long run, string cahier, string period, int reasons);

    [LoggerMessage(LogLevel.Warning, "{Note}")]
    private static partial void Noted(ILogger logger, string note);

    [LoggerMessage(LogLevel.Error, "{What} was not run: {Why}")]
    private static partial void Failed(ILogger logger, string what, string why);
}
