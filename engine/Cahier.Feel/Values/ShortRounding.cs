namespace Cahier.Feel.Values;

/// <summary>
/// Rounds numbers of few digits to a power of ten, such as amounts to the cent, in whole numbers: what most rounding is,
/// by the million. All else is left to <see cref="Rounding"/>, which comes to the same.
/// </summary>
internal static class ShortRounding
{
    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, 19).Select(exponent => Enumerable.Repeat(10L, exponent).Aggregate(1L, (power, ten) => power * ten))];

    public static bool TryRound(decimal value, decimal step, RoundingMode mode, out decimal rounded)
    {
        var dropped = value.Scale - step.Scale;
        rounded = value;
        if (!Numbers.TryToScaled(step, out var stepDigits) || stepDigits != 1 || !Numbers.TryToScaled(value, out var digits) || dropped >= PowersOfTen.Length)
        {
            return false;
        }

        if (dropped <= 0)
        {
            return true;
        }

        rounded = Numbers.FromScaled(Drop(digits, dropped, mode), step.Scale);
        return true;
    }

    /// <summary>A whole number without its last digits, of which there are at most 18, rounded.</summary>
    public static long Drop(long digits, int dropped, RoundingMode mode)
    {
        var power = PowersOfTen[dropped];
        var whole = Divide(digits, dropped);
        var rest = digits - (whole * power);
        return rest == 0 || !IsAway(mode, whole, Math.Abs(rest), power, digits < 0) ? whole : digits < 0 ? whole - 1 : whole + 1;
    }

    // By a divisor that the compiler knows it multiplies and shifts; a division takes ten times as long on many processors.
    private static long Divide(long digits, int dropped) => dropped switch
    {
        0 => digits,
        1 => digits / 10,
        2 => digits / 100,
        3 => digits / 1_000,
        4 => digits / 10_000,
        5 => digits / 100_000,
        6 => digits / 1_000_000,
        _ => digits / PowersOfTen[dropped],
    };

    private static bool IsAway(RoundingMode mode, long whole, long rest, long power, bool isNegative)
    {
        var half = rest.CompareTo(power - rest);
        return mode switch
        {
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.HalfUp => half >= 0,
            RoundingMode.HalfDown => half > 0,
            RoundingMode.HalfEven => half > 0 || (half == 0 && whole % 2 != 0),
            RoundingMode.Floor => isNegative,
            RoundingMode.Ceiling => !isNegative,
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
    }
}
