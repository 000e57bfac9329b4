using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Cahier.Feel.Values;

/// <summary>Which way a number goes when it is rounded.</summary>
public enum RoundingMode
{
    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,

    /// <summary>To the nearest, a half away from zero.</summary>
    HalfUp,

    /// <summary>To the nearest, a half towards zero.</summary>
    HalfDown,

    /// <summary>To the nearest, a half to the even neighbour.</summary>
    HalfEven,

    /// <summary>Towards minus infinity.</summary>
    Floor,

    /// <summary>Towards plus infinity.</summary>
    Ceiling,
}

/// <summary>The only place where numbers are rounded, always by a named mode.</summary>
public static class Rounding
{
    private const int MostDigits = 28;

    private static readonly BigInteger Largest = (BigInteger)decimal.MaxValue;

    /// <summary>Keeps so many digits after the point; a negative scale rounds to tens, hundreds and so on.</summary>
    /// <exception cref="OverflowException">The rounded number is too large.</exception>
    public static decimal Round(decimal value, int scale, RoundingMode mode)
    {
        if (scale >= MostDigits || value == 0)
        {
            return value;
        }

        if (scale >= -MostDigits)
        {
            return RoundToStep(value, scale >= 0 ? new decimal(1, 0, 0, false, (byte)scale) : PowerOfTen(-scale), mode);
        }

        var stays = mode is RoundingMode.Down or RoundingMode.HalfUp or RoundingMode.HalfDown or RoundingMode.HalfEven
            || mode == (value > 0 ? RoundingMode.Floor : RoundingMode.Ceiling);
        return stays ? 0 : throw new OverflowException("The rounded number is too large.");
    }

    /// <summary>A number with so many decimals, 0 to 28, as a decimal: with as many of its digits as that holds, a half to the even neighbour. Null when it is too large.</summary>
    internal static decimal? Fit(BigInteger digits, int scale)
    {
        for (; scale > 0 && digits % 10 == 0; scale--)
        {
            digits /= 10;
        }

        for (var dropped = 0; dropped <= scale; dropped++)
        {
            var step = BigInteger.Pow(10, dropped);
            var (rounded, rest) = BigInteger.DivRem(BigInteger.Abs(digits), step);
            var half = (2 * rest).CompareTo(step);
            rounded += half > 0 || (half == 0 && dropped > 0 && !rounded.IsEven) ? 1 : 0;
            if (rounded <= Largest)
            {
                return (decimal)(digits.Sign * rounded) * new decimal(1, 0, 0, false, (byte)(scale - dropped));
            }
        }

        return null;
    }

    /// <summary>Rounds to a multiple of <paramref name="step"/>, which is above zero.</summary>
    /// <exception cref="OverflowException">The rounded number is too large.</exception>
    public static decimal RoundToStep(decimal value, decimal step, RoundingMode mode)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (ShortRounding.TryRound(value, step, mode, out var rounded))
        {
            return rounded;
        }

        var rest = value % step;
        if (rest == 0)
        {
            return WithDecimalsOf(step, value);
        }

        var towardsZero = value - rest;
        var size = Math.Abs(rest);
        var half = size.CompareTo(step - size);
        var away = mode switch
        {
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.HalfUp => half >= 0,
            RoundingMode.HalfDown => half > 0,
            RoundingMode.HalfEven => half > 0 || (half == 0 && towardsZero / step % 2 != 0),
            RoundingMode.Floor => value < 0,
            RoundingMode.Ceiling => value > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
        return WithDecimalsOf(step, away ? towardsZero + (value < 0 ? -step : step) : towardsZero);
    }

    /// <summary>Rounds a whole multiple of a power of ten to one of a larger power, without so many of its last digits.</summary>
    /// <param name="digits">The whole number.</param>
    /// <param name="dropped">How many digits go, at most 18.</param>
    /// <param name="mode">Which way.</param>
    public static long DropDigits(long digits, int dropped, RoundingMode mode) => ShortRounding.Drop(digits, dropped, mode);

    // A multiple of the step has no other digits than zeros beyond the step's own, and so loses nothing.
    private static decimal WithDecimalsOf(decimal step, decimal multiple) =>
        multiple.Scale > step.Scale ? decimal.Round(multiple, step.Scale, MidpointRounding.ToZero) : multiple;

    /// <summary>Reads the words of a rule file, such as <c>half up</c>.</summary>
    public static bool TryParseMode(string text, out RoundingMode mode)
    {
        (var known, mode) = text switch
        {
            "up" => (true, RoundingMode.Up),
            "down" => (true, RoundingMode.Down),
            "half up" => (true, RoundingMode.HalfUp),
            "half down" => (true, RoundingMode.HalfDown),
            "half even" => (true, RoundingMode.HalfEven),
            "floor" => (true, RoundingMode.Floor),
            "ceiling" => (true, RoundingMode.Ceiling),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>The decimal nearest to <c>unscaled / 10^scale</c>, a half to even; false when it is too large.</summary>
    internal static bool TryNearest(BigInteger unscaled, int scale, [NotNullWhen(true)] out decimal? value)
    {
        var size = BigInteger.Abs(unscaled);
        var drop = Math.Max(Math.Max(0, scale - MostDigits), Math.Min(scale, DigitCount(size) - MostDigits));
        if (drop > 0)
        {
            var step = BigInteger.Pow(10, drop);
            size = BigInteger.DivRem(size, step, out var rest);
            var half = (rest * 2).CompareTo(step);
            size += half > 0 || (half == 0 && !size.IsEven) ? 1 : 0;
            scale -= drop;
        }

        value = null;
        if (size >= BigInteger.One << 96)
        {
            return false;
        }

        var bits = (UInt128)size;
        value = unchecked(new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), unscaled.Sign < 0, (byte)scale));
        return true;
    }

    private static int DigitCount(BigInteger size) => size.ToString(CultureInfo.InvariantCulture).Length;

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var count = 0; count < exponent; count++)
        {
            power *= 10;
        }

        return power;
    }
}
