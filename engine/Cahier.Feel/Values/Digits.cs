namespace Cahier.Feel.Values;

/// <summary>Reads plain ASCII digits, as dates, times and durations are written.</summary>
internal static class Digits
{
    /// <summary>Reads from 1 to 18 digits and nothing else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > 18)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        return true;
    }

    /// <summary>Reads the digits after a decimal point, at most nine, as billionths.</summary>
    public static bool TryReadFraction(ReadOnlySpan<char> text, out long nanoseconds)
    {
        var read = TryRead(text, out nanoseconds) && text.Length <= 9;
        for (var length = text.Length; read && length < 9; length++)
        {
            nanoseconds *= 10;
        }

        return read;
    }

    /// <summary>Billionths as the digits after a decimal point, the point included; nothing for none.</summary>
    public static string WriteFraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", System.Globalization.CultureInfo.InvariantCulture).TrimEnd('0');
}
