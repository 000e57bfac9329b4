using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Values;

public sealed class DateTests
{
    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("1969-12-31", -1)]
    [InlineData("2000-03-01", 11017)]
    [InlineData("0000-02-29", -719469)]
    [InlineData("-0001-12-31", -719529)]
    public void Date_Parsed_CountsDaysFrom1970(string text, long days)
    {
        Assert.True(Date.TryParse(text, out var date));
        Assert.Equal(days, date.EpochDay);
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("2019-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2019-13-01")]
    [InlineData("2019-00-10")]
    [InlineData("2019-1-1")]
    [InlineData("998-12-31")]
    [InlineData("02019-12-31")]
    [InlineData("+2012-12-02")]
    [InlineData("1000000000-01-01")]
    [InlineData("2019-12-31T00:00:00")]
    [InlineData("٢٠١٩-12-31")]
    [InlineData("")]
    public void Date_OfOtherForm_IsRefused(string text) => Assert.False(Date.TryParse(text, out _));

    [Fact]
    public void Date_EveryDayOf800Years_GivesItsPartsBack()
    {
        var previous = new Date(-366);
        for (var day = -365L; day < 292_194; day += 1)
        {
            var date = new Date(day);
            Assert.True(Date.TryCreate(date.Year, date.Month, date.Day, out var again) && again == date && date > previous);
            Assert.Equal((previous.Weekday % 7) + 1, date.Weekday);
            previous = date;
        }
    }

    [Fact]
    public void Date_AtTheEnds_GoesNoFurther()
    {
        Assert.Equal("-999999999-01-01", Date.MinValue.ToString());
        Assert.Equal("999999999-12-31", Date.MaxValue.ToString());
        Assert.Throws<OverflowException>(() => Date.MaxValue.AddDays(1));
        Assert.Throws<OverflowException>(() => Date.MinValue.AddMonths(-1));
        Assert.Throws<OverflowException>(() => Date.MaxValue.ToDateOnly());
    }

    [Theory]
    [InlineData("2020-01-31", 1, "2020-02-29")]
    [InlineData("2020-02-29", 12, "2021-02-28")]
    [InlineData("2020-03-31", -1, "2020-02-29")]
    [InlineData("2020-01-15", -13, "2018-12-15")]
    [InlineData("0000-01-31", -2, "-0001-11-30")]
    public void Date_MonthsLater_StaysInTheMonth(string from, long months, string to) => Assert.Equal(to, Parse(from).AddMonths(months).ToString());

    [Theory]
    [InlineData("2003-12-31", 1, 365)]
    [InlineData("2004-01-01", 1, 1)]
    [InlineData("2005-01-01", 53, 1)]
    [InlineData("2019-09-17", 38, 260)]
    [InlineData("2021-01-03", 53, 3)]
    [InlineData("2024-12-30", 1, 365)]
    [InlineData("2020-12-31", 53, 366)]
    public void Date_WeekAndDayOfYear_FollowIso(string text, int week, int day) => Assert.Equal((week, day), (Parse(text).WeekOfYear, Parse(text).DayOfYear));

    // Days near today are counted in another way than those of far-off millennia.
    [Fact]
    public void Date_NearOrFar_IsMadeOfItsPartsAgain()
    {
        var random = new Random(7);
        var days = Enumerable.Range(-3, 7).SelectMany(i => new[] { 12_699_422L + i, -12_699_422L + i, i, 11_016L + i }).Concat(Enumerable.Range(0, 20_000).Select(_ => random.NextInt64(-20_000_000, 20_000_000)));
        foreach (var day in days)
        {
            var date = new Date(day);
            Assert.True(Date.TryCreate(date.Year, date.Month, date.Day, out var again));
            Assert.Equal(date, again);
        }
    }

    [Fact]
    public void Date_AsDateOnly_IsTheSameDay()
    {
        var day = new DateOnly(2024, 2, 29);
        Assert.Equal("2024-02-29", Date.FromDateOnly(day).ToString());
        Assert.Equal(day, Date.FromDateOnly(day).ToDateOnly());
    }

    [Theory]
    [InlineData("2011-12-22", "2013-08-24", 20)]
    [InlineData("2016-01-21", "2015-01-21", -12)]
    [InlineData("2020-01-31", "2020-02-29", 0)]
    [InlineData("2020-02-29", "2020-01-31", 0)]
    [InlineData("2014-12-31", "-2019-10-01", -48398)]
    [InlineData("2000-06-15", "2019-06-14", 227)]
    public void Months_BetweenDates_AreFull(string from, string to, long months) => Assert.Equal(months, MonthsDuration.Between(Parse(from), Parse(to)).Months);

    [Fact]
    public void Months_BetweenAnyTwoDates_AreThoseOfTheirParts()
    {
        // Dates near today are looked up; the last of them and the first beyond are among these.
        var random = new Random(9);
        long[] edges = [-40_001, -40_000, -39_999, 59_998, 59_999, 60_000, 60_001];
        for (var i = 0; i < 20_000; i++)
        {
            var (from, to) = (new Date(i < 49 ? edges[i / 7] : random.Next(-50_000, 70_000)), new Date(i < 49 ? edges[i % 7] : random.Next(-50_000, 70_000)));
            var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
            months += months > 0 && to.Day < from.Day ? -1 : months < 0 && to.Day > from.Day ? 1 : 0;

            Assert.Equal(months, MonthsDuration.Between(from, to).Months);
        }
    }

    private static Date Parse(string text) => Date.TryParse(text, out var date) ? date : throw new FormatException(text);
}
