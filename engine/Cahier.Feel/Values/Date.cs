using System.Globalization;

namespace Cahier.Feel.Values;

/// <summary>
/// A day of the proleptic Gregorian calendar, from year -999 999 999 to 999 999 999. <c>default</c> is 1970-01-01.
/// Making one from a number of days outside those years is a mistake of ours, not checked here.
/// </summary>
/// <param name="EpochDay">Days since 1970-01-01.</param>
public readonly record struct Date(long EpochDay) : IComparable<Date>
{
    /// <summary>The largest year, and with a minus sign the smallest.</summary>
    public const long LastYear = 999_999_999;

    // Eighty-two eras of 400 years before 0000-03-01, and as many days as lie between that and 1970-01-01.
    private const long NearYears = 82 * 400;
    private const long NearDays = (82 * 146_097) + 719_468;

    /// <summary>The first day that there is.</summary>
    public static Date MinValue { get; } = new(DaysFromCivil(-LastYear, 1, 1));

    /// <summary>The last day that there is.</summary>
    public static Date MaxValue { get; } = new(DaysFromCivil(LastYear, 12, 31));

    public long Year => Civil().Year;

    /// <summary>From 1 to 12.</summary>
    public int Month => Civil().Month;

    /// <summary>From 1 to 31.</summary>
    public int Day => Civil().Day;

    /// <summary>From 1 for Monday to 7 for Sunday.</summary>
    public int Weekday => (int)FloorMod(EpochDay + 3, 7) + 1;

    /// <summary>From 1 to 366.</summary>
    public int DayOfYear => (int)(EpochDay - DaysFromCivil(Year, 1, 1)) + 1;

    /// <summary>The ISO 8601 week, from 1 to 53: weeks begin on Monday, and the first holds the year's first Thursday.</summary>
    public int WeekOfYear => ((new Date(EpochDay + 4 - Weekday).DayOfYear - 1) / 7) + 1;

    public static bool operator <(Date left, Date right) => left.EpochDay < right.EpochDay;

    public static bool operator <=(Date left, Date right) => left.EpochDay <= right.EpochDay;

    public static bool operator >(Date left, Date right) => left.EpochDay > right.EpochDay;

    public static bool operator >=(Date left, Date right) => left.EpochDay >= right.EpochDay;

    /// <summary>The date with these parts, when there is one.</summary>
    public static bool TryCreate(long year, int month, int day, out Date date)
    {
        var exists = year is >= -LastYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);
        date = exists ? new Date(DaysFromCivil(year, month, day)) : default;
        return exists;
    }

    /// <summary>Reads <c>2019-07-01</c>; years before 0 carry a minus sign, years past 9999 have more digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Date date)
    {
        date = default;
        var negative = text.StartsWith('-');
        var rest = negative ? text[1..] : text;
        var digits = rest.Length - "-00-00".Length;
        return digits is >= 4 and <= 9
            && (digits == 4 || rest[0] != '0')
            && rest[digits] == '-' && rest[digits + 3] == '-'
            && Digits.TryRead(rest[..digits], out var year)
            && Digits.TryRead(rest.Slice(digits + 1, 2), out var month)
            && Digits.TryRead(rest[(digits + 4)..], out var day)
            && TryCreate(negative ? -year : year, (int)month, (int)day, out date);
    }

    public static Date FromDateOnly(DateOnly date) => new(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    /// <exception cref="OverflowException">The year is not between 1 and 9999.</exception>
    public DateOnly ToDateOnly() =>
        EpochDay + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber is var number
        && number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new OverflowException($"{this} is not between the years 1 and 9999.");

    /// <exception cref="OverflowException">There is no such date.</exception>
    public Date AddDays(long days)
    {
        var moved = new Date(EpochDay + days);
        return moved >= MinValue && moved <= MaxValue ? moved : throw new OverflowException("The date is past the last year.");
    }

    /// <summary>The same day so many months later, or the last day of that month when it is shorter.</summary>
    /// <exception cref="OverflowException">There is no such date.</exception>
    public Date AddMonths(long months)
    {
        var (year, month, day) = Civil();
        var total = (year * 12) + (month - 1) + months;
        var newYear = FloorDivide(total, 12);
        var newMonth = (int)FloorMod(total, 12) + 1;
        return TryCreate(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)), out var date)
            ? date
            : throw new OverflowException("The date is past the last year.");
    }

    public int CompareTo(Date other) => EpochDay.CompareTo(other.EpochDay);

    /// <summary>As ISO 8601 has it, for example <c>2019-07-01</c>.</summary>
    public override string ToString()
    {
        var (year, month, day) = Civil();
        var sign = year < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    /// <summary>How many days the month has.</summary>
    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => FloorMod(year, 4) == 0 && (FloorMod(year, 100) != 0 || FloorMod(year, 400) == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Howard Hinnant's algorithms: years begin in March, so that the leap day comes last; eras have 400 years.
    private static long DaysFromCivil(long year, int month, int day)
    {
        var marchYear = month <= 2 ? year - 1 : year;
        var era = FloorDivide(marchYear, 400);
        var yearOfEra = marchYear - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    internal (long Year, int Month, int Day) Civil() => EpochDay is > -NearDays and < NearDays ? CivilNear() : CivilFar();

    // Neri and Schneider's algorithm, without a division by what is not a constant power: for days near today, which
    // ages are made of by the million.
    private (long Year, int Month, int Day) CivilNear()
    {
        unchecked
        {
            var day = (uint)(EpochDay + NearDays);
            var quarters = (4 * day) + 3;
            var (century, ofCentury) = (quarters / 146_097, (quarters % 146_097 / 4 * 4) + 3);
            var product = 2_939_745UL * ofCentury;
            var dayOfYear = (uint)product / 2_939_745 / 4;
            var scaled = (2_141 * dayOfYear) + 197_913;
            var isNext = dayOfYear >= 306;
            var year = (100L * century) + (long)(product >> 32) - NearYears + (isNext ? 1 : 0);
            return (year, (int)(scaled >> 16) - (isNext ? 12 : 0), (int)((ushort)scaled / 2_141) + 1);
        }
    }

    private (long Year, int Month, int Day) CivilFar()
    {
        var shifted = EpochDay + 719_468;
        var era = FloorDivide(shifted, 146_097);
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * monthFromMarch) + 2) / 5)) + 1;
        var month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    private static long FloorDivide(long value, long divisor) => (value - FloorMod(value, divisor)) / divisor;

    private static long FloorMod(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
