using System.Globalization;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Values;

public sealed class NumberTests
{
    [Theory]
    [InlineData("5.5", 0, "6 5 6 5 6 5 6")]
    [InlineData("4.5", 0, "5 4 5 4 4 4 5")]
    [InlineData("-5.5", 0, "-6 -5 -6 -5 -6 -6 -5")]
    [InlineData("1.121", 2, "1.13 1.12 1.12 1.12 1.12 1.12 1.13")]
    [InlineData("-1.126", 2, "-1.13 -1.12 -1.13 -1.13 -1.13 -1.13 -1.12")]
    [InlineData("1250", -2, "1300 1200 1300 1200 1200 1200 1300")]
    [InlineData("0.0000000000000000000000000001", -1, "10 0 0 0 0 0 10")]
    [InlineData("1.5", 28, "1.5 1.5 1.5 1.5 1.5 1.5 1.5")]
    [InlineData("79228162514264337593543950335", 5, "79228162514264337593543950335 79228162514264337593543950335 79228162514264337593543950335 79228162514264337593543950335 79228162514264337593543950335 79228162514264337593543950335 79228162514264337593543950335")]
    public void Round_EachMode_GoesItsWay(string value, int scale, string expected)
    {
        var rounded = Enum.GetValues<RoundingMode>().Select(mode => Numbers.Write(Rounding.Round(Decimal(value), scale, mode)));
        Assert.Equal(expected, string.Join(' ', rounded));
    }

    [Theory]
    [InlineData("10.12", "0.05", RoundingMode.HalfUp, "10.1")]
    [InlineData("10.13", "0.05", RoundingMode.HalfUp, "10.15")]
    [InlineData("-7", "5", RoundingMode.Floor, "-10")]
    [InlineData("12.5", "5", RoundingMode.HalfEven, "10")]
    public void Round_ToAStep_GivesAMultiple(string value, string step, RoundingMode mode, string expected) =>
        Assert.Equal(expected, Numbers.Write(Rounding.RoundToStep(Decimal(value), Decimal(step), mode)));

    // A step of 0.010 is no bare power of ten in its digits, and so goes the long way.
    [Fact]
    public void Round_OfFewDigits_IsAsOfMany()
    {
        var random = new Random(12);
        var modes = Enum.GetValues<RoundingMode>();
        for (var i = 0; i < 20_000; i++)
        {
            var value = new decimal(random.Next(), random.Next(4) == 0 ? random.Next() : 0, 0, random.Next(2) == 0, (byte)random.Next(12));
            var scale = (byte)random.Next(5);
            var mode = modes[random.Next(modes.Length)];
            value = random.Next(8) == 0 ? Math.Round(value, scale) + new decimal(5, 0, 0, false, (byte)(scale + 1)) : value;

            var quick = Rounding.RoundToStep(value, new decimal(1, 0, 0, false, scale), mode);

            Assert.Equal(Rounding.RoundToStep(value, new decimal(10, 0, 0, false, (byte)(scale + 1)), mode), quick);
            Assert.True(quick.Scale <= Math.Max(scale, value.Scale));
        }
    }

    [Fact]
    public void Round_WithoutAStep_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.RoundToStep(1, 0, RoundingMode.Up));

    [Theory]
    [InlineData("half up", true)]
    [InlineData("half even", true)]
    [InlineData("Half Up", false)]
    [InlineData("", false)]
    public void RoundingMode_FromWords_IsKnownOrNot(string text, bool known) => Assert.Equal(known, Rounding.TryParseMode(text, out _));

    [Theory]
    [InlineData("2", "0.5", "1.414213562373095048801688724")]
    [InlineData("5", "2.55", "60.586171666066405532569")]
    [InlineData("5", "-2", "0.04")]
    [InlineData("0", "0", "1")]
    [InlineData("0", "-1", null)]
    [InlineData("-8", "0.5", null)]
    [InlineData("10", "28", "10000000000000000000000000000")]
    [InlineData("10", "29", null)]
    [InlineData("10", "-40", "0")]
    [InlineData("1.5", "1000000", null)]
    [InlineData("0.5", "-1000000.5", null)]
    [InlineData("-1", "2147483647", "-1")]
    public void Power_OfNumbers_IsExactToManyDigits(string @base, string exponent, string? expected) =>
        Check(expected, Numbers.Power(Decimal(@base), Decimal(exponent)), "0.00000001");

    [Theory]
    [InlineData("0", "1")]
    [InlineData("1", "2.7182818284590452353602874714")]
    [InlineData("-1", "0.3678794411714423215955237702")]
    [InlineData("66", "46071866343312915426773184428.06")]
    [InlineData("-100", "0")]
    [InlineData("67", null)]
    [InlineData("79228162514264337593543950335", null)]
    public void Exp_OfNumbers_HasTwentyEightDigits(string value, string? expected) => Check(expected, Numbers.Exp(Decimal(value)), "0.000000000000000000000000001");

    [Theory]
    [InlineData("1", "0")]
    [InlineData("10", "2.3025850929940456840179914547")]
    [InlineData("0.0000000000000000000000000001", "-64.47238260383327915250376073")]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    public void Log_OfNumbers_HasTwentyEightDigits(string value, string? expected) => Check(expected, Numbers.Log(Decimal(value)), "0.000000000000000000000000010");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("2", "1.4142135623730950488016887242")]
    [InlineData("0.0001", "0.01")]
    [InlineData("79228162514264337593543950335", "281474976710656")]
    [InlineData("-1", null)]
    public void Sqrt_OfNumbers_HasTwentyEightDigits(string value, string? expected) => Check(expected, Numbers.Sqrt(Decimal(value)), "0.00000000000001");

    [Theory]
    [InlineData("-12", "5", "3")]
    [InlineData("10", "-4", "-2")]
    [InlineData("-12", "-5", "-2")]
    [InlineData("10.1", "4.5", "1.1")]
    [InlineData("10", "0", null)]
    public void Modulo_OfNumbers_HasTheSignOfTheDivisor(string dividend, string divisor, string? expected) => Check(expected, Numbers.Modulo(Decimal(dividend), Decimal(divisor)), "0.0000000001");

    [Fact]
    public void Numbers_TooLarge_HaveNoResult()
    {
        Assert.Null(Numbers.Add(decimal.MaxValue, 1));
        Assert.Null(Numbers.Subtract(decimal.MinValue, 1));
        Assert.Null(Numbers.Multiply(decimal.MaxValue, 2));
        Assert.Null(Numbers.Divide(decimal.MaxValue, 0.1m));
        Assert.Null(Numbers.Divide(1, 0));
    }

    [Theory]
    [InlineData("1.500", "1.5")]
    [InlineData("-0.0", "0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("100", "100")]
    public void Number_Written_HasNoZerosAtTheEnd(string value, string expected) => Assert.Equal(expected, Numbers.Write(Decimal(value)));

    private static void Check(string? expected, decimal? actual, string tolerance)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.NotNull(actual);
            Assert.True(Math.Abs(Decimal(expected) - actual.Value) <= Decimal(tolerance), $"{actual} is not {expected}");
        }
    }

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
