namespace Cahier.Feel.Values;

/// <summary>True or false; unknown is <see cref="NullValue"/>.</summary>
public sealed class BooleanValue : FeelValue
{
    public static BooleanValue True { get; } = new(true);

    public static BooleanValue False { get; } = new(false);

    private BooleanValue(bool value) => Value = value;

    public bool Value { get; }

    public static BooleanValue Of(bool value) => value ? True : False;
}

/// <summary>A decimal number of at most 28 significant digits.</summary>
public sealed class NumberValue(decimal value) : FeelValue
{
    public decimal Value { get; } = value;
}

/// <summary>A text, compared by its Unicode code points.</summary>
public sealed class TextValue(string value) : FeelValue
{
    public string Value { get; } = value;
}

/// <summary>A calendar date.</summary>
public sealed class DateValue(Date value) : FeelValue
{
    public Date Value { get; } = value;
}

/// <summary>A time of day, with or without an offset or zone.</summary>
public sealed class TimeValue(TimeOfDay value) : FeelValue
{
    public TimeOfDay Value { get; } = value;
}

/// <summary>A date and time, with or without an offset or zone.</summary>
public sealed class MomentValue(Moment value) : FeelValue
{
    public Moment Value { get; } = value;
}

/// <summary>A duration of days and time.</summary>
public sealed class DaysDurationValue(DaysDuration value) : FeelValue
{
    public DaysDuration Value { get; } = value;
}

/// <summary>A duration of years and months.</summary>
public sealed class MonthsDurationValue(MonthsDuration value) : FeelValue
{
    public MonthsDuration Value { get; } = value;
}
