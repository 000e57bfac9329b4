using System.Collections.Immutable;
using Cahier.Feel.Values;
using Cahier.Rules.Versions;

namespace Cahier.Service.Settings;

/// <summary>A period of scheduled runs: some days, or days that move on with the calendar such as <c>previous year</c>.</summary>
/// <param name="Text">As it is written.</param>
internal sealed record ScheduledPeriod(string Text)
{
    private const int MonthsInYear = 12;

    // How many months a part of the year has, by its name.
    private static readonly ImmutableArray<(string Name, int Months)> Parts = [("year", 12), ("quarter", 3), ("month", 1)];

    /// <summary>How a period is written, for messages.</summary>
    public static string Ways => "current year, previous year (or quarter, or month), or days such as 2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30";

    /// <summary>Whether it is a period.</summary>
    public bool IsKnown => Period.TryParse(Text, out _) || Moving() is not null;

    /// <summary>The days that it means on a day.</summary>
    public Period On(Date today)
    {
        if (Period.TryParse(Text, out var days))
        {
            return days;
        }

        var (back, months) = Moving() ?? throw new InvalidOperationException($"{Text} is no period");
        var first = ((int)today.Year * MonthsInYear) + (((int)today.Month - 1) / months * months) - (back * months);
        var last = first + months - 1;
        return Period.Of(Day(first, 1), Day(last, Date.DaysInMonth(last / MonthsInYear, (last % MonthsInYear) + 1)));
    }

    private static Date Day(int month, int day) => Date.TryCreate(month / MonthsInYear, (month % MonthsInYear) + 1, day, out var date) ? date : throw new InvalidOperationException("the calendar has no such day");

    // How many parts of the year back, and how many months such a part has.
    private (int Back, int Months)? Moving() => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["current", var part] when Parts.FirstOrDefault(p => p.Name == part) is { Months: > 0 and var months } => (0, months),
        ["previous", var part] when Parts.FirstOrDefault(p => p.Name == part) is { Months: > 0 and var months } => (1, months),
        _ => null,
    };
}
