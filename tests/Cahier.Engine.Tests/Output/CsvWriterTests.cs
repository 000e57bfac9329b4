using System.Text;
using Cahier.Calculation.Output;
using Xunit;

namespace Cahier.Engine.Tests.Output;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33", "'+33")]
    [InlineData("-5", "'-5")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("a \"b\"\n", "\"a \"\"b\"\"\n\"")]
    [InlineData("é€😀", "é€😀")]
    [InlineData("", "")]
    [InlineData("F-12/3", "F-12/3")]
    public void Text_IsQuotedAndCannotStartAFormula(string text, string expected)
    {
        Assert.Equal($"c\n{expected}\n", Write(csv => csv.Text(text)));
        Assert.Equal($"c\n{expected}\n", Write(csv => csv.Utf8(Encoding.UTF8.GetBytes(text))));
        Assert.Equal($"c\n{expected}\n", Write(csv => csv.Ready(CsvWriter.MakeReady(text))));
    }

    [Theory]
    [InlineData("-1.50", "-1.5")]
    [InlineData("0.00", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Number_IsShortAndUntouched(string number, string expected) =>
        Assert.Equal($"c\n{expected}\n", Write(csv => csv.Number(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Amount_KeepsItsZeros() => Assert.Equal("c\n-1.50\n", Write(csv => csv.Amount(-1.50m)));

    [Theory]
    [InlineData(-150, 2, 2)]
    [InlineData(0, 0, 2)]
    [InlineData(7, 2, 2)]
    [InlineData(7, 2, 4)]
    [InlineData(25, 0, 0)]
    [InlineData(25, 0, 2)]
    [InlineData(1_000, 3, 28)]
    [InlineData(long.MaxValue, 18, 18)]
    [InlineData(long.MinValue + 1, 0, 2)]
    public void Amount_ByItsDigits_IsWrittenAsTheNumberIs(long digits, int scale, int decimals)
    {
        var number = Cahier.Feel.Values.Numbers.FromScaled(digits, scale) + new decimal(0, 0, 0, false, (byte)decimals);
        Assert.Equal(Write(csv => csv.Amount(number)), Write(csv => csv.Amount(digits, scale, decimals)));
    }

    [Fact]
    public void Text_LargerThanTheBuffer_IsWrittenWhole()
    {
        var text = new string('é', 100_000);
        Assert.Equal($"c\nx,{text}\n", Write(csv =>
        {
            csv.Text("x");
            csv.Text(text);
        }));
    }

    private static string Write(Action<CsvWriter> row)
    {
        using var stream = new MemoryStream();
        var csv = new CsvWriter(stream, "c");
        row(csv);
        csv.EndRow();
        csv.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
