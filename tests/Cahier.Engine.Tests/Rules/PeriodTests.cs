using Cahier.Feel.Values;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2015", "2015-01-01", "2015-12-31")]
    [InlineData("2015-Q1", "2015-01-01", "2015-03-31")]
    [InlineData("2015-Q4", "2015-10-01", "2015-12-31")]
    [InlineData("2016-02", "2016-02-01", "2016-02-29")]
    [InlineData("2015-02", "2015-02-01", "2015-02-28")]
    [InlineData("2015-01-15..2015-06-30", "2015-01-15", "2015-06-30")]
    [InlineData("2015-01-15..2015-01-15", "2015-01-15", "2015-01-15")]
    public void Text_Parsed_GivesBothDaysAndIsWrittenAlike(string text, string from, string to)
    {
        var period = Period.Parse(text);
        Assert.Equal((from, to), (period.From.ToString(), period.To.ToString()));
        Assert.Equal(text, period.ToString());
        Assert.True(period.Contains(period.From) && period.Contains(period.To));
        Assert.False(period.Contains(period.From.AddDays(-1)) || period.Contains(period.To.AddDays(1)));
    }

    [Theory]
    [InlineData("2015-01-01..2015-12-31", "2015")]
    [InlineData("2015-04-01..2015-06-30", "2015-Q2")]
    [InlineData("2015-02-01..2015-02-28", "2015-02")]
    [InlineData("2015-02-01..2015-04-30", "2015-02-01..2015-04-30")]
    [InlineData("2015-01-01..2016-12-31", "2015-01-01..2016-12-31")]
    public void Days_OfAWholePart_AreWrittenShort(string days, string text) => Assert.Equal(text, Period.Parse(days).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("2015-Q0")]
    [InlineData("2015-Q5")]
    [InlineData("2015-q1")]
    [InlineData("2015-13")]
    [InlineData("2015-00")]
    [InlineData("2015-1")]
    [InlineData("2015-01-01")]
    [InlineData("2015-02-01..2015-01-31")]
    [InlineData("2015-02-30..2015-03-31")]
    [InlineData(" 2015")]
    [InlineData("２０１５")]
    public void Text_OfNoPeriod_IsRefused(string text)
    {
        Assert.False(Period.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Period.Parse(text));
    }

    [Fact]
    public void Days_InTheWrongOrder_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Period.Of(Period.OfYear(2016).From, new Date(0)));
}
