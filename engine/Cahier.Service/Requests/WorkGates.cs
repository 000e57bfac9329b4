using Cahier.Service.Settings;

namespace Cahier.Service.Requests;

/// <summary>The gates of the service: what takes the processors for long does not keep out what is quick.</summary>
internal sealed class WorkGates(ServiceSettings settings) : IDisposable
{
    /// <summary>Cases: a few milliseconds each.</summary>
    public WorkGate Cases { get; } = new(Environment.ProcessorCount, settings.Limits.Time);

    /// <summary>Checks and documents: up to some seconds each.</summary>
    public WorkGate Checks { get; } = new(Environment.ProcessorCount, settings.Limits.Time);

    /// <summary>Simulations take all processors.</summary>
    public WorkGate Simulations { get; } = new(1, settings.Limits.SimulationTime);

    public void Dispose()
    {
        Cases.Dispose();
        Checks.Dispose();
        Simulations.Dispose();
    }
}
