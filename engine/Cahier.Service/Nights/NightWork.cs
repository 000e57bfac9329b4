using System.Collections.Immutable;
using Cahier.Feel.Values;
using Cahier.Service.Runs;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Nights;

/// <summary>Carries out an entry of the schedule: says what is to be run today, and waits until it was.</summary>
internal sealed partial class NightWork(RuleShelf shelf, StorePool stores, OrderQueue queue, NightRecord record, TimeProvider time, ILogger<NightWork> log)
{
    /// <summary>Runs an entry of the schedule.</summary>
    public async Task<Night> RunAsync(ScheduledRuns scheduled)
    {
        Begins(log, scheduled.Name);
        var night = await OrderAsync(scheduled).ConfigureAwait(false);
        record.Note(night);
        Ends(log, night.IsGood ? LogLevel.Information : LogLevel.Error, night.Name, night.Runs, night.Held, night.Failures.Length);
        return night;
    }

    private async Task<Night> OrderAsync(ScheduledRuns scheduled)
    {
        ImmutableArray<string> cahiers;
        try
        {
            cahiers = scheduled.Cahiers.IsEmpty ? OfStore() : scheduled.Cahiers;
        }
        catch (IOException problem)
        {
            return new Night(scheduled.Name, time.GetUtcNow(), 0, 0, [problem.Message]);
        }

        var today = Date.FromDateOnly(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), scheduled.Zone).DateTime));
        var order = new RunOrder([.. scheduled.Periods.SelectMany(p => cahiers.Select(c => new AskedRun(c, null, p.On(today))))], scheduled.MaxRejected, scheduled.Name);
        if (queue.Take(order) is not { } taken)
        {
            return new Night(scheduled.Name, time.GetUtcNow(), 0, 0, ["too many orders are waiting"]);
        }

        var over = await taken.Over.ConfigureAwait(false);
        var result = over.Result ?? new OrderResult([], ["it was stopped before it was done"]);
        return new Night(scheduled.Name, time.GetUtcNow(), result.Runs.Length, result.Runs.Count(r => r.IsHeld), result.Failures);
    }

    // Every cahier of the store's model that is in force, or of which nothing was published yet.
    private ImmutableArray<string> OfStore()
    {
        var model = stores.Use(store => store.Model.Name);
        return [.. shelf.Current.Cahiers.Values.Where(c => !c.IsLibrary && c.Catalog.InForce.Any(e => e.Definition.Model.Text == model)).Select(c => c.Name).Order(StringComparer.Ordinal)];
    }

    [LoggerMessage(LogLevel.Information, "{Name} begins")]
    private static partial void Begins(ILogger logger, string name);

    [LoggerMessage("{Name} ended: {Runs} runs, {Held} of them held, {Failures} failures")]
    private static partial void Ends(ILogger logger, LogLevel level, string name, int runs, int held, int failures);
}
