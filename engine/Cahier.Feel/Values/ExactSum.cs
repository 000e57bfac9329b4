using System.Numerics;

namespace Cahier.Feel.Values;

/// <summary>A sum of decimals with all its digits: the same in whatever order they were added, or taken out again.</summary>
/// <param name="Digits">The digits as a whole number.</param>
/// <param name="Scale">How many of them are decimals, 0 to 28.</param>
public readonly record struct ExactSum(BigInteger Digits, int Scale)
{
    private const int WordsOfDecimal = 4;
    private const int BitsOfWord = 32;

    public static ExactSum Of(decimal value) => new(DigitsOf(value), value.Scale);

    public static ExactSum operator +(ExactSum left, ExactSum right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return new ExactSum(left.DigitsAt(scale) + right.DigitsAt(scale), scale);
    }

    public static ExactSum operator -(ExactSum left, ExactSum right) => left + new ExactSum(-right.Digits, right.Scale);

    /// <summary>The sum as a decimal, its last digit rounded half to even where it has more than a decimal holds; null when it is too large for one.</summary>
    public decimal? ToDecimal() => Rounding.Fit(Digits, Scale);

    /// <summary>The digits of a decimal, of which there are 96 bits.</summary>
    internal static Int128 DigitsOf(decimal value)
    {
        Span<int> words = stackalloc int[WordsOfDecimal];
        decimal.GetBits(value, words);
        var size = (Int128)unchecked((uint)words[2]) << (2 * BitsOfWord) | (Int128)unchecked((uint)words[1]) << BitsOfWord | unchecked((uint)words[0]);
        return value < 0 ? -size : size;
    }

    private BigInteger DigitsAt(int scale) => scale == Scale ? Digits : Digits * BigInteger.Pow(10, scale - Scale);
}

/// <summary>Adds decimals to an <see cref="ExactSum"/>, at most 2³¹ of them. For one thread.</summary>
public sealed class ExactAdder
{
    private const int MostDecimals = 28;

    // Digits of 96 bits, by how many decimals they have.
    private readonly Int128[] byScale = new Int128[MostDecimals + 1];

    public void Add(decimal value) => byScale[value.Scale] += ExactSum.DigitsOf(value);

    /// <summary>What was added until now.</summary>
    public ExactSum Sum
    {
        get
        {
            var sum = default(ExactSum);
            for (var scale = 0; scale < byScale.Length; scale++)
            {
                sum = byScale[scale] == 0 ? sum : sum + new ExactSum(byScale[scale], scale);
            }

            return sum;
        }
    }
}
