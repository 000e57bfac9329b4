using System.Globalization;

namespace Cahier.Feel.Values;

/// <summary>A length of time in years and months. <c>default</c> is none.</summary>
/// <param name="Months">The whole length in months; below zero it points backwards.</param>
public readonly record struct MonthsDuration(long Months) : IComparable<MonthsDuration>
{
    /// <summary>Whole years, with the sign of the length.</summary>
    public long Years => Months / 12;

    /// <summary>Months beyond the years, with the sign of the length.</summary>
    public int MonthsPart => (int)(Months % 12);

    /// <summary>The full years and months from one date to another; backwards when the second is earlier.</summary>
    public static MonthsDuration Between(Date from, Date to) => new(MonthDays.MonthsBetween(from, to));

    /// <summary>Reads <c>P1Y2M</c>, with a minus sign before it when it points backwards.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MonthsDuration duration)
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
        if (!TryTake(ref rest, 'Y', 12, ref total) || !TryTake(ref rest, 'M', 1, ref total) || !rest.IsEmpty || total > long.MaxValue)
        {
            return false;
        }

        duration = new MonthsDuration((long)(negative ? -total : total));
        return true;
    }

    public int CompareTo(MonthsDuration other) => Months.CompareTo(other.Months);

    /// <summary>As ISO 8601 has it, for example <c>P1Y2M</c>; none is <c>P0M</c>.</summary>
    public override string ToString()
    {
        if (Months == 0)
        {
            return "P0M";
        }

        var sign = Months < 0 ? "-" : "";
        var years = Years == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(Years)}Y");
        var months = MonthsPart == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(MonthsPart)}M");
        return $"{sign}P{years}{months}";
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char mark, int months, ref Int128 total)
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

        total += (Int128)count * months;
        text = text[(end + 1)..];
        return true;
    }
}
