using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cahier.Feel.Values;

namespace Cahier.Rules.Versions;

/// <summary>
/// The days for which a run is, both ends included. Written as a year <c>2015</c>, a quarter <c>2015-Q1</c>, a month
/// <c>2015-03</c>, or two days <c>2015-01-01..2015-06-30</c>. <c>default</c> is the one day 1970-01-01.
/// </summary>
public readonly record struct Period : ISpanParsable<Period>
{
    private const string Between = "..";

    private Period(Date from, Date to)
    {
        From = from;
        To = to;
    }

    /// <summary>The first day.</summary>
    public Date From { get; }

    /// <summary>The last day.</summary>
    public Date To { get; }

    /// <summary>The days from one to another, both included.</summary>
    /// <exception cref="ArgumentException">The last day comes before the first.</exception>
    public static Period Of(Date from, Date to) => from <= to ? new Period(from, to) : throw new ArgumentException($"{to} comes before {from}.", nameof(to));

    /// <summary>A calendar year.</summary>
    public static Period OfYear(int year) => Months(year, 1, 12) ?? throw new ArgumentOutOfRangeException(nameof(year));

    public bool Contains(Date date) => date >= From && date <= To;

    /// <summary>Reads a period; the four ways of writing it stand above.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Period period) => TryParse(text.AsSpan(), out period);

    /// <inheritdoc cref="TryParse(string?, out Period)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        var found = text.IndexOf(Between, StringComparison.Ordinal) is >= 0 and var between ? Days(text[..between], text[(between + Between.Length)..])
            : text.Length < 4 || !IsDigits(text[..4]) ? null
            : Part(int.Parse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture), text[4..]);
        period = found ?? default;
        return found is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out Period)"/>
    /// <exception cref="FormatException">The text is no period.</exception>
    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"‘{text}’ is no period: write 2015, 2015-Q1, 2015-03 or 2015-01-01..2015-06-30");

    static Period IParsable<Period>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Period>.TryParse(string? s, IFormatProvider? provider, out Period result) => TryParse(s, out result);

    static Period ISpanParsable<Period>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    static bool ISpanParsable<Period>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Period result) => TryParse(s, out result);

    /// <summary>The shortest way of writing it that <see cref="TryParse(string?, out Period)"/> reads.</summary>
    public override string ToString()
    {
        var months = WholeMonths();
        return (months, From.Month) switch
        {
            (12, 1) => string.Create(CultureInfo.InvariantCulture, $"{From.Year:0000}"),
            (3, 1 or 4 or 7 or 10) => string.Create(CultureInfo.InvariantCulture, $"{From.Year:0000}-Q{(From.Month + 2) / 3}"),
            (1, _) => string.Create(CultureInfo.InvariantCulture, $"{From.Year:0000}-{From.Month:00}"),
            _ => $"{From}{Between}{To}",
        };
    }

    // The number of months that the period is made of when it is one to twelve whole ones of a year with four digits; 0 otherwise.
    private int WholeMonths() =>
        From.Year is >= 0 and <= 9999 && From.Year == To.Year && From.Day == 1 && To.Day == Date.DaysInMonth(To.Year, To.Month)
            ? To.Month - From.Month + 1
            : 0;

    private static Period? Days(ReadOnlySpan<char> from, ReadOnlySpan<char> to) =>
        Date.TryParse(from, out var first) && Date.TryParse(to, out var last) && first <= last ? new Period(first, last) : null;

    private static Period? Part(int year, ReadOnlySpan<char> rest) => rest switch
    {
        "" => Months(year, 1, 12),
        ['-', 'Q', >= '1' and <= '4' and var quarter] => Months(year, ((quarter - '1') * 3) + 1, 3),
        ['-', _, _] when IsDigits(rest[1..]) => Months(year, int.Parse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture), 1),
        _ => null,
    };

    private static Period? Months(int year, int month, int count)
    {
        var last = month + count - 1;
        return Date.TryCreate(year, month, 1, out var from) && Date.TryCreate(year, last, Date.DaysInMonth(year, last), out var to) ? new Period(from, to) : null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
