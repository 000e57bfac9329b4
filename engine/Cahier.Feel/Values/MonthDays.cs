namespace Cahier.Feel.Values;

/// <summary>
/// The month and the day of a date in one number, in which a month takes the room of 32 days, so that the full months between
/// two dates are a division. Those of dates near today are looked up: ages are made of them by the million.
/// </summary>
internal static class MonthDays
{
    private const int DaysOfMonth = 32;

    // From June 1860 to April 2134.
    private const int First = -40_000;
    private const int Count = 100_000;

    private static readonly int[] Near = [.. Enumerable.Range(First, Count).Select(day => (int)Make(new Date(day)))];

    /// <summary>The full months from one date to another; a month that is not full counts in neither direction.</summary>
    public static long MonthsBetween(Date from, Date to) => (Of(to) - Of(from)) / DaysOfMonth;

    private static long Of(Date date) => date.EpochDay is >= First and < First + Count ? Near[date.EpochDay - First] : Make(date);

    private static long Make(Date date)
    {
        var (year, month, day) = date.Civil();
        return (((12 * year) + month) * DaysOfMonth) + day;
    }
}
