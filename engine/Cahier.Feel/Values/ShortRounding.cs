namespace Cahier.Feel.Values;

/// <summary>
/// Rounds numbers of few digits to a power of ten, such as amounts to the cent, in whole numbers: what most rounding is,
/// by the million. All else is left to <see cref="Rounding"/>, which comes to the same.
/// </summary>
internal static class ShortRounding
{
    private const int ScaleBits = 16;

    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, 19).Select(exponent => Enumerable.Repeat(10L, exponent).Aggregate(1L, (power, ten) => power * ten))];

    public static bool TryRound(decimal value, decimal step, RoundingMode mode, out decimal rounded)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(step, parts);
        var isPower = parts[0] == 1 && parts[1] == 0 && parts[2] == 0;
        var decimals = Scale(parts);
        decimal.GetBits(value, parts);
        var size = unchecked((long)(((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        var dropped = Scale(parts) - decimals;
        rounded = value;
        if (!isPower || parts[2] != 0 || size < 0 || dropped >= PowersOfTen.Length)
        {
            return false;
        }

        if (dropped <= 0)
        {
            return true;
        }

        var power = PowersOfTen[dropped];
        var (whole, rest) = Math.DivRem(size, power);
        var isNegative = parts[3] < 0;
        rounded = Numbers.FromScaled(whole + (rest != 0 && IsAway(mode, whole, rest, power, isNegative) ? 1 : 0), decimals);
        rounded = isNegative ? -rounded : rounded;
        return true;
    }

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

    private static int Scale(ReadOnlySpan<int> parts) => parts[3] >> ScaleBits & byte.MaxValue;
}
