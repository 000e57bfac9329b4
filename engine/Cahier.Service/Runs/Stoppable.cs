using Cahier.Calculation.Runs;

namespace Cahier.Service.Runs;

/// <summary>Ends a run between two of its steps when it is asked to stop.</summary>
internal sealed class Stoppable(CancellationToken cancellation) : IRunProgress
{
    public void Begin(string step) => cancellation.ThrowIfCancellationRequested();
}
