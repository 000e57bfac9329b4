using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that make dates and times and read the calendar.</summary>
internal static class DateFunctions
{
    private static readonly ImmutableArray<string> Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly ImmutableArray<string> Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("date", "The date that a text writes, that a date and time has, or of a year, month and day.", "date(2012, 12, 25) → date(\"2012-12-25\")",
            Partial(a => Date.TryParse(a[0].Text(), out var date) ? new DateValue(date) : NullValue.Because("the text is no date"), Always(FeelType.Date), Needed("from", FeelType.Text)),
            Strict(a => a[0], Always(FeelType.Date), Needed("from", FeelType.Date)),
            Strict(a => new DateValue(a[0].Date()), Always(FeelType.Date), Needed("from", FeelType.Moment)),
            Partial(MakeDate, Always(FeelType.Date), Needed("year", FeelType.Number), Needed("month", FeelType.Number), Needed("day", FeelType.Number))),
        Function("date and time", "The date and time that a text writes, or of a date and a time.", "date and time(date(\"2012-12-24\"), time(\"23:59:00\")) → date and time(\"2012-12-24T23:59:00\")",
            Partial(a => Moment.TryParse(a[0].Text(), out var moment) ? new MomentValue(moment) : NullValue.Because("the text is no date and time"), Always(FeelType.Moment), Needed("from", FeelType.Text)),
            Strict(a => a[0], Always(FeelType.Moment), Needed("from", FeelType.Moment)),
            Strict(Combine, Always(FeelType.Moment), Needed("date", FeelType.Date), Needed("time", FeelType.Time)),
            Strict(Combine, Always(FeelType.Moment), Needed("date", FeelType.Moment), Needed("time", FeelType.Time))),
        Function("time", "The time that a text writes, that a date and time has, or of an hour, minute, second and offset.", "time(23, 59, 0) → time(\"23:59:00\")",
            Partial(a => TimeOfDay.TryParse(a[0].Text(), out var time) ? new TimeValue(time) : NullValue.Because("the text is no time"), Always(FeelType.Time), Needed("from", FeelType.Text)),
            Strict(a => a[0], Always(FeelType.Time), Needed("from", FeelType.Time)),
            Strict(a => new TimeValue(((MomentValue)a[0]).Value.Time), Always(FeelType.Time), Needed("from", FeelType.Moment)),
            Strict(a => new TimeValue(Moment.StartOf(a[0].Date()).Time), Always(FeelType.Time), Needed("from", FeelType.Date)),
            Lenient(MakeTime, Always(FeelType.Time), Needed("hour", FeelType.Number), Needed("minute", FeelType.Number), Needed("second", FeelType.Number), Optional("offset", FeelType.DaysDuration)).MayFail()),
        OfDate("day of year", "The number of the day in its year, from 1.", "day of year(date(2019, 9, 17)) → 260", PlainNumber, date => new NumberValue(date.DayOfYear)),
        OfDate("day of week", "The English name of the day of the week.", "day of week(date(2019, 9, 17)) → \"Tuesday\"", FeelType.Text, date => new TextValue(Weekdays[date.Weekday - 1])),
        OfDate("month of year", "The English name of the month.", "month of year(date(2019, 9, 17)) → \"September\"", FeelType.Text, date => new TextValue(Months[date.Month - 1])),
        OfDate("week of year", "The number of the week by ISO 8601, from 1.", "week of year(date(2005, 1, 1)) → 53", PlainNumber, date => new NumberValue(date.WeekOfYear)),
        Function("now", "The date and time of the evaluation; rules may not ask for it.", "now() = now() → true",
            new Overload([], Variadic: false, Always(FeelType.Moment), Partial: false, (_, scope) => new MomentValue(scope.Clock.Now))),
        Function("today", "The date of the evaluation; rules may not ask for it.", "today() = date(now()) → true",
            new Overload([], Variadic: false, Always(FeelType.Date), Partial: false, (_, scope) => new DateValue(scope.Clock.Now.Date))),
    ];

    private static Builtin OfDate(string name, string summary, string example, FeelType result, Func<Date, FeelValue> work) =>
        Function(name, summary, example,
            Strict(a => work(a[0].Date()), Always(result), Needed("date", FeelType.Date)),
            Strict(a => work(a[0].Date()), Always(result), Needed("date", FeelType.Moment)));

    private static bool AreWhole(ReadOnlySpan<FeelValue> numbers)
    {
        foreach (var number in numbers)
        {
            if (number.Number() != number.Whole())
            {
                return false;
            }
        }

        return true;
    }

    private static FeelValue MakeDate(ReadOnlySpan<FeelValue> parts) =>
        AreWhole(parts) && Date.TryCreate(parts[0].Whole(), parts[1].Whole(), parts[2].Whole(), out var date)
            ? new DateValue(date)
            : NullValue.Because("there is no such date");

    private static FeelValue MakeTime(ReadOnlySpan<FeelValue> parts)
    {
        if (parts[0].IsNull || parts[1].IsNull || parts[2].IsNull)
        {
            return NullValue.From(parts[..3]);
        }

        int? offset = parts is [_, _, _, DaysDurationValue { Value.TotalSeconds: > -86_400 and < 86_400 and var seconds }] ? (int)seconds : null;
        var offsetTooLarge = offset is null && parts is [_, _, _, DaysDurationValue];
        return !offsetTooLarge && AreWhole(parts[..2]) && TimeOfDay.TryCreate(parts[0].Whole(), parts[1].Whole(), parts[2].Number(), offset, out var time)
            ? new TimeValue(time)
            : NullValue.Because("there is no such time");
    }

    private static MomentValue Combine(ReadOnlySpan<FeelValue> parts) => new(new Moment(parts[0].Date(), ((TimeValue)parts[1]).Value));
}
