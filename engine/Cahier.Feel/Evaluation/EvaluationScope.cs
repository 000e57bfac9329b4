using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cahier.Feel.Checking;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>Gives the values of surrounding names.</summary>
public interface IGlobals
{
    FeelValue Read(GlobalSymbol symbol);

    /// <summary>What a call comes to where that is known without carrying it out; null (C#) where it is not.</summary>
    FeelValue? Known(InvocationNode call) => null;
}

/// <summary>Stops an evaluation that has taken too many steps or calls itself too deeply.</summary>
public sealed class EvaluationLimitException(string message) : Exception(message);

/// <summary>One evaluation in progress: its clock and its bounds. Used by one thread.</summary>
public sealed class EvaluationScope(IEvaluationClock clock)
{
    /// <summary>The most iterations of one evaluation.</summary>
    public const int MostSteps = 2_000_000;

    /// <summary>The deepest nesting of calls.</summary>
    public const int MostCalls = 100;

    /// <summary>The longest list that an iteration makes.</summary>
    public const int MostItems = 1_000_000;

    private const int StepsOfCall = 10;

    private int steps;
    private int calls;

    public IEvaluationClock Clock { get; } = clock;

    /// <summary>Counts one iteration, or work that takes as long as several.</summary>
    /// <exception cref="EvaluationLimitException">Too many.</exception>
    public void Step(int count = 1)
    {
        steps = Math.Min(steps + count, MostSteps + 1);
        if (steps > MostSteps)
        {
            throw new EvaluationLimitException($"more than {MostSteps} steps were needed");
        }
    }

    /// <summary>Counts the work of going through values: long lists and texts take long.</summary>
    /// <exception cref="EvaluationLimitException">Too many steps.</exception>
    public void Weigh(params ReadOnlySpan<FeelValue> values)
    {
        foreach (var value in values)
        {
            Step(Extent.Of(value).Weight);
        }
    }

    /// <summary>Counts the work of comparing two values, which ends where the lesser one does.</summary>
    /// <exception cref="EvaluationLimitException">Too many steps.</exception>
    internal void WeighLesser(FeelValue left, FeelValue right) => Step(Math.Min(Extent.Of(left).Weight, Extent.Of(right).Weight));

    /// <summary>How much running a piece of text once counts: a long one is much work, however often it runs.</summary>
    internal static int StepsOf(Node body) => 1 + (body.Span.Length / Extent.CharactersOfOne);

    /// <summary>What an iteration has gathered so far, as a value: a copy, which takes its time.</summary>
    internal ListValue Partial(ImmutableArray<FeelValue>.Builder results)
    {
        Step(results.Count / 16);
        return new ListValue([.. results]);
    }

    /// <summary>Bounds what an iteration gathers by the weight of its last result.</summary>
    internal void Keep(ImmutableArray<FeelValue>.Builder results)
    {
        Weigh(results[^1]);
        if (results.Count > MostItems)
        {
            throw new EvaluationLimitException($"the list is longer than {MostItems} items");
        }
    }

    /// <summary>Stops an evaluation that has come too deep for the thread it runs on.</summary>
    /// <exception cref="EvaluationLimitException">Too deep.</exception>
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new EvaluationLimitException("the calculation is nested too deeply");
        }
    }

    /// <summary>Begins anew, for the next row of a loop.</summary>
    public void Restart()
    {
        steps = 0;
        calls = 0;
    }

    /// <summary>The body of a function, bounded however it is called.</summary>
    internal Func<FeelValue[], FeelValue> Bounded(Func<FeelValue[], FeelValue> body, int stepsOfBody = 1) => arguments => Call(body, stepsOfBody, arguments);

    private FeelValue Call(Func<FeelValue[], FeelValue> body, int stepsOfBody, FeelValue[] arguments)
    {
        EnsureStack();
        Step(StepsOfCall + stepsOfBody);
        if (calls >= MostCalls)
        {
            throw new EvaluationLimitException($"functions call each other more than {MostCalls} levels deep");
        }

        calls++;
        try
        {
            return body(arguments);
        }
        finally
        {
            calls--;
        }
    }
}
