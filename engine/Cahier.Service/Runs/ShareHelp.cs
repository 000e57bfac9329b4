using Cahier.Calculation.Kept;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Cahier.Rules.Versions;
using Cahier.Service.Measurements;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Cahier.Storage.Kept;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Runs;

/// <summary>While this host has nothing to do, looks for runs that another calculates and does parts of them. It never makes a run: who asked for it does.</summary>
internal sealed partial class ShareHelp(OrderQueue queue, RuleShelf shelf, StorePool stores, ServiceSettings settings, TimeProvider time, ILogger<ShareHelp> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string? said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (stores.HasStore && settings.Shares.From > 0)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Run(() => Look(stoppingToken), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Look(CancellationToken cancellation)
    {
        try
        {
            foreach (var run in queue.IsIdle ? stores.Use(Waiting) : [])
            {
                Help(run, cancellation);
            }

            said = null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (StoreException problem)
        {
            // A store that is gone is gone for a while, and this looks for it every second.
            if (problem.Message != said)
            {
                Noted(log, said = problem.Message);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The message may hold facts; whoever asked for the run is told by its own host.
            Faulted(log, fault.GetType().FullName!, fault.StackTrace ?? "");
        }
    }

    private static List<SharedRun> Waiting(FactStore store) => [.. RunShares.Runs(store).Where(run => RunShares.Of(store, run).Any(s => !s.IsWhole && s.State == ShareState.Free))];

    private void Help(SharedRun run, CancellationToken cancellation)
    {
        if (Find(run) is not { } version)
        {
            return;
        }

        var model = version.Rules.RuleSet.Model;
        using var store = FactStore.Open(settings.Store!.Value, model, shelf.Current.Texts.Model(model.Name)!.Value.Text, create: false, time);
        if (StoreSnapshot.FieldsOf(store, run.SnapshotHash) is not { } wanted || KeptSnapshots.Read(store, wanted, note => Noted(log, note), cancellation: cancellation) is not { } facts || facts.Hash != run.SnapshotHash)
        {
            return;
        }

        var pieces = new KeptPieces(store.Address.UnitFolder, note => Noted(log, note));
        var work = new SharedWork(store, version.Rules, version.Status, facts, version.Period, new RunOptions(RunEngine.Auto), pieces.Read(UnitPiece.NameOf(version.Rules, version.Period.From, version.Period.To)), settings.Shares);
        if (SharedCalculation.Help(work, () => queue.IsIdle, cancellation) is var shares and > 0)
        {
            Meters.Shared(run.Cahier, "other", shares);
            Helped(log, shares, version.Name, version.Period.ToString());
            KeptSnapshots.KeepForNext(store, wanted, facts, note => Noted(log, note));
        }
    }

    // The same text in the same build of the engine; anything else is another run, to which this host has nothing to give.
    private ChosenVersion? Find(SharedRun run)
    {
        if (!shelf.Current.Cahiers.TryGetValue(run.Cahier, out var cahier) || cahier.Catalog.Find(run.Version) is not { } entry || cahier.Version(entry).Rules is not { } rules
            || !Date.TryParse(run.From, out var from) || !Date.TryParse(run.To, out var to))
        {
            return null;
        }

        var period = Period.Of(from, to);
        return SharedRun.Of(rules, period, run.SnapshotHash).Key == run.Key ? new ChosenVersion(rules, entry.Status, period) : null;
    }

    [LoggerMessage(LogLevel.Information, "{Shares} parts of the run of {Cahier} for {Period} were calculated for another host")]
    private static partial void Helped(ILogger logger, int shares, string cahier, string period);

    [LoggerMessage(LogLevel.Warning, "{Note}")]
    private static partial void Noted(ILogger logger, string note);

    [LoggerMessage(LogLevel.Error, "nothing was calculated for another host, by a fault: {Type} at {Trace}")]
    private static partial void Faulted(ILogger logger, string type, string trace);
}
