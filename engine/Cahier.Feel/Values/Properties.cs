namespace Cahier.Feel.Values;

/// <summary>The named parts of values: what stands after a point.</summary>
public static class Properties
{
    /// <summary>The part of that name, or null (C#) when such values have none.</summary>
    public static FeelValue? Find(FeelValue target, string name) => target switch
    {
        ContextValue context => context.Find(name),
        RowValue row => row.Find(name),
        DateValue date => OfDate(date.Value, name),
        TimeValue time => OfTime(time.Value, time.Value.UtcOffsetSeconds, name),
        MomentValue moment => OfDate(moment.Value.Date, name) ?? OfTime(moment.Value.Time, moment.Value.UtcOffsetSeconds, name),
        DaysDurationValue duration => OfDays(duration.Value, name),
        MonthsDurationValue duration => OfMonths(duration.Value, name),
        RangeValue range => OfRange(range, name),
        _ => null,
    };

    private static NumberValue? OfDate(Date date, string name) => name switch
    {
        "year" => new NumberValue(date.Year),
        "month" => new NumberValue(date.Month),
        "day" => new NumberValue(date.Day),
        "weekday" => new NumberValue(date.Weekday),
        _ => null,
    };

    private static FeelValue? OfTime(TimeOfDay time, int? offsetSeconds, string name) => name switch
    {
        "hour" => new NumberValue(time.Hour),
        "minute" => new NumberValue(time.Minute),
        "second" => new NumberValue(time.Seconds),
        "time offset" => offsetSeconds is { } seconds ? new DaysDurationValue(DaysDuration.FromSeconds(seconds)) : NullValue.Because("the time has no offset"),
        "timezone" => time.Zone is { } zone ? new TextValue(zone) : NullValue.Because("the time has no time zone"),
        _ => null,
    };

    private static NumberValue? OfDays(DaysDuration duration, string name) => name switch
    {
        "days" => new NumberValue(duration.Days),
        "hours" => new NumberValue(duration.Hours),
        "minutes" => new NumberValue(duration.Minutes),
        "seconds" => new NumberValue(duration.SecondsPart),
        "value" => new NumberValue((decimal)duration.Nanoseconds / TimeOfDay.NanosecondsPerSecond),
        _ => null,
    };

    private static NumberValue? OfMonths(MonthsDuration duration, string name) => name switch
    {
        "years" => new NumberValue(duration.Years),
        "months" => new NumberValue(duration.MonthsPart),
        "value" => new NumberValue(duration.Months),
        _ => null,
    };

    private static FeelValue? OfRange(RangeValue range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => BooleanValue.Of(range.StartIncluded),
        "end included" => BooleanValue.Of(range.EndIncluded),
        _ => null,
    };
}
