using System.Collections.Immutable;
using Cahier.Cli.Console;

namespace Cahier.Cli.Benching;

/// <summary>How long the steps of some work take and how much memory they hold. A step that comes more than once counts together.</summary>
internal sealed class StepMeter(TimeProvider time, ConsoleProgress progress)
{
    private readonly OrderedDictionary<string, (TimeSpan Taken, TimeSpan Worked, long? Peak)> steps = new(StringComparer.Ordinal);

    /// <summary>Does a step.</summary>
    /// <param name="name">Of whom, for who waits.</param>
    /// <param name="step">Which.</param>
    /// <param name="work">What is done.</param>
    public T Of<T>(string name, string step, Func<T> work)
    {
        progress.Begin(name + step);
        PeakMemory.CountAnew();
        var (start, worked) = (time.GetTimestamp(), ProcessorTime.Now());
        var result = work();
        var (taken, peak) = (time.GetElapsedTime(start), PeakMemory.Megabytes());
        worked = ProcessorTime.Now() - worked;
        var former = steps.GetValueOrDefault(step);
        steps[step] = (former.Taken + taken, former.Worked + worked, former.Peak > peak ? former.Peak : peak);
        return result;
    }

    /// <param name="rows">How many rows of facts there are.</param>
    /// <param name="without">Steps that do not go through them.</param>
    public ImmutableArray<StepFigures> Steps(long rows, params ReadOnlySpan<string> without)
    {
        var figures = ImmutableArray.CreateBuilder<StepFigures>();
        foreach (var (step, (taken, worked, peak)) in steps)
        {
            var seconds = taken.TotalSeconds;
            figures.Add(new StepFigures(step, Figures.Round(seconds), Figures.Round(worked.TotalSeconds), without.Contains(step) || seconds == 0 ? null : (long)Figures.Round(rows / seconds), peak));
        }

        return figures.ToImmutable();
    }
}
