using System.Collections.Immutable;

namespace Cahier.Service.Nights;

/// <summary>How a scheduled order ended last.</summary>
/// <param name="Name">Which entry of the schedule.</param>
/// <param name="At">When it ended, in UTC.</param>
/// <param name="Runs">How many runs the store has of it.</param>
/// <param name="Held">How many of these do not count until a person releases them.</param>
/// <param name="Failures">What could not be run, and why.</param>
internal sealed record Night(string Name, DateTimeOffset At, int Runs, int Held, ImmutableArray<string> Failures)
{
    public bool IsGood => Failures.IsEmpty;
}
