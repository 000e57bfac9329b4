using Cahier.Calculation.Runs;

namespace Cahier.Cli.Benching;

/// <summary>The least time of one stage, over the runs that it is told of.</summary>
internal sealed class StageClock(string stage, TimeProvider time) : IRunProgress
{
    private long? begun;

    public TimeSpan Least { get; private set; } = TimeSpan.MaxValue;

    public void Begin(string step)
    {
        if (begun is { } start && time.GetElapsedTime(start) is var taken && taken < Least)
        {
            Least = taken;
        }

        begun = step == stage ? time.GetTimestamp() : null;
    }
}
