namespace Cahier.Feel.Values;

/// <summary>
/// The month and the day of dates near today in one number, looked up: ages are made of them by the million. A month takes
/// the room of 32 days, so that the full months between two of these numbers are a division.
/// </summary>
internal static class MonthDays
{
    private const int DaysOfMonth = 32;

    // From June 1860 to April 2134.
    private const int First = -40_000;
    private const int Count = 100_000;

    private static readonly int[] Numbers = [.. Enumerable.Range(First, Count).Select(day => Number(new Date(day)))];

    /// <summary>Finds the number of a date; false for dates that are far away.</summary>
    public static bool TryFind(Date date, out int number)
    {
        var isNear = date.EpochDay is >= First and < First + Count;
        number = isNear ? Numbers[date.EpochDay - First] : 0;
        return isNear;
    }

    /// <summary>The full months from one date to another, by their numbers; a month that is not full counts in neither direction.</summary>
    public static int MonthsBetween(int from, int to) => (to - from) / DaysOfMonth;

    private static int Number(Date date)
    {
        var (year, month, day) = date.Civil();
        return (int)((((12 * year) + month) * DaysOfMonth) + day);
    }
}
