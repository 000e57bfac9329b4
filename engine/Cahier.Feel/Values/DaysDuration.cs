using System.Globalization;

namespace Cahier.Feel.Values;

/// <summary>A length of time in days and parts of a day. <c>default</c> is none.</summary>
/// <param name="Nanoseconds">The whole length; below zero it points backwards.</param>
public readonly record struct DaysDuration(Int128 Nanoseconds) : IComparable<DaysDuration>
{
    private static readonly Int128 Longest = (Int128)(2 * 366 * Date.LastYear) * TimeOfDay.NanosecondsPerDay;

    /// <summary>Whole days, with the sign of the length.</summary>
    public long Days => (long)(Nanoseconds / TimeOfDay.NanosecondsPerDay);

    /// <summary>Whole hours beyond the days, with the sign of the length.</summary>
    public int Hours => (int)(TotalSeconds / 3600 % 24);

    /// <summary>Whole minutes beyond the hours, with the sign of the length.</summary>
    public int Minutes => (int)(TotalSeconds / 60 % 60);

    /// <summary>Whole seconds beyond the minutes, with the sign of the length.</summary>
    public int Seconds => (int)(TotalSeconds % 60);

    /// <summary>Seconds beyond the minutes with their fraction, with the sign of the length.</summary>
    public decimal SecondsPart => (decimal)(Nanoseconds % (60 * TimeOfDay.NanosecondsPerSecond)) / TimeOfDay.NanosecondsPerSecond;

    /// <summary>Whole seconds of the whole length.</summary>
    public long TotalSeconds => (long)(Nanoseconds / TimeOfDay.NanosecondsPerSecond);

    /// <summary>Whether dates lie so far from each other: longer ones are refused by arithmetic and reading.</summary>
    public bool IsInBounds => Nanoseconds >= -Longest && Nanoseconds <= Longest;

    public static DaysDuration FromDays(long days) => new((Int128)days * TimeOfDay.NanosecondsPerDay);

    public static DaysDuration FromSeconds(long seconds) => new((Int128)seconds * TimeOfDay.NanosecondsPerSecond);

    /// <summary>Reads <c>P1DT2H3M4.5S</c>, with a minus sign before it when it points backwards.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DaysDuration duration)
    {
        duration = default;
        var negative = text.StartsWith('-');
        var rest = negative ? text[1..] : text;
        if (!rest.StartsWith('P') || rest.Length < 3)
        {
            return false;
        }

        rest = rest[1..];
        Int128 total = 0;
        if (!TryTake(ref rest, 'D', 86_400, ref total))
        {
            return false;
        }

        if (rest.StartsWith('T'))
        {
            rest = rest[1..];
            if (rest.IsEmpty || !TryTake(ref rest, 'H', 3600, ref total) || !TryTake(ref rest, 'M', 60, ref total) || !TryTakeSeconds(ref rest, ref total))
            {
                return false;
            }
        }

        duration = new DaysDuration(negative ? -total : total);
        return rest.IsEmpty && duration.IsInBounds;
    }

    public int CompareTo(DaysDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>As ISO 8601 has it, for example <c>P1DT2H</c>; none is <c>PT0S</c>.</summary>
    public override string ToString()
    {
        if (Nanoseconds == 0)
        {
            return "PT0S";
        }

        var size = new DaysDuration(Int128.Abs(Nanoseconds));
        var fraction = Digits.WriteFraction((long)(size.Nanoseconds % TimeOfDay.NanosecondsPerSecond));
        var days = size.Days == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{size.Days}D");
        var hours = size.Hours == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{size.Hours}H");
        var minutes = size.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{size.Minutes}M");
        var seconds = size.Seconds == 0 && fraction.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{size.Seconds}{fraction}S");
        var time = hours + minutes + seconds;
        return $"{(Nanoseconds < 0 ? "-" : "")}P{days}{(time.Length == 0 ? "" : "T")}{time}";
    }

    /// <summary>Whole days, downwards, and the nanoseconds left.</summary>
    internal static (long Days, long Remainder) FloorDays(Int128 nanoseconds)
    {
        var rest = nanoseconds % TimeOfDay.NanosecondsPerDay;
        rest = rest < 0 ? rest + TimeOfDay.NanosecondsPerDay : rest;
        return ((long)((nanoseconds - rest) / TimeOfDay.NanosecondsPerDay), (long)rest);
    }

    // A part that is absent leaves everything as it is; a part that is there must have digits.
    private static bool TryTake(ref ReadOnlySpan<char> text, char mark, int seconds, ref Int128 total)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        if (end < 0 || text[end] != mark)
        {
            return true;
        }

        if (!Digits.TryRead(text[..end], out var count))
        {
            return false;
        }

        total += (Int128)count * seconds * TimeOfDay.NanosecondsPerSecond;
        text = text[(end + 1)..];
        return true;
    }

    private static bool TryTakeSeconds(ref ReadOnlySpan<char> text, ref Int128 total)
    {
        var point = text.IndexOf('.');
        if (point < 0)
        {
            return TryTake(ref text, 'S', 1, ref total);
        }

        // The digits after the point may be left out: PT0.S.
        long fraction = 0;
        if (!text.EndsWith('S') || !Digits.TryRead(text[..point], out var seconds)
            || (point + 2 < text.Length && !Digits.TryReadFraction(text[(point + 1)..^1], out fraction)))
        {
            return false;
        }

        total += ((Int128)seconds * TimeOfDay.NanosecondsPerSecond) + fraction;
        text = default;
        return true;
    }
}
