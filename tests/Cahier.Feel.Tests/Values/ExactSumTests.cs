using System.Globalization;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Values;

/// <summary>Sums that keep all their digits.</summary>
public sealed class ExactSumTests
{
    [Theory]
    [InlineData("12.50", "12.5")]
    [InlineData("0", "0")]
    [InlineData("-0.0001", "-0.0001")]
    [InlineData("1 2 3.25 -7", "-0.75")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335 1", null)]
    [InlineData("79228162514264337593543950335 1 -1", "79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335 0.4", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335 -0.5", null)]
    [InlineData("79228162514264337593543950334 0.5", "79228162514264337593543950334")]
    [InlineData("1 0.0000000000000000000000000001", "1.0000000000000000000000000001")]
    [InlineData("10 0.00000000000000000000000000005", "10.0000000000000000000000000000")]
    [InlineData("0.3333333333333333333333333333 0.3333333333333333333333333333 0.3333333333333333333333333334", "1")]
    public void Sum_OfDecimals_IsTheNearestDecimal(string numbers, string? expected)
    {
        decimal[] values = [.. numbers.Split(' ').Select(n => decimal.Parse(n, CultureInfo.InvariantCulture))];
        var adder = new ExactAdder();
        Array.ForEach(values, adder.Add);
        Assert.Equal(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture), adder.Sum.ToDecimal());
        Assert.Equal(adder.Sum.ToDecimal(), values.Reverse().Aggregate(default(ExactSum), (sum, v) => sum + ExactSum.Of(v)).ToDecimal());
    }

    [Fact]
    public void Sum_OfManyInAnyOrder_IsTheSame_AndTakenOutAgain_IsNothing()
    {
        var random = new Random(7);
        decimal[] values = [.. Enumerable.Range(0, 2000).Select(_ => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)))];
        var (one, other) = (new ExactAdder(), new ExactAdder());
        Array.ForEach(values, one.Add);
        Array.ForEach([.. values.Order()], other.Add);
        Assert.Equal(one.Sum.ToDecimal(), other.Sum.ToDecimal());
        Assert.Equal(0, values.Aggregate(one.Sum, (sum, v) => sum - ExactSum.Of(v)).ToDecimal());
    }
}
