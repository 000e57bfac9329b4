namespace Cahier.Feel.Values;

// Each operation gives null (C#) when there is none between such values, and throws OverflowException past the calendar.
public static partial class Arithmetic
{
    private static FeelValue? AddTemporal(FeelValue left, FeelValue right) => (left, right) switch
    {
        (DaysDurationValue l, DaysDurationValue r) => Days(l.Value.Nanoseconds + r.Value.Nanoseconds),
        (MonthsDurationValue l, MonthsDurationValue r) => new MonthsDurationValue(new MonthsDuration(l.Value.Months + r.Value.Months)),
        (DaysDurationValue or MonthsDurationValue, DateValue or TimeValue or MomentValue) => Later(right, left),
        _ => Later(left, right),
    };

    private static FeelValue? SubtractTemporal(FeelValue left, FeelValue right) => (left, right) switch
    {
        (DaysDurationValue l, DaysDurationValue r) => Days(l.Value.Nanoseconds - r.Value.Nanoseconds),
        (MonthsDurationValue l, MonthsDurationValue r) => new MonthsDurationValue(new MonthsDuration(l.Value.Months - r.Value.Months)),
        (_, DaysDurationValue or MonthsDurationValue) => Later(left, Negate(right)),
        (DateValue l, DateValue r) => new DaysDurationValue(DaysDuration.FromDays(l.Value.EpochDay - r.Value.EpochDay)),
        (DateValue l, MomentValue r) => Difference(Moment.StartOf(l.Value), r.Value),
        (MomentValue l, DateValue r) => Difference(l.Value, Moment.StartOf(r.Value)),
        (MomentValue l, MomentValue r) => Difference(l.Value, r.Value),
        (TimeValue l, TimeValue r) => Difference(l.Value, r.Value),
        _ => null,
    };

    private static FeelValue? Scale(FeelValue left, FeelValue right) => (left, right) switch
    {
        (DaysDurationValue l, NumberValue r) => Days(Whole((decimal)l.Value.Nanoseconds * r.Value)),
        (MonthsDurationValue l, NumberValue r) => Months(l.Value.Months * r.Value),
        _ => null,
    };

    private static FeelValue? DivideTemporal(FeelValue left, FeelValue right) => (left, right) switch
    {
        (DaysDurationValue l, NumberValue r) => Days(Whole((decimal)l.Value.Nanoseconds / r.Value)),
        (MonthsDurationValue l, NumberValue r) => Months(l.Value.Months / r.Value),
        (DaysDurationValue l, DaysDurationValue r) => new NumberValue((decimal)l.Value.Nanoseconds / (decimal)r.Value.Nanoseconds),
        (MonthsDurationValue l, MonthsDurationValue r) => new NumberValue((decimal)l.Value.Months / r.Value.Months),
        _ => null,
    };

    private static FeelValue? Later(FeelValue start, FeelValue duration) => (start, duration) switch
    {
        (DateValue date, DaysDurationValue days) => new DateValue(date.Value.AddDays(DaysDuration.FloorDays(days.Value.Nanoseconds).Days)),
        (DateValue date, MonthsDurationValue months) => new DateValue(date.Value.AddMonths(months.Value.Months)),
        (MomentValue moment, DaysDurationValue days) => new MomentValue(moment.Value.Add(days.Value)),
        (MomentValue moment, MonthsDurationValue months) => new MomentValue(moment.Value.Add(months.Value)),
        (TimeValue time, DaysDurationValue days) => new TimeValue(time.Value with
        {
            Nanoseconds = DaysDuration.FloorDays(time.Value.Nanoseconds + days.Value.Nanoseconds).Remainder,
        }),
        _ => null,
    };

    private static FeelValue Difference(Moment left, Moment right) =>
        left.Time.IsZoned == right.Time.IsZoned
            ? Days(left.Instant - right.Instant)
            : NullValue.Because("one date and time has an offset or time zone and the other has not");

    private static FeelValue Difference(TimeOfDay left, TimeOfDay right) =>
        left.IsZoned == right.IsZoned
            ? Days(left.Nanoseconds - right.Nanoseconds - (((left.UtcOffsetSeconds ?? 0) - (right.UtcOffsetSeconds ?? 0)) * TimeOfDay.NanosecondsPerSecond))
            : NullValue.Because("one time has an offset or time zone and the other has not");

    private static DaysDurationValue Days(Int128 nanoseconds) =>
        new DaysDuration(nanoseconds) is { IsInBounds: true } duration
            ? new DaysDurationValue(duration)
            : throw new OverflowException("The duration is longer than the calendar.");

    private static MonthsDurationValue Months(decimal months) => new(new MonthsDuration((long)Rounding.Round(months, 0, RoundingMode.Down)));

    private static Int128 Whole(decimal nanoseconds) => (Int128)Rounding.Round(nanoseconds, 0, RoundingMode.Down);
}
