using System.Globalization;

namespace Cahier.Feel.Values;

/// <summary>
/// A time of day. It may carry an offset from UTC or the name of a time zone, never both. <c>default</c> is midnight
/// without either.
/// </summary>
/// <param name="Nanoseconds">Since midnight, below one day.</param>
/// <param name="OffsetSeconds">East of UTC, or null.</param>
/// <param name="Zone">The IANA name of a time zone, or null.</param>
public readonly record struct TimeOfDay(long Nanoseconds, int? OffsetSeconds = null, string? Zone = null)
{
    public const long NanosecondsPerSecond = 1_000_000_000;

    public const long NanosecondsPerDay = 86_400 * NanosecondsPerSecond;

    private const int LargestOffset = 18 * 3600;

    public int Hour => (int)(Nanoseconds / (3600 * NanosecondsPerSecond));

    public int Minute => (int)(Nanoseconds / (60 * NanosecondsPerSecond) % 60);

    /// <summary>The whole second, from 0 to 59.</summary>
    public int Second => (int)(Nanoseconds / NanosecondsPerSecond % 60);

    /// <summary>The second with its fraction, below 60.</summary>
    public decimal Seconds => (decimal)(Nanoseconds % (60 * NanosecondsPerSecond)) / NanosecondsPerSecond;

    /// <summary>Whether it stands for the same instant of a day everywhere.</summary>
    public bool IsZoned => OffsetSeconds is not null || Zone is not null;

    /// <summary>Seconds east of UTC: the offset, or the zone's standard one; null when there is neither.</summary>
    public int? UtcOffsetSeconds => OffsetSeconds ?? (Zone is null ? null : TimeZones.StandardOffset(Zone));

    /// <summary>The time with these parts, when there is one; <paramref name="offsetSeconds"/> is at most 18 hours.</summary>
    public static bool TryCreate(long hour, long minute, decimal second, int? offsetSeconds, out TimeOfDay time)
    {
        var exists = hour is >= 0 and <= 23 && minute is >= 0 and <= 59 && second is >= 0 and < 60
            && offsetSeconds is null or (>= -LargestOffset and <= LargestOffset);
        time = exists
            ? new TimeOfDay((long)((((hour * 60) + minute) * 60 * NanosecondsPerSecond) + (second * NanosecondsPerSecond)), offsetSeconds)
            : default;
        return exists;
    }

    /// <summary>Reads <c>08:30:00</c>, with a fraction, <c>Z</c>, <c>+02:00</c> or <c>@Europe/Paris</c> after it. Midnight may be written 24:00:00.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeOfDay time) => TryParse(text, out time, out _);

    /// <summary>The same, telling whether midnight was written 24:00:00.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out TimeOfDay time, out bool endOfDay)
    {
        time = default;
        endOfDay = false;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !Digits.TryRead(text[..2], out var hour) || !Digits.TryRead(text[3..5], out var minute) || !Digits.TryRead(text[6..8], out var second))
        {
            return false;
        }

        var rest = text[8..];
        long fraction = 0;
        if (rest.StartsWith('.'))
        {
            var length = rest[1..].IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? rest.Length - 1 : length;
            if (!Digits.TryReadFraction(rest.Slice(1, length), out fraction))
            {
                return false;
            }

            rest = rest[(length + 1)..];
        }

        endOfDay = hour == 24 && minute == 0 && second == 0 && fraction == 0;
        if ((hour > 23 && !endOfDay) || minute > 59 || second > 59 || !TryParseZone(rest, out var offset, out var zone))
        {
            return false;
        }

        time = new TimeOfDay((((((hour % 24) * 60) + minute) * 60) + second) * NanosecondsPerSecond + fraction, offset, zone);
        return true;
    }

    /// <summary>As ISO 8601 has it, for example <c>08:30:00+02:00</c>; a zone follows an at sign.</summary>
    public override string ToString()
    {
        var fraction = Digits.WriteFraction(Nanoseconds % NanosecondsPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}{fraction}{ZoneText()}");
    }

    private string ZoneText()
    {
        if (OffsetSeconds is not { } offset)
        {
            return Zone is null ? "" : "@" + Zone;
        }

        if (offset == 0)
        {
            return "Z";
        }

        var size = Math.Abs(offset);
        var seconds = size % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{size % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}{seconds}");
    }

    private static bool TryParseZone(ReadOnlySpan<char> text, out int? offset, out string? zone)
    {
        (offset, zone) = (null, null);
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] == '@')
        {
            zone = text[1..].ToString();
            return TimeZones.Exists(zone);
        }

        if (text is "Z" or "z")
        {
            offset = 0;
            return true;
        }

        long seconds = 0;
        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':'
            || !Digits.TryRead(text[1..3], out var hours) || !Digits.TryRead(text[4..6], out var minutes)
            || (text.Length == 9 && (text[6] != ':' || !Digits.TryRead(text[7..], out seconds)))
            || minutes > 59 || seconds > 59)
        {
            return false;
        }

        var size = (int)((hours * 3600) + (minutes * 60) + seconds);
        offset = text[0] == '-' ? -size : size;
        return size <= LargestOffset;
    }
}
