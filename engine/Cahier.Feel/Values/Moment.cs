namespace Cahier.Feel.Values;

/// <summary>A date and time of day. With an offset or a zone it is an instant; without, a reading of a clock on a wall.</summary>
/// <param name="Date">The day on the clock's calendar.</param>
/// <param name="Time">The time on the clock, with its offset or zone.</param>
public readonly record struct Moment(Date Date, TimeOfDay Time)
{
    /// <summary>Seconds east of UTC, or null when there is neither offset nor zone.</summary>
    public int? UtcOffsetSeconds =>
        Time.OffsetSeconds ?? (Time.Zone is { } zone ? TimeZones.OffsetAt(zone, Date, Time.Nanoseconds) : null);

    /// <summary>Nanoseconds on the clock since 1970-01-01T00:00:00.</summary>
    public Int128 LocalNanoseconds => ((Int128)Date.EpochDay * TimeOfDay.NanosecondsPerDay) + Time.Nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01T00:00:00 in UTC; a clock on a wall counts as if it were in UTC.</summary>
    public Int128 Instant => LocalNanoseconds - ((Int128)(UtcOffsetSeconds ?? 0) * TimeOfDay.NanosecondsPerSecond);

    /// <summary>The start of a day in UTC, as the standard reads a date where a date and time is wanted.</summary>
    public static Moment StartOf(Date date) => new(date, new TimeOfDay(0, 0));

    public static Moment FromDateTimeOffset(DateTimeOffset value) => new(
        Date.FromDateOnly(DateOnly.FromDateTime(value.DateTime)),
        new TimeOfDay(value.TimeOfDay.Ticks * 100, (int)value.Offset.TotalSeconds));

    /// <summary>Reads <c>2019-07-01T08:30:00</c> with what a time may have after it; a date alone is its midnight.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Moment moment)
    {
        moment = default;
        var separator = text.IndexOf('T');
        if (separator < 0)
        {
            var isDate = Date.TryParse(text, out var alone);
            moment = new Moment(alone, default);
            return isDate;
        }

        if (!Date.TryParse(text[..separator], out var date) || !TimeOfDay.TryParse(text[(separator + 1)..], out var time, out var endOfDay)
            || (endOfDay && date == Date.MaxValue))
        {
            return false;
        }

        moment = new Moment(endOfDay ? date.AddDays(1) : date, time);
        return true;
    }

    /// <summary>The moment so much later: along the instants when it has an offset or zone, along the clock otherwise.</summary>
    /// <exception cref="OverflowException">There is no such date.</exception>
    public Moment Add(DaysDuration duration)
    {
        if (Time.Zone is not { } zone)
        {
            return FromLocal(LocalNanoseconds + duration.Nanoseconds, Time);
        }

        var instant = Instant + duration.Nanoseconds;
        var utc = FromLocal(instant, default);
        var offset = TimeZones.OffsetAtInstant(zone, utc.Date, utc.Time.Nanoseconds);
        return FromLocal(instant + ((Int128)offset * TimeOfDay.NanosecondsPerSecond), Time);
    }

    /// <summary>The same time of day so many months later, or on the last day of that month when it is shorter.</summary>
    /// <exception cref="OverflowException">There is no such date.</exception>
    public Moment Add(MonthsDuration duration) => new(Date.AddMonths(duration.Months), Time);

    /// <summary>As ISO 8601 has it, for example <c>2019-07-01T08:30:00+02:00</c>; a zone follows an at sign.</summary>
    public override string ToString() => $"{Date}T{Time}";

    private static Moment FromLocal(Int128 nanoseconds, TimeOfDay like)
    {
        var (days, rest) = DaysDuration.FloorDays(nanoseconds);
        return new Moment(default(Date).AddDays(days), like with { Nanoseconds = rest });
    }
}
