using System.Collections.Immutable;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>What the constructs of the language mean for values at hand: said once, used by both evaluators.</summary>
public static class Semantics
{
    private const int ReadingsOfStep = 2;

    private const int NumbersOfStep = 4;

    /// <summary>Three-valued <c>and</c>: false wins over unknown.</summary>
    public static FeelValue And(FeelValue left, FeelValue right) =>
        IsFalse(left) || IsFalse(right) ? BooleanValue.False
        : IsTrue(left) && IsTrue(right) ? BooleanValue.True
        : NullValue.From(left, right);

    /// <summary>Three-valued <c>or</c>: true wins over unknown.</summary>
    public static FeelValue Or(FeelValue left, FeelValue right) =>
        IsTrue(left) || IsTrue(right) ? BooleanValue.True
        : IsFalse(left) && IsFalse(right) ? BooleanValue.False
        : NullValue.From(left, right);

    public static FeelValue Not(FeelValue value) => value is BooleanValue b ? BooleanValue.Of(!b.Value) : NullValue.From(value);

    public static bool IsTrue(FeelValue value) => value is BooleanValue { Value: true };

    public static bool IsFalse(FeelValue value) => value is BooleanValue { Value: false };

    public static FeelValue Compare(ComparisonOperator op, FeelValue left, FeelValue right, EvaluationScope scope)
    {
        scope.WeighLesser(left, right);
        return Compare(op, left, right);
    }

    private static FeelValue Compare(ComparisonOperator op, FeelValue left, FeelValue right) => op switch
    {
        ComparisonOperator.Equal => Comparison.Equal(left, right),
        ComparisonOperator.NotEqual => Not(Comparison.Equal(left, right)),
        ComparisonOperator.Less => Comparison.LessThan(left, right),
        ComparisonOperator.LessOrEqual => Comparison.LessOrEqual(left, right),
        ComparisonOperator.Greater => Comparison.GreaterThan(left, right),
        _ => Comparison.GreaterOrEqual(left, right),
    };

    public static FeelValue Calculate(ArithmeticOperator op, FeelValue left, FeelValue right, SourceSpan span, EvaluationScope scope)
    {
        scope.Weigh(left, right);
        return Calculate(op, left, right, span);
    }

    private static FeelValue Calculate(ArithmeticOperator op, FeelValue left, FeelValue right, SourceSpan span) => op switch
    {
        ArithmeticOperator.Add => Arithmetic.Add(left, right, span),
        ArithmeticOperator.Subtract => Arithmetic.Subtract(left, right, span),
        ArithmeticOperator.Multiply => Arithmetic.Multiply(left, right, span),
        ArithmeticOperator.Divide => Arithmetic.Divide(left, right, span),
        _ => Arithmetic.Power(left, right, span),
    };

    public static FeelValue Between(FeelValue value, FeelValue low, FeelValue high, EvaluationScope scope) =>
        And(Compare(ComparisonOperator.GreaterOrEqual, value, low, scope), Compare(ComparisonOperator.LessOrEqual, value, high, scope));

    /// <summary>A property, entry or field; of a list, the list of its items' properties.</summary>
    public static FeelValue Path(FeelValue target, string name, EvaluationScope scope)
    {
        if (target is not ListValue list)
        {
            return Properties.Find(target, name) ?? (target is NullValue ? target : NullValue.Because($"there is no ‘{name}’"));
        }

        scope.Step(list.Items.Length / ReadingsOfStep);
        var items = ImmutableArray.CreateBuilder<FeelValue>(list.Items.Length);
        var spread = list.Items.Any(i => i is RowValue row && row.Type.TryFind(name, out var field) && field.Kind == RowFieldKind.Children);
        foreach (var item in list.Items)
        {
            var value = Path(item, name, scope);
            if (spread && value is ListValue rows)
            {
                items.AddRange(rows.Items);
            }
            else
            {
                items.Add(value);
            }
        }

        return new ListValue(items.ToImmutable());
    }

    /// <summary>A field of a row; of a missing row, unknown for the same reason.</summary>
    public static FeelValue Field(FeelValue row, int ordinal) => row is RowValue r ? r.Read(ordinal) : NullValue.From(row);

    /// <summary>The item at a position counted from 1, or from the end when negative.</summary>
    public static FeelValue Index(FeelValue target, FeelValue position)
    {
        var items = Items(target);
        if (position is not NumberValue number)
        {
            return NullValue.From(position);
        }

        var index = number.Value;
        return !decimal.IsInteger(index) ? NullValue.Because("a position is a whole number")
            : index >= 1 && index <= items.Length ? items[(int)index - 1]
            : index <= -1 && -index <= items.Length ? items[items.Length + (int)index]
            : NullValue.Because("the list has no item at this position");
    }

