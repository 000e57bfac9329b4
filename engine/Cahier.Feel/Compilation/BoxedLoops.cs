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

    public static FeelValue Function(FunctionType type, Func<FeelValue[], FeelValue> body) =>
        new FunctionValue(null, [.. type.Parameters.Select(p => p.Key)], body, type);

    public static FeelValue For(LoopDomain[] domains, Func<FeelValue[], FeelValue> body, bool readsPartial, EvaluationScope scope)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        var unknown = Iterate(domains, 0, new FeelValue[domains.Length + 1], scope, frame =>
        {
            frame[^1] = readsPartial ? new ListValue([.. results]) : ListValue.Empty;
            results.Add(body(frame));
            return true;
        });
        return unknown ?? new ListValue(results.ToImmutable());
    }

    public static FeelValue Quantified(LoopDomain[] domains, Func<FeelValue[], FeelValue> condition, bool isEvery, EvaluationScope scope)
    {
        FeelValue result = BooleanValue.Of(isEvery);
        var unknown = Iterate(domains, 0, new FeelValue[domains.Length + 1], scope, frame =>
        {
            result = isEvery ? Semantics.And(result, condition(frame)) : Semantics.Or(result, condition(frame));
            return !(isEvery ? Semantics.IsFalse(result) : Semantics.IsTrue(result));
        });
        return unknown ?? result;
    }

    public static FeelValue Filter(FeelValue target, Func<FeelValue, FeelValue> predicate, bool isCondition, EvaluationScope scope)
    {
        var items = Semantics.Items(target);
        if (items.IsEmpty || !isCondition)
        {
            var first = predicate(items.IsEmpty ? NullValue.Instance : items[0]);
            if (first is NumberValue)
            {
                return Semantics.Index(target, first);
            }
        }

        if (target is NullValue)
        {
            return target;
        }

        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in items)
        {
            scope.Step();
            if (Semantics.IsTrue(predicate(item)))
            {
                kept.Add(item);
            }
        }

        return new ListValue(kept.ToImmutable());
    }

    private static FeelValue? Iterate(LoopDomain[] domains, int depth, FeelValue[] frame, EvaluationScope scope, Func<FeelValue[], bool> body)
    {
        if (depth == domains.Length)
        {
            scope.Step();
            return body([.. frame]) ? null : Stopped;
        }

        var start = domains[depth].Start(frame);
        var items = domains[depth].End is { } end ? Semantics.Domain(start, end(frame)) : Semantics.Domain(start);
        if (items is null)
        {
            return start.IsNull ? NullValue.From(start) : NullValue.Because("this cannot be gone over");
        }

        foreach (var item in items)
        {
            frame[depth] = item;
            if (Iterate(domains, depth + 1, frame, scope, body) is { } outcome)
            {
                return ReferenceEquals(outcome, Stopped) && depth == 0 ? null : outcome;
            }
        }

        return null;
    }
}
