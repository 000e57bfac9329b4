using System.Globalization;

namespace Cahier.Feel.Values;

/// <summary>
/// Operations on decimal numbers, shared by both evaluators so that they agree to the last digit. Null means that there
/// is no result: too large, divided by zero, or not a real number.
/// </summary>
public static class Numbers
{
    private const decimal LargestPower = 67m;

    private const decimal SmallestPower = -66m;

    /// <summary>A whole multiple of a power of ten: 125 of scale 1 is 12.5.</summary>
    public static decimal FromScaled(long scaled, int scale)
    {
        var magnitude = unchecked((ulong)(scaled < 0 ? -scaled : scaled));
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, scaled < 0, (byte)scale);
    }

    /// <summary>The whole number whose multiple a number is, as <see cref="FromScaled"/> takes it with the number's scale; false when it does not fit. The sign of a zero is lost.</summary>
    public static bool TryToScaled(decimal value, out long scaled)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var size = unchecked((long)(((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        var fits = parts[2] == 0 && size >= 0;
        scaled = !fits ? 0 : parts[3] < 0 ? -size : size;
        return fits;
    }

    public static decimal? Add(decimal left, decimal right)
    {
        try
        {
            return left + right;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public static decimal? Subtract(decimal left, decimal right) => Add(left, -right);

    public static decimal? Multiply(decimal left, decimal right)
    {
        try
        {
            return left * right;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public static decimal? Divide(decimal left, decimal right)
    {
        try
        {
            return right == 0 ? null : left / right;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>What is left of a division downwards: it has the sign of the divisor.</summary>
    public static decimal? Modulo(decimal dividend, decimal divisor)
    {
        if (divisor == 0)
        {
            return null;
        }

        var rest = dividend % divisor;
        return rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest;
    }

    /// <summary>Whole exponents multiply; others go by exponential and logarithm, to 28 digits.</summary>
    public static decimal? Power(decimal @base, decimal exponent)
    {
        if (exponent % 1 == 0 && Math.Abs(exponent) <= int.MaxValue)
        {
            return WholePower(@base, (int)exponent);
        }

        if (@base <= 0)
        {
            return @base == 0 && exponent > 0 ? 0 : null;
        }

        var power = FixedPoint.Multiply(FixedPoint.Log(@base), FixedPoint.FromDecimal(exponent));
        return FixedPoint.ToDecimal(power) is { } size ? Exp(power, size) : exponent > 0 == @base > 1 ? null : 0;
    }

    /// <summary>e to the power, to 28 digits.</summary>
    public static decimal? Exp(decimal power) => Exp(FixedPoint.FromDecimal(power), power);

    /// <summary>The natural logarithm, to 28 digits; only of numbers above zero.</summary>
    public static decimal? Log(decimal value) => value <= 0 ? null : FixedPoint.ToDecimal(FixedPoint.Log(value));

    /// <summary>The square root, to 28 digits; not of numbers below zero.</summary>
    public static decimal? Sqrt(decimal value) => value < 0 ? null : FixedPoint.Sqrt(value);

    /// <summary>The shortest text of the number: no exponent, no zeros at the end.</summary>
    public static string Write(decimal value) =>
        value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static decimal? Exp(System.Numerics.BigInteger power, decimal size) =>
        size > LargestPower ? null : size < SmallestPower ? 0 : FixedPoint.ToDecimal(FixedPoint.Exp(power));

    private static decimal? WholePower(decimal @base, int exponent)
    {
        if (exponent < 0)
        {
            // When the power itself is too large, its inverse is made of inverses.
            return @base == 0 ? null
                : WholePower(@base, -exponent) is { } below && below != 0 ? Divide(1, below)
                : WholePower(1 / @base, -exponent);
        }

        decimal? result = 1m;
        for (decimal? square = @base; exponent > 0 && result is not null; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
            {
                result = square is { } factor ? Multiply(result.Value, factor) : null;
            }

            if (exponent > 1)
            {
                square = square is { } side ? Multiply(side, side) : null;
            }
        }

        return result;
    }
}
