using Cahier.Calculation.Kept;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Shares;

/// <summary>A share that this host has taken, and keeps by saying now and then that it is at work. Disposed of before it is done, it is given back; a host that dies says nothing, and loses it.</summary>
internal sealed class TakenShare : IDisposable
{
    private const int SignsInLease = 4;

    private static readonly string Host = FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}");

    private readonly CancellationTokenSource over = new();
    private readonly FactStore store;
    private readonly SharedRun run;
    private readonly int number;
    private readonly TimeSpan lease;
    private readonly Task signs;

    // Of this taking alone: what the same host took before and lost is not this.
    private readonly string host = $"{Host}/{Guid.NewGuid():N}";

    private TakenShare(FactStore store, SharedRun run, int number, TimeSpan lease)
    {
        (this.store, this.run, this.number, this.lease) = (store, run, number, lease);
        IsTaken = RunShares.Claim(store, run, number, host, lease);
        signs = IsTaken ? GiveSignsAsync() : Task.CompletedTask;
    }

    private bool IsTaken { get; set; }

    /// <summary>Takes a share; null when another host was first.</summary>
    public static TakenShare? Take(FactStore store, SharedRun run, RunShare share, TimeSpan lease)
    {
        var taken = new TakenShare(store, run, share.Number, lease);
        if (taken.IsTaken)
        {
            return taken;
        }

        taken.Dispose();
        return null;
    }

    /// <summary>Puts what was found; false when the share was lost meanwhile.</summary>
    public bool Put(KeptUnits? found)
    {
        using var piece = new MemoryStream();
        found?.Save(piece);
        IsTaken = false;
        return RunShares.Put(store, run, number, host, found is null ? null : piece.ToArray());
    }

    public void Dispose()
    {
        over.Cancel();
        signs.GetAwaiter().GetResult();
        over.Dispose();
        if (IsTaken)
        {
            IsTaken = false;
            Quietly(() => RunShares.Free(store, run, number, host));
        }
    }

    // On a connection of its own: the store is for the thread that calculates.
    private async Task GiveSignsAsync()
    {
        while (true)
        {
            await Task.Delay(lease / SignsInLease, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
            {
                return;
            }

            Quietly(() =>
            {
                using var own = FactStore.OpenAsItIs(store.Address, store.Time);
                return RunShares.Renew(own, run, number, host, lease);
            });
        }
    }

    // Who cannot reach the store loses the share in time, and the run is right all the same.
    private static void Quietly(Func<bool> work)
    {
        try
        {
            work();
        }
        catch (StoreException)
        {
        }
    }
}
