using System.Diagnostics;
using Cahier.Calculation.Runs;
using Cahier.Service.Measurements;

namespace Cahier.Service.Runs;

/// <summary>Measures the steps of a run, each as a part of its trace, and ends it between two of them when it is asked to stop.</summary>
internal sealed class StepClock(CancellationToken cancellation) : IRunProgress, IDisposable
{
    private string? step;
    private long began;
    private Activity? activity;

    public void Begin(string step)
    {
        cancellation.ThrowIfCancellationRequested();
        Dispose();
        (this.step, began, activity) = (step, Stopwatch.GetTimestamp(), Meters.Source.StartActivity(step));
    }

    /// <summary>Ends the last step.</summary>
    public void Dispose()
    {
        if (step is { } done)
        {
            Meters.Step(done, Stopwatch.GetElapsedTime(began));
        }

        activity?.Dispose();
        (step, activity) = (null, null);
    }
}
