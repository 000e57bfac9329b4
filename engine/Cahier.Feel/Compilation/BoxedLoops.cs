using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>What one iterator of a compiled loop goes over, given the names bound before it.</summary>
public sealed record LoopDomain(Func<FeelValue[], FeelValue> Start, Func<FeelValue[], FeelValue>? End);

/// <summary>Loops over boxed values, called by compiled code where types are unknown.</summary>
public static class BoxedLoops
{
    private static readonly FeelValue Stopped = new TextValue("stopped");

    public static LoopDomain Domain(Func<FeelValue[], FeelValue> start, Func<FeelValue[], FeelValue>? end) => new(start, end);

    public static FeelValue? Entry(FeelValue item, string name) => item is ContextValue or RowValue ? Properties.Find(item, name) : null;

    public static FeelValue Function(FunctionType type, Func<FeelValue[], FeelValue> body, int steps, EvaluationScope scope) =>
        new FunctionValue(null, [.. type.Parameters.Select(p => p.Key)], scope.Bounded(body, steps), type);

    public static FeelValue For(LoopDomain[] domains, Func<FeelValue[], FeelValue> body, bool readsPartial, int steps, EvaluationScope scope)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        var unknown = Iterate(domains, 0, new FeelValue[domains.Length + 1], steps, scope, frame =>
        {
            frame[^1] = readsPartial ? scope.Partial(results) : ListValue.Empty;
            results.Add(body(frame));
            scope.Keep(results);
            return true;
        });
        return unknown ?? new ListValue(results.ToImmutable());
    }

    public static FeelValue Quantified(LoopDomain[] domains, Func<FeelValue[], FeelValue> condition, bool isEvery, int steps, EvaluationScope scope)
    {
        FeelValue result = BooleanValue.Of(isEvery);
        var unknown = Iterate(domains, 0, new FeelValue[domains.Length + 1], steps, scope, frame =>
        {
            result = isEvery ? Semantics.And(result, condition(frame)) : Semantics.Or(result, condition(frame));
            return !(isEvery ? Semantics.IsFalse(result) : Semantics.IsTrue(result));
        });
        return unknown ?? result;
    }

    private static FeelValue? Iterate(LoopDomain[] domains, int depth, FeelValue[] frame, int steps, EvaluationScope scope, Func<FeelValue[], bool> body)
    {
        EvaluationScope.EnsureStack();
        if (depth == domains.Length)
        {
            scope.Step(steps);
            return body([.. frame]) ? null : Stopped;
        }

        var start = domains[depth].Start(frame);
        var items = domains[depth].End is { } end ? Semantics.Domain(start, end(frame), scope) : Semantics.Domain(start, scope);
        if (items is null)
        {
            return start.IsNull ? NullValue.From(start) : NullValue.Because("this cannot be gone over");
        }

        foreach (var item in items)
        {
            frame[depth] = item;
            if (Iterate(domains, depth + 1, frame, steps, scope, body) is { } outcome)
            {
                return ReferenceEquals(outcome, Stopped) && depth == 0 ? null : outcome;
            }
        }

        return null;
    }
}
