namespace Cahier.Cli.Benching;

/// <summary>The least time of many: the machine may have else to do, and then any other figure says as much of that.</summary>
/// <param name="time">The clock.</param>
/// <param name="patience">How long to go on with each measurement; the first half of it warms up.</param>
/// <param name="cancellation">Ends measuring.</param>
internal sealed class Least(TimeProvider time, TimeSpan patience, CancellationToken cancellation)
{
    private const int FewestTimes = 3;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    public TimeSpan Of(Action work)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < patience / 2)
        {
            cancellation.ThrowIfCancellationRequested();
            work();
        }

        var least = TimeSpan.MaxValue;
        for (var times = 0; times < FewestTimes || time.GetElapsedTime(begun) < patience; times++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = time.GetTimestamp();
            work();
            var taken = time.GetElapsedTime(start);
            least = taken < least ? taken : least;
        }

        return least;
    }
}