    /// <summary>
    /// <c>target[predicate]</c>: when the predicate gives a number for the first item, the item at that position;
    /// otherwise the items for which it is true. What is neither true, false nor unknown is no condition, and there is no result.
    /// </summary>
    /// <param name="target">A list, or a single value.</param>
    /// <param name="predicate">What is asked of each item.</param>
    /// <param name="steps">How much asking it once counts.</param>
    /// <param name="scope">What bounds it.</param>
    public static FeelValue Filter(FeelValue target, Func<FeelValue, FeelValue> predicate, int steps, EvaluationScope scope)
    {
        var items = Items(target);
        scope.Step(steps);
        var answer = predicate(items.IsEmpty ? NullValue.Instance : items[0]);
        if (answer is NumberValue)
        {
            return Index(target, answer);
        }

        if (target is NullValue)
        {
            return target;
        }

        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                scope.Step(steps);
                answer = predicate(items[i]);
            }

            if (answer is not (BooleanValue or NullValue))
            {
                return NullValue.Because($"{FeelText.Kind(answer)} is no condition of a filter");
            }

            if (IsTrue(answer))
            {
                kept.Add(items[i]);
            }
        }

        return new ListValue(kept.ToImmutable());
    }

    /// <summary>The items of a list; a single value is a list of one, and null a list of none.</summary>
    public static ImmutableArray<FeelValue> Items(FeelValue value) => value switch
    {
        ListValue list => list.Items,
        NullValue => [],
        _ => [value],
    };

    /// <summary>What an iteration goes over, or null (C#) when it is nothing that can be gone over.</summary>
    public static ImmutableArray<FeelValue>? Domain(FeelValue domain, EvaluationScope scope) => domain switch
    {
        ListValue list => list.Items,
        RangeValue range => Steps(range, scope),
        NullValue => null,
        _ => [domain],
    };

    /// <summary>The whole numbers or dates from one to the other, upwards or downwards.</summary>
    public static ImmutableArray<FeelValue>? Domain(FeelValue start, FeelValue end, EvaluationScope scope)
    {
        switch (start, end)
        {
            case (NumberValue a, NumberValue b) when decimal.IsInteger(a.Value):
                var count = decimal.Abs(Rounding.Round(b.Value, 0, RoundingMode.Floor) - a.Value) + 1;
                if (count > EvaluationScope.MostItems)
                {
                    return null;
                }

                scope.Step((int)count / NumbersOfStep);
                var step = b.Value < a.Value ? -1 : 1;
                return [.. Enumerable.Range(0, (int)count).Select(i => (FeelValue)new NumberValue(a.Value + (i * step)))];
            case (DateValue a, DateValue b):
                var days = Math.Abs(b.Value.EpochDay - a.Value.EpochDay) + 1;
                if (days > EvaluationScope.MostItems)
                {
                    return null;
                }

                scope.Step((int)days / NumbersOfStep);
                return [.. Enumerable.Range(0, (int)days).Select(i => (FeelValue)new DateValue(a.Value.AddDays(b.Value < a.Value ? -i : i)))];
            default:
                return null;
        }
    }

    private static ImmutableArray<FeelValue>? Steps(RangeValue range, EvaluationScope scope)
    {
        // A range that ends before it begins holds nothing, and is most likely a slip.
        if (IsTrue(Comparison.GreaterThan(range.Start, range.End)) || Domain(range.Start, range.End, scope) is not { } steps)
        {
            return null;
        }

        var from = range.StartIncluded ? 0 : 1;
        var to = range.EndIncluded ? steps.Length : steps.Length - 1;
        return to <= from ? [] : steps[from..to];
    }

    /// <summary>A range, or null when its bounds do not belong together.</summary>
    public static FeelValue Range(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
    {
        var fits = start.IsNull || end.IsNull || start.GetType() == end.GetType();
        return fits && MayBound(start) && MayBound(end) ? new RangeValue(start, startIncluded, end, endIncluded) : NullValue.Because("the bounds of a range must be of one kind");
    }

    private static bool MayBound(FeelValue value) =>
        value is NullValue or NumberValue or TextValue or DateValue or TimeValue or MomentValue or DaysDurationValue or MonthsDurationValue;

    /// <summary>A comparison as a range, <c>(&lt; 10)</c>; an equality is a range of one value.</summary>
    public static FeelValue ComparisonRange(ComparisonOperator op, FeelValue operand) => op switch
    {
        ComparisonOperator.Less => new RangeValue(null, false, operand, false),
        ComparisonOperator.LessOrEqual => new RangeValue(null, false, operand, true),
        ComparisonOperator.Greater => new RangeValue(operand, false, null, false),
        ComparisonOperator.GreaterOrEqual => new RangeValue(operand, true, null, false),
        ComparisonOperator.Equal => new RangeValue(operand, true, operand, true) { IsEquality = true },
        _ => NullValue.Because("!= is no range"),
    };

    /// <summary>Whether a value passes a test that has been evaluated with <c>?</c> standing for the value.</summary>
    /// <param name="value">The value under test.</param>
    /// <param name="test">What the test's expression gave.</param>
    /// <param name="usesInput">Whether the expression speaks of <c>?</c>, so that a boolean is its answer.</param>
    /// <param name="scope">What bounds it.</param>
    public static FeelValue Passes(FeelValue value, FeelValue test, bool usesInput, EvaluationScope scope)
    {
        scope.Weigh(test);
        return usesInput && test is BooleanValue or NullValue ? test : Membership.Matches(value, test);
    }

    public static FeelValue ListOf(FeelValue[] items) => new ListValue([.. items]);

    public static FeelValue ContextOf(string[] keys, FeelValue[] values)
    {
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Length)
        {
            return NullValue.Because("two entries of a context have one name");
        }

        return new ContextValue([.. keys.Zip(values, KeyValuePair.Create)]);
    }

    /// <summary>Calls a value that should be a function.</summary>
    public static FeelValue Invoke(FeelValue function, string?[] names, FeelValue[] arguments, EvaluationScope scope)
    {
        if (function is not FunctionValue called)
        {
            return function is NullValue ? NullValue.From(function) : NullValue.Because("this is not a function");
        }

        if (called.Name is { } builtin && BuiltinLibrary.TryFind(builtin, out var known))
        {
            return InvokeBuiltin(known, names, arguments, scope);
        }

        var ordered = arguments;
        if (Array.Exists(names, n => n is not null))
        {
            if (!Array.TrueForAll(names, n => n is not null && called.Parameters.Contains(n)) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            {
                return NullValue.Because("a named argument is unknown or given twice");
            }

            // As the standard has it, a parameter that is not named is null.
            ordered = [.. called.Parameters.Select(p => Array.IndexOf(names, p) is var i and >= 0 ? arguments[i] : NullValue.Because($"nothing is given for ‘{p}’"))];
        }

        scope.Step(called.Steps);
        return ordered.Length == called.Parameters.Length
            ? called.Invoke(ordered)
            : NullValue.Because("the function takes another number of arguments");
    }

    public static FeelValue InvokeBuiltin(Builtin builtin, string?[] names, FeelValue[] arguments, EvaluationScope scope)
    {
        scope.Weigh(arguments);
        if (!Array.Exists(names, n => n is not null))
        {
            return BuiltinLibrary.Invoke(builtin, arguments, scope);
        }

        return Array.Exists(names, n => n is null)
            ? NullValue.Because("arguments are either all named or none")
            : BuiltinLibrary.InvokeNamed(builtin, [.. names.Zip(arguments, (n, a) => (n!, a))], scope);
    }

    /// <summary>A built-in function as a value.</summary>
    public static FeelValue BuiltinValue(Builtin builtin, EvaluationScope scope) =>
        new FunctionValue(
            builtin.Name,
            [.. builtin.Overloads[0].Parameters.Select(p => p.Name)],
            arguments =>
            {
                scope.Step();
                scope.Weigh(arguments);
                return BuiltinLibrary.Invoke(builtin, arguments, scope);
            },
            new FunctionType(
                [.. builtin.Overloads[0].Parameters.Select(p => KeyValuePair.Create(p.Name, p.Type))],
                builtin.Overloads[0].Result([.. builtin.Overloads[0].Parameters.Select(p => p.Type)])));

    /// <summary>An argument for a parameter with a type, whose items have to be looked at.</summary>
    public static FeelValue Argument(FeelValue value, FeelType? type, EvaluationScope scope)
    {
        scope.Weigh(type is null ? NullValue.Instance : value);
        return Argument(value, type);
    }

    /// <summary>
    /// An argument for a parameter with a type: itself, or what the standard makes of it — the one item of a list, a list of
    /// one item, the beginning of a day in UTC — or null when it is of another kind.
    /// </summary>
    public static FeelValue Argument(FeelValue value, FeelType? type) =>
        type is null || TypeTests.Conforms(value, type) ? value
        : value is DateValue day && TypeTests.Conforms(StartOf(day), type) ? StartOf(day)
        : value is ListValue { Items: [{ IsNull: false } single] } && Argument(single, type) is { IsNull: false } converted ? converted
        : ItemOf(type) is { } item && TypeTests.Conforms(value, item) && TypeTests.Conforms(new ListValue([value]), type) ? new ListValue([value])
        : NullValue.Because($"a {type} was expected");

    /// <summary>FEEL's <c>instance of</c>.</summary>
    public static bool InstanceOf(FeelValue value, FeelType type, EvaluationScope scope)
    {
        scope.Weigh(value);
        return TypeTests.InstanceOf(value, type);
    }

    private static MomentValue StartOf(DateValue day) => new(Moment.StartOf(day.Value));

    private static FeelType? ItemOf(FeelType type) => type switch
    {
        ListType list => list.Element,
        RestrictedType restricted => ItemOf(restricted.Base),
        _ => null,
    };
}
