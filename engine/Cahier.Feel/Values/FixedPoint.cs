using System.Numerics;

namespace Cahier.Feel.Values;

/// <summary>
/// Exponentials and logarithms on whole numbers that stand for multiples of 2^-256, so that 28 digits of the result are
/// sure. Not for anything that a decimal can do itself.
/// </summary>
internal static class FixedPoint
{
    private const int Bits = 256;

    private static readonly BigInteger One = BigInteger.One << Bits;

    // ln 2 = 2 atanh(1/3)
    private static readonly BigInteger LogTwo = 2 * InverseTanh(One / 3);

    public static BigInteger FromDecimal(decimal value)
    {
        var (unscaled, scale) = Parts(value);
        return (unscaled << Bits) / BigInteger.Pow(10, scale);
    }

    /// <summary>The nearest decimal, or null when it is too large.</summary>
    public static decimal? ToDecimal(BigInteger value)
    {
        const int scale = 60;
        return Rounding.TryNearest((value * BigInteger.Pow(10, scale)) >> Bits, scale, out var result) ? result : null;
    }

    public static BigInteger Multiply(BigInteger left, BigInteger right) => (left * right) >> Bits;

    /// <summary>e to the power, by <c>2^k · e^r</c> with a small r. The power must be below 100.</summary>
    public static BigInteger Exp(BigInteger power)
    {
        var twos = (int)BigInteger.Divide(power, LogTwo);
        var rest = power - (twos * LogTwo);
        BigInteger sum = One, term = One;
        for (var n = 1; !term.IsZero && !(term == BigInteger.MinusOne); n++)
        {
            term = Multiply(term, rest) / n;
            sum += term;
        }

        return twos >= 0 ? sum << twos : sum >> -twos;
    }

    /// <summary>The natural logarithm of a decimal above zero.</summary>
    public static BigInteger Log(decimal value)
    {
        // value = m · 2^k with m around 1; ln m = 2 atanh((m - 1) / (m + 1)).
        var (unscaled, scale) = Parts(value);
        var below = BigInteger.Pow(10, scale);
        var twos = (int)(unscaled.GetBitLength() - below.GetBitLength());
        var m = twos >= 0 ? (unscaled << Bits) / (below << twos) : (unscaled << (Bits - twos)) / below;
        return (2 * InverseTanh(((m - One) << Bits) / (m + One))) + (twos * LogTwo);
    }

    /// <summary>The square root of a decimal of at least zero, to the nearest.</summary>
    public static decimal Sqrt(decimal value)
    {
        const int extra = 40;
        var (unscaled, scale) = Parts(value);
        var even = scale + (scale % 2);
        var scaled = unscaled * BigInteger.Pow(10, even - scale + (2 * extra));
        Rounding.TryNearest(IntegerSqrt(scaled), (even / 2) + extra, out var root);
        return root!.Value;
    }

    private static BigInteger IntegerSqrt(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }

        // Newton from above: falls until it is the root rounded down.
        var root = BigInteger.One << ((int)(value.GetBitLength() / 2) + 1);
        for (var next = (root + (value / root)) >> 1; next < root; next = (root + (value / root)) >> 1)
        {
            root = next;
        }

        return root;
    }

    private static BigInteger InverseTanh(BigInteger value)
    {
        var square = Multiply(value, value);
        BigInteger sum = value, power = value;
        for (var n = 3; !power.IsZero && power != BigInteger.MinusOne; n += 2)
        {
            power = Multiply(power, square);
            sum += power / n;
        }

        return sum;
    }

    private static (BigInteger Unscaled, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        unchecked
        {
            var size = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
            return (value < 0 ? -size : size, scale);
        }
    }
}
