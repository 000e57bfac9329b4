using System.Globalization;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

public sealed class NumberColumnTests
{
    [Fact]
    public void Numbers_Random_ReadBackAsWritten()
    {
        var random = new Random(51);
        for (var round = 0; round < 500; round++)
        {
            var digits = random.Next(1, 30);
            var texts = Enumerable.Range(0, 20).Select(_ => Number(random, digits)).ToList();
            var column = Build(texts);
            for (var i = 0; i < texts.Count; i++)
            {
                Assert.Equal(decimal.Parse(texts[i], NumberStyles.Number, CultureInfo.InvariantCulture), column.Read(i));
            }
        }
    }

    [Fact]
    public void Scale_IsTheSmallestThatHoldsAll()
    {
        Assert.Equal(2, Build(["1.50", "1.25", "3"]).Scale);
        Assert.Equal(0, Build(["1.0", "3.000"]).Scale);
        Assert.Equal(1_000_000_000_000_000_000, Build(["1", "0.000000000000000001"]).Scaled(0));
    }

    [Theory]
    [InlineData("21474836.47", "-21474836.48", true)]
    [InlineData("21474836.48", "0.01", false)]
    [InlineData("0.01", "-21474836.49", false)]
    public void WholeNumbers_ThatAllFit32Bits_TakeNoMore(string one, string other, bool isNarrow)
    {
        var column = Build([one, other]);

        Assert.Equal((isNarrow ? 2 : 0, isNarrow ? 0 : 2), (column.Narrow(0, 2).Length, column.Wide(0, 2).Length));
        Assert.Equal([decimal.Parse(one, CultureInfo.InvariantCulture), decimal.Parse(other, CultureInfo.InvariantCulture)], Enumerable.Range(0, 2).Select(column.Value));
        Assert.Equal(Enumerable.Range(0, 2).Select(column.Scaled).Append(0).Min(), column.Low);
        Assert.Equal(Enumerable.Range(0, 2).Select(column.Scaled).Append(0).Max(), column.High);
    }

    [Fact]
    public void Numbers_ThatDoNotFitOneScale_AreHeldAsDecimals()
    {
        var column = Build(["10000000000", "0.0000000001234", "-1"]);
        Assert.False(column.IsScaled);
        Assert.Equal([10000000000m, 0.0000000001234m, -1m], Enumerable.Range(0, 3).Select(column.Value));
    }

    [Theory]
    [InlineData("4.7089e-05", "0.000047089")]
    [InlineData("-12.5E-1", "-1.25")]
    [InlineData("10e-1", "1")]
    [InlineData("7e-0", "7")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    public void Number_WithAnExponentBelowZero_IsReadExactly(string text, string plain) =>
        Assert.Equal(decimal.Parse(plain, CultureInfo.InvariantCulture), Build([text]).Read(0));

    [Theory]
    [InlineData("1e-29", "it has more than 28 digits")]
    [InlineData("1e5", "it is written with an exponent: write all its digits")]
    [InlineData("1.2e+03", "it is written with an exponent: write all its digits")]
    [InlineData("-1e5", "it is written with an exponent: write all its digits")]
    [InlineData("1e", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("e-5", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("1.e-5", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("1e-5e-5", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("1e--5", "it is not a number: write digits with a decimal point, e.g. 12.5")]
    [InlineData("1e-1000", "it has more than 28 digits")]
    public void Number_WithAnotherExponent_IsRefused(string text, string reason) => Assert.Equal(reason, new NumberColumnBuilder().Read(text));

    private static NumberColumn Build(IReadOnlyList<string> texts)
    {
        var builder = new NumberColumnBuilder();
        foreach (var text in texts)
        {
            Assert.Null(builder.Read(text));
            builder.Append();
        }

        return (NumberColumn)builder.Draft(RowOrder.AsRead(texts.Count)).ToColumn();
    }

    private static string Number(Random random, int mostDigits)
    {
        var digits = string.Concat(Enumerable.Range(0, random.Next(1, Math.Min(mostDigits, 28) + 1)).Select(_ => (char)('0' + random.Next(10))));
        var point = random.Next(digits.Length + 1);
        var text = point == 0 || point == digits.Length ? digits : digits[..point] + "." + digits[point..];
        return random.Next(2) == 0 ? text : "-" + text;
    }
}
