using System.Globalization;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>A number as read from text: digits and how many of them stand after the point, zeros at the end left out.</summary>
internal readonly struct NumberText
{
    private const int MostDigits = 28;
    private const int MostShortDigits = 18;
    private const long MostShort = 1_000_000_000_000_000_000;

    private readonly decimal large;

    private NumberText(long mantissa, int scale) => (Mantissa, Scale, IsShort) = (mantissa, scale, true);

    private NumberText(decimal large) => this.large = large;

    /// <summary>The digits as a whole number, when they are few enough.</summary>
    public long Mantissa { get; }

    public int Scale { get; }

    /// <summary>Whether 18 digits hold it.</summary>
    public bool IsShort { get; }

    public decimal ToDecimal() => IsShort ? NumberColumn.ToDecimal(Mantissa, Scale) : large;

    /// <summary>
    /// Reads an optional minus sign, digits, and an optional point with digits: at most 28 digits. An exponent below zero
    /// may follow, for programs write small numbers so: 4.7e-05. One above zero may not: spreadsheets write large numbers
    /// so, and leave digits out.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out NumberText number)
    {
        number = default;
        var start = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var mantissa = 0L;
        var (digits, zeros, point) = (0, 0, -1);
        for (var i = start; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if (digit is >= 0 and <= 9)
            {
                zeros = digit == 0 ? zeros + 1 : 0;
                if (digits > 0 || digit > 0)
                {
                    digits++;
                }

                mantissa = digits <= MostShortDigits ? (mantissa * 10) + digit : mantissa;
            }
            else if (text[i] == '.' && point < 0 && i > start)
            {
                point = i;
            }
            else
            {
                return text[i] is 'e' or 'E' && TryReadSmall(text[..i], text[(i + 1)..], out number);
            }
        }

        if (text.Length == start || point == text.Length - 1)
        {
            return false;
        }

        var scale = point < 0 ? 0 : text.Length - point - 1;
        if (digits > MostShortDigits || scale > MostShortDigits)
        {
            return TryReadLarge(text, digits, scale, out number);
        }

        for (var dropped = 0; scale > 0 && dropped < zeros; dropped++)
        {
            mantissa /= 10;
            scale--;
        }

        number = new NumberText(start == 1 ? -mantissa : mantissa, scale);
        return true;
    }

    /// <summary>Says why a text is no number and what to write.</summary>
    public static string Explain(ReadOnlySpan<char> text)
    {
        if (text.Count(',') == 1 && TryRead(text.ToString().Replace(',', '.'), out _))
        {
            return $"it has a comma where the decimal point must be: write {text.ToString().Replace(',', '.')}";
        }

        if (text.ContainsAny(' ', '\u00a0', '\u202f') || text.Contains(','))
        {
            return "it holds spaces or commas: write digits with a decimal point only, e.g. 12500.5";
        }

        if (text.IndexOfAny('e', 'E') is > 0 and var mark && TryRead(text[..mark], out _) && int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return exponent < 0 ? "it has more than 28 digits" : "it is written with an exponent: write all its digits";
        }

        return text.ContainsAnyExcept("0123456789.-")
            ? "it is not a number: write digits with a decimal point, e.g. 12.5"
            : text.Length > MostDigits ? "it has more than 28 digits" : "it is not a number: write digits with a decimal point, e.g. 12.5";
    }

    // Written without its exponent, as many places further right of the point, it is read like any other.
    private static bool TryReadSmall(ReadOnlySpan<char> text, ReadOnlySpan<char> exponent, out NumberText number)
    {
        number = default;
        if (!TryRead(text, out _) || exponent is not (['-', _] or ['-', _, _]) || !int.TryParse(exponent[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var places))
        {
            return false;
        }

        var sign = text[0] == '-' ? "-" : "";
        var digits = text[sign.Length..];
        var scale = places + (digits.IndexOf('.') is >= 0 and var point ? digits.Length - point - 1 : 0);
        var all = digits.ToString().Replace(".", "", StringComparison.Ordinal).PadLeft(scale + 1, '0');
        return TryRead($"{sign}{all[..^scale]}{(scale > 0 ? "." : "")}{all[^scale..]}", out number);
    }

    private static bool TryReadLarge(ReadOnlySpan<char> text, int digits, int scale, out NumberText number)
    {
        number = default;
        if (digits > MostDigits || scale > MostDigits)
        {
            return false;
        }

        var value = decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        // Divided by a one of 28 decimals, a decimal loses the zeros at its end.
        value /= 1.0000000000000000000000000000m;
        number = Numbers.TryToScaled(value, out var scaled) && Math.Abs(scaled) < MostShort && value.Scale <= MostShortDigits
            ? new NumberText(scaled, value.Scale)
            : new NumberText(value);
        return true;
    }
}
