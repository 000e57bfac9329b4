using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

namespace Cahier.Feel.Checking;

/// <summary>What an operator gives for operands that are not both numbers, and how to say that it gives nothing.</summary>
internal static class ArithmeticTypes
{
    /// <summary>The type of the result, or null (C#) when the operator does not take such operands.</summary>
    public static FeelType? Result(ArithmeticOperator op, FeelType left, FeelType right) => (op, left, right) switch
    {
        (ArithmeticOperator.Add, TextType, TextType) => FeelType.Text,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, DateType or MomentType, DaysDurationType or MonthsDurationType) => left,
        (ArithmeticOperator.Add, DaysDurationType or MonthsDurationType, DateType or MomentType) => right,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, TimeType, DaysDurationType) => left,
        (ArithmeticOperator.Add, DaysDurationType, TimeType) => right,
        (ArithmeticOperator.Subtract, DateType or MomentType, DateType or MomentType) => FeelType.DaysDuration,
        (ArithmeticOperator.Subtract, TimeType, TimeType) => FeelType.DaysDuration,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, DaysDurationType, DaysDurationType) => left,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, MonthsDurationType, MonthsDurationType) => left,
        (ArithmeticOperator.Multiply or ArithmeticOperator.Divide, DaysDurationType or MonthsDurationType, NumberType) => left,
        (ArithmeticOperator.Multiply, NumberType, DaysDurationType or MonthsDurationType) => right,
        (ArithmeticOperator.Divide, DaysDurationType, DaysDurationType) => new NumberType(Unit.One),
        (ArithmeticOperator.Divide, MonthsDurationType, MonthsDurationType) => new NumberType(Unit.One),
        _ => null,
    };

    /// <summary>Whether values of the type come one before the other.</summary>
    public static bool HasOrder(FeelType type) => type is not (BooleanType or ListType or ContextType or RangeType or RowType or FunctionType);

    /// <summary>Whether two values of the type may have no difference: one has an offset or zone, and the other has not.</summary>
    public static bool MayLackDifference(FeelType type) => type is TimeType or MomentType;

    public static string Participle(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "added",
        ArithmeticOperator.Subtract => "subtracted",
        ArithmeticOperator.Multiply => "multiplied",
        ArithmeticOperator.Divide => "divided",
        _ => "raised to a power",
    };

    public static string Remedy(ArithmeticOperator op, FeelType left, FeelType right) => (left, right) switch
    {
        (DateType or MomentType, NumberType) or (NumberType, DateType or MomentType) => "write days as a duration, for example date + duration(\"P30D\")",
        (DateType, DateType) when op == ArithmeticOperator.Add => "dates are subtracted, or take a duration",
        (TextType, _) or (_, TextType) when op == ArithmeticOperator.Add => "turn the other one into a text with string(…)",
        (DaysDurationType, NumberType) or (NumberType, DaysDurationType) => "take the days out of the duration with .days, or write the number as duration(\"P30D\")",
        (BooleanType, _) or (_, BooleanType) => "write if … then 1 else 0",
        (ListType, _) or (_, ListType) => "use sum(…), count(…) or one item of the list",
        _ => "use values of matching kinds",
    };

    public static string ConstructorRemedy(string name) => name switch
    {
        "date" => "write year, month and day of a day that exists: date(\"2019-07-01\")",
        "duration" => "write for example duration(\"P30D\") for 30 days, duration(\"P6M\") for 6 months",
        "time" => "write for example time(\"08:30:00\")",
        _ => "write for example date and time(\"2019-07-01T08:30:00\")",
    };

    public static string ComparisonRemedy(FeelType left, FeelType right) => (left, right) switch
    {
        (DateType, TextType) or (TextType, DateType) => "write a date as date(\"2019-07-01\")",
        (NumberType, TextType) or (TextType, NumberType) => "write the number without quotes, or the text with them",
        (BooleanType, TextType) or (TextType, BooleanType) => "write true or false without quotes",
        (DaysDurationType, NumberType) or (NumberType, DaysDurationType) => "compare with duration(\"P30D\"), or take .days of the duration",
        (MonthsDurationType, NumberType) or (NumberType, MonthsDurationType) => "take .years of the duration, or compare with duration(\"P65Y\")",
        (ListType, _) or (_, ListType) => "use count(…), some … satisfies, or list contains(…)",
        (RowType, _) or (_, RowType) => "compare a field of it, for example its key",
        _ => "compare values of the same kind",
    };
}
