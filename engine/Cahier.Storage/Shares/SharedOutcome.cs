using Cahier.Calculation.Results;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Shares;

/// <summary>What a run that may have been shared came to. Disposed of once the run is saved; until then no other host puts it together.</summary>
public sealed class SharedOutcome : IDisposable
{
    private readonly TakenShare? whole;

    internal SharedOutcome(RunResult result, TakenShare? whole = null) => (Result, this.whole) = (result, whole);

    internal SharedOutcome(StoredRun made) => Made = made;

    /// <summary>The results; null when another host has made the run.</summary>
    public RunResult? Result { get; }

    /// <summary>The run as another host has made it; null when it was calculated here.</summary>
    public StoredRun? Made { get; }

    /// <summary>How many shares this host did.</summary>
    public int Own { get; internal init; }

    /// <summary>How many shares there were; 0 when the run was not shared.</summary>
    public int Shares { get; internal init; }

    public void Dispose() => whole?.Dispose();
}
