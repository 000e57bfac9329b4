using System.Collections.Concurrent;

namespace Cahier.Feel.Values;

/// <summary>Offsets of time zones by their IANA names, as the machine's own tables give them. Safe to share between threads.</summary>
internal static class TimeZones
{
    private const int LongestName = 64;

    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);

    public static bool Exists(string name) => Find(name) is not null;

    /// <summary>Seconds east of UTC, summer time set aside.</summary>
    public static int StandardOffset(string name) => Seconds(Find(name)?.BaseUtcOffset);

    /// <summary>Seconds east of UTC at a local date and time. Years outside 1 to 9999 take the rules of a year that has the same calendar.</summary>
    public static int OffsetAt(string name, Date date, long nanosecondsOfDay) =>
        Seconds(Find(name)?.GetUtcOffset(Local(date, nanosecondsOfDay)));

    /// <summary>Seconds east of UTC at an instant, given as its date and time in UTC.</summary>
    public static int OffsetAtInstant(string name, Date utcDate, long nanosecondsOfDay) =>
        Seconds(Find(name)?.GetUtcOffset(DateTime.SpecifyKind(Local(utcDate, nanosecondsOfDay), DateTimeKind.Utc)));

    private static int Seconds(TimeSpan? offset) => (int)((offset?.Ticks ?? 0) / TimeSpan.TicksPerSecond);

    private static DateTime Local(Date date, long nanosecondsOfDay)
    {
        var year = date.Year switch
        {
            < 2 => 400 + (int)(((date.Year % 400) + 400) % 400),
            > 9998 => 9200 + (int)(date.Year % 400),
            var ordinary => (int)ordinary,
        };
        return new DateTime(year, date.Month, date.Day, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(nanosecondsOfDay / 100);
    }

    private static TimeZoneInfo? Find(string name)
    {
        if (Known.TryGetValue(name, out var zone))
        {
            return zone;
        }

        // Names of zones are plain; anything else is not even looked for.
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            return null;
        }

        return Known.GetOrAdd(name, zone);
    }
}
