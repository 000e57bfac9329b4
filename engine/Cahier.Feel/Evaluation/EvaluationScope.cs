using Cahier.Feel.Checking;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>Gives the values of surrounding names.</summary>
public interface IGlobals
{
    FeelValue Read(GlobalSymbol symbol);
}

/// <summary>Stops an evaluation that has taken too many steps or calls itself too deeply.</summary>
public sealed class EvaluationLimitException(string message) : Exception(message);

/// <summary>One evaluation in progress: its clock and its bounds. Used by one thread.</summary>
public sealed class EvaluationScope(IEvaluationClock clock)
{
    /// <summary>The most iterations of one evaluation.</summary>
    public const int MostSteps = 5_000_000;

    /// <summary>The deepest nesting of calls.</summary>
    public const int MostCalls = 100;

    private int steps;
    private int calls;

    public IEvaluationClock Clock { get; } = clock;

    /// <summary>Counts one iteration.</summary>
    /// <exception cref="EvaluationLimitException">Too many.</exception>
    public void Step()
    {
        if (++steps > MostSteps)
        {
            throw new EvaluationLimitException($"more than {MostSteps} steps were needed");
        }
    }

    /// <summary>Begins anew, for the next row of a loop.</summary>
    public void Restart()
    {
        steps = 0;
        calls = 0;
    }

    internal FeelValue Call(Func<FeelValue> body)
    {
        if (++calls > MostCalls)
        {
            throw new EvaluationLimitException($"functions call each other more than {MostCalls} levels deep");
        }

        try
        {
            return body();
        }
        finally
        {
            calls--;
        }
    }
}
