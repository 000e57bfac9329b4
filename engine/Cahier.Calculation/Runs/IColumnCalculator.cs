using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;

namespace Cahier.Calculation.Runs;

/// <summary>Finds an expression for every row, unit or participant.</summary>
internal interface IColumnCalculator
{
    /// <summary>Fills a column.</summary>
    /// <param name="kind">What its places are.</param>
    /// <param name="expression">What to find.</param>
    /// <param name="target">Where to write it.</param>
    /// <param name="marks">Places marked 0 are passed over; none is when there are no marks.</param>
    void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target, byte[]? marks = null);
}

/// <summary>Calculates with compiled loops, ranges of places side by side. Each place is written by one thread, so the result is the same on any number.</summary>
internal sealed class CompiledCalculator(CompiledRuleSet rules, RunFrame frame, int threads) : IColumnCalculator
{
    private const int PlacesInRange = 8192;

    public void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target, byte[]? marks = null)
    {
        var loop = rules.LoopOf(kind, expression);
        var ranges = (target.Count + PlacesInRange - 1) / PlacesInRange;
        if (ranges <= 1 || threads == 1)
        {
            loop(frame, target, marks, 0, target.Count);
            return;
        }

        Parallel.For(
            0,
            ranges,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            range => loop(frame, target, marks, range * PlacesInRange, Math.Min(target.Count, (range + 1) * PlacesInRange)));
    }
}

/// <summary>Calculates by walking trees, one place after the other.</summary>
internal sealed class InterpretingCalculator(RunFrame frame) : IColumnCalculator
{
    public void Fill(LoopKind kind, CheckedExpression expression, ResultColumn target, byte[]? marks = null)
    {
        for (var place = 0; place < target.Count; place++)
        {
            if (marks is null || marks[place] != 0)
            {
                target.Write(place, Interpreter.Evaluate(expression, PlaceGlobals.Of(frame, kind, place), new EvaluationScope(frame)));
            }
        }
    }
}
