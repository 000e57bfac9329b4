using System.Collections.Immutable;
using Cahier.Feel.Values;
using Cahier.Rules.Versions;
using Cahier.Service.Runs;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Nights;

/// <summary>Carries out an entry of the schedule: says what is to be run today, and waits until it was.</summary>
internal sealed partial class NightWork(RuleShelf shelf, StorePool stores, OrderQueue queue, NightRecord record, ServiceSettings settings, TimeProvider time, ILogger<NightWork> log)
{
    /// <summary>Says which cahiers of the schedule there are not. Their texts may come until they are due.</summary>
    public void Say(Shelf now)
    {
        foreach (var scheduled in settings.Schedule)
        {
            foreach (var cahier in scheduled.Cahiers.Where(c => !now.Cahiers.ContainsKey(c) && now.Refused.All(r => r.Cahier != c)))
            {
                IsNotThere(log, cahier, scheduled.Name);
            }
        }
    }

    /// <summary>Runs an entry of the schedule.</summary>
    public async Task<Night> RunAsync(ScheduledRuns scheduled)
    {
        Begins(log, scheduled.Name);
        var night = await OrderAsync(scheduled).ConfigureAwait(false);
        var head = record.Note(night);
        Ends(log, night.IsGood ? LogLevel.Information : LogLevel.Error, night.Name, night.Runs, night.Held, night.Failures.Length);
        if (head is not null)
        {
            Stands(log, head);
        }

        return night;
    }

    private async Task<Night> OrderAsync(ScheduledRuns scheduled)
    {
        var today = Date.FromDateOnly(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), scheduled.Zone).DateTime));
        ImmutableArray<Period> periods = [.. scheduled.Periods.Select(p => p.On(today))];
        ImmutableArray<AskedRun> asked;
        try
        {
            asked = scheduled.Cahiers.IsEmpty ? OfStore(periods) : [.. periods.SelectMany(p => scheduled.Cahiers.Select(c => new AskedRun(c, null, p)))];
        }
        catch (IOException problem)
        {
            return new Night(scheduled.Name, time.GetUtcNow(), 0, 0, [problem.Message]);
        }

        var order = new RunOrder(asked, scheduled.MaxRejected, scheduled.Name);
        if (queue.Take(order) is not { } taken)
        {
            return new Night(scheduled.Name, time.GetUtcNow(), 0, 0, ["too many orders are waiting"]);
        }

        var over = await taken.Over.ConfigureAwait(false);
        var result = over.Result ?? new OrderResult([], ["it was stopped before it was done"]);
        return new Night(scheduled.Name, time.GetUtcNow(), result.Runs.Length, result.Runs.Count(r => r.IsHeld), result.Failures);
    }

    // Every cahier of the store's model, for each period in which it holds on some days.
    private ImmutableArray<AskedRun> OfStore(ImmutableArray<Period> periods)
    {
        var model = stores.Use(store => store.Model.Name);
        return
        [
            .. from period in periods
               from cahier in shelf.Current.Cahiers.Values.OrderBy(c => c.Name, StringComparer.Ordinal)
               where !cahier.IsLibrary && cahier.Catalog.During(period.From, period.To).Any(p => p.Entry.Definition.Model.Text == model)
               select new AskedRun(cahier.Name, null, period),
        ];
    }

    [LoggerMessage(LogLevel.Warning, "there is no cahier {Cahier} yet, which the schedule {Name} is to run")]
    private static partial void IsNotThere(ILogger logger, string cahier, string name);

    [LoggerMessage(LogLevel.Information, "the last entry of the ledger is {Hash}: verify ledger --noted finds later whether it was cut")]
    private static partial void Stands(ILogger logger, string hash);

    [LoggerMessage(LogLevel.Information, "{Name} begins")]
    private static partial void Begins(ILogger logger, string name);

    [LoggerMessage("{Name} ended: {Runs} runs, {Held} of them held, {Failures} failures")]
    private static partial void Ends(ILogger logger, LogLevel level, string name, int runs, int held, int failures);
}
