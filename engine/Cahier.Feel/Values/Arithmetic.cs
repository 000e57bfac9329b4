using Cahier.Feel.Syntax;

namespace Cahier.Feel.Values;

/// <summary>FEEL's operators on values of any kind. What has no result is null with its cause, at the place given.</summary>
public static partial class Arithmetic
{
    private const int LongestText = 1_000_000;

    private delegate FeelValue? Operation(FeelValue left, FeelValue right);

    public static FeelValue Add(FeelValue left, FeelValue right, SourceSpan span = default) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Number(Numbers.Add(l.Value, r.Value), span),
        (TextValue l, TextValue r) => l.Value.Length + r.Value.Length <= LongestText
            ? new TextValue(l.Value + r.Value)
            : NullValue.Because("the text is too long", span),
        _ => Apply(AddTemporal, left, right, "cannot be added to", span),
    };

    public static FeelValue Subtract(FeelValue left, FeelValue right, SourceSpan span = default) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Number(Numbers.Subtract(l.Value, r.Value), span),
        _ => Apply(SubtractTemporal, left, right, "has no difference with", span),
    };

    public static FeelValue Multiply(FeelValue left, FeelValue right, SourceSpan span = default) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Number(Numbers.Multiply(l.Value, r.Value), span),
        (NumberValue l, DaysDurationValue or MonthsDurationValue) => Apply(Scale, right, l, "cannot be multiplied by", span),
        _ => Apply(Scale, left, right, "cannot be multiplied by", span),
    };

    public static FeelValue Divide(FeelValue left, FeelValue right, SourceSpan span = default)
    {
        var isZero = right is NumberValue { Value: 0 } or MonthsDurationValue { Value.Months: 0 }
            || (right is DaysDurationValue days && days.Value == default);
        return (left, right) switch
        {
            (NumberValue or DaysDurationValue or MonthsDurationValue, NumberValue or DaysDurationValue or MonthsDurationValue) when isZero =>
                NullValue.Because("division by zero", span),
            (NumberValue l, NumberValue r) => Number(Numbers.Divide(l.Value, r.Value), span),
            _ => Apply(DivideTemporal, left, right, "cannot be divided by", span),
        };
    }

    public static FeelValue Power(FeelValue left, FeelValue right, SourceSpan span = default) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Numbers.Power(l.Value, r.Value) is { } power
            ? new NumberValue(power)
            : NullValue.Because("the power is too large or no real number", span),
        _ => Apply(static (_, _) => null, left, right, "cannot be raised to", span),
    };

    /// <summary>The minus sign before a value.</summary>
    public static FeelValue Negate(FeelValue value, SourceSpan span = default) => value switch
    {
        NumberValue number => new NumberValue(-number.Value),
        DaysDurationValue duration => new DaysDurationValue(new DaysDuration(-duration.Value.Nanoseconds)),
        MonthsDurationValue duration => new MonthsDurationValue(new MonthsDuration(-duration.Value.Months)),
        NullValue => NullValue.From(value),
        _ => NullValue.Because($"{FeelText.Kind(value)} has no opposite", span),
    };

    private static FeelValue Number(decimal? value, SourceSpan span) =>
        value is { } number ? new NumberValue(number) : NullValue.Because("the number is too large", span);

    private static FeelValue Apply(Operation operation, FeelValue left, FeelValue right, string refusal, SourceSpan span)
    {
        if (left.IsNull || right.IsNull)
        {
            return NullValue.From(left, right);
        }

        try
        {
            return operation(left, right) ?? NullValue.Because($"{FeelText.Kind(left)} {refusal} {FeelText.Kind(right)}", span);
        }
        catch (OverflowException)
        {
            return NullValue.Because("the date or duration is too large", span);
        }
    }
}
