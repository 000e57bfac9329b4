using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>The moment of an evaluation, read once, so that <c>now()</c> means the same wherever it stands.</summary>
/// <param name="time">Where the moment and the local time zone come from.</param>
public sealed class EvaluationClock(TimeProvider time) : IEvaluationClock
{
    private readonly Lazy<Moment> now = new(() => Moment.FromDateTimeOffset(time.GetLocalNow()));

    public Moment Now => now.Value;
}
