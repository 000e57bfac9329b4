using System.Linq.Expressions;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>
/// The unboxed shapes of values in compiled code: <c>bool?</c>, <c>decimal?</c>, <c>string</c>, <c>Date?</c>, the two
/// durations, and <c>int</c> for rows. All others are <see cref="FeelValue"/>.
/// </summary>
public static class NativeForm
{
    /// <summary>The shape of values of a type.</summary>
    public static Type Of(FeelType type) => type switch
    {
        BooleanType => typeof(bool?),
        NumberType => typeof(decimal?),
        TextType => typeof(string),
        DateType => typeof(Date?),
        DaysDurationType => typeof(DaysDuration?),
        MonthsDurationType => typeof(MonthsDuration?),
        RowType => typeof(int),
        _ => typeof(FeelValue),
    };

    /// <summary>A native expression as a value.</summary>
    public static Expression Box(Expression native, FeelType type, ICodeEnvironment environment) =>
        typeof(FeelValue).IsAssignableFrom(native.Type) ? native
        : native.Type == typeof(int) ? environment.Box((RowType)type, native)
        : Expression.Call(typeof(Boxing), nameof(Boxing.Box), null, native);

    /// <summary>An expression in the wanted shape; a value of another kind is unknown.</summary>
    public static Expression Convert(Expression value, FeelType type, Type wanted, ICodeEnvironment environment)
    {
        if (value.Type == wanted)
        {
            return value;
        }

        if (wanted == typeof(FeelValue))
        {
            var boxed = Box(value, type, environment);
            return boxed.Type == typeof(FeelValue) ? boxed : Expression.Convert(boxed, typeof(FeelValue));
        }

        if (wanted == typeof(int))
        {
            // What is no row, such as null beside one, leads to none.
            return type is RowType row ? environment.Unbox(row, value) : Expression.Call(typeof(Boxing), nameof(Boxing.ToRow), null, Convert(value, type, typeof(FeelValue), environment));
        }

        var unboxing = wanted == typeof(bool?) ? nameof(Boxing.ToBoolean)
            : wanted == typeof(decimal?) ? nameof(Boxing.ToNumber)
            : wanted == typeof(string) ? nameof(Boxing.ToText)
            : wanted == typeof(Date?) ? nameof(Boxing.ToDate)
            : wanted == typeof(DaysDuration?) ? nameof(Boxing.ToDays)
            : wanted == typeof(MonthsDuration?) ? nameof(Boxing.ToMonths)
            : throw new InvalidOperationException($"no native form {wanted}");
        return Expression.Call(typeof(Boxing), unboxing, null, Convert(value, type, typeof(FeelValue), environment));
    }

    /// <summary>Code that finds a value when it is first asked for.</summary>
    public static Expression Lazily(ParameterExpression isFound, ParameterExpression kept, Expression value) => Expression.Condition(
        isFound,
        kept,
        Expression.Block(Expression.Assign(kept, value), Expression.Assign(isFound, Expression.Constant(true)), kept));
}

/// <summary>Changes between native shapes and values, called by compiled code.</summary>
public static class Boxing
{
    public static FeelValue Box(bool? value) => value is { } v ? BooleanValue.Of(v) : NullValue.Instance;

    public static FeelValue Box(decimal? value) => value is { } v ? new NumberValue(v) : NullValue.Instance;

    public static FeelValue Box(string? value) => value is null ? NullValue.Instance : new TextValue(value);

    public static FeelValue Box(Date? value) => value is { } v ? new DateValue(v) : NullValue.Instance;

    public static FeelValue Box(DaysDuration? value) => value is { } v ? new DaysDurationValue(v) : NullValue.Instance;

    public static FeelValue Box(MonthsDuration? value) => value is { } v ? new MonthsDurationValue(v) : NullValue.Instance;

    public static FeelValue Box(IRowSource source, int row) => row < 0 ? NullValue.Instance : new RowValue(source, row);

    public static bool? ToBoolean(FeelValue value) => value is BooleanValue b ? b.Value : null;

    public static decimal? ToNumber(FeelValue value) => value is NumberValue n ? n.Value : null;

    public static string? ToText(FeelValue value) => value is TextValue t ? t.Value : null;

    public static Date? ToDate(FeelValue value) => value is DateValue d ? d.Value : null;

    public static DaysDuration? ToDays(FeelValue value) => value is DaysDurationValue d ? d.Value : null;

    public static MonthsDuration? ToMonths(FeelValue value) => value is MonthsDurationValue m ? m.Value : null;

    public static int ToRow(FeelValue value) => value is RowValue row ? row.Row : -1;
}
