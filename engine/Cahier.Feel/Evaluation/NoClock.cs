using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>For functions of constants, which read no clock.</summary>
internal sealed class NoClock : IEvaluationClock
{
    public static NoClock Instance { get; } = new();

    public Moment Now => throw new InvalidOperationException("no clock is read here");
}
