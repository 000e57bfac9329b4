using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Values;

public sealed class TimeTests
{
    [Theory]
    [InlineData("00:00:00", "00:00:00")]
    [InlineData("11:22:33.123456789", "11:22:33.123456789")]
    [InlineData("11:22:33.500", "11:22:33.5")]
    [InlineData("23:59:00+00:00", "23:59:00Z")]
    [InlineData("23:59:00-05:30", "23:59:00-05:30")]
    [InlineData("23:59:00+01:02:03", "23:59:00+01:02:03")]
    [InlineData("23:59:00@Europe/Paris", "23:59:00@Europe/Paris")]
    [InlineData("24:00:00", "00:00:00")]
    public void Time_Parsed_IsWrittenInOneForm(string text, string written)
    {
        Assert.True(TimeOfDay.TryParse(text, out var time));
        Assert.Equal(written, time.ToString());
    }

    [Theory]
    [InlineData("24:01:00")]
    [InlineData("7:00:00")]
    [InlineData("07:00")]
    [InlineData("07:60:00")]
    [InlineData("07:00:60")]
    [InlineData("07:00:00.")]
    [InlineData("07:00:00.1234567890")]
    [InlineData("07:00:00+19:00")]
    [InlineData("07:00:00+5:00")]
    [InlineData("07:00:00Z@Europe/Paris")]
    [InlineData("07:00:00@xyz/abc")]
    [InlineData("07:00:00@../../etc/passwd")]
    [InlineData("07:00:00@")]
    public void Time_OfOtherForm_IsRefused(string text) => Assert.False(TimeOfDay.TryParse(text, out _));

    [Theory]
    [InlineData("2018-12-08", "2018-12-08T00:00:00")]
    [InlineData("2021-12-31T24:00:00", "2022-01-01T00:00:00")]
    [InlineData("999999999-12-31T23:59:59.999999999@Europe/Paris", "999999999-12-31T23:59:59.999999999@Europe/Paris")]
    [InlineData("-2017-12-31T11:22:33", "-2017-12-31T11:22:33")]
    public void Moment_Parsed_IsWrittenInOneForm(string text, string written)
    {
        Assert.True(Moment.TryParse(text, out var moment));
        Assert.Equal(written, moment.ToString());
    }

    [Theory]
    [InlineData("2017-12-31T07:01")]
    [InlineData("2017-12-31 07:01:02")]
    [InlineData("999999999-12-31T24:00:00")]
    [InlineData("2017-12-31T")]
    public void Moment_OfOtherForm_IsRefused(string text) => Assert.False(Moment.TryParse(text, out _));

    [Theory]
    [InlineData("2018-02-08T00:00:00@Europe/Paris", 3600)]
    [InlineData("2018-07-08T00:00:00@Europe/Paris", 7200)]
    [InlineData("2018-07-08T00:00:00-03:30", -12600)]
    public void Moment_InAZone_KnowsItsOffset(string text, int seconds)
    {
        Assert.True(Moment.TryParse(text, out var moment));
        Assert.Equal(seconds, moment.UtcOffsetSeconds);
    }

    [Theory]
    [InlineData("P1D", "P1D")]
    [InlineData("PT24H", "P1D")]
    [InlineData("P2DT274M", "P2DT4H34M")]
    [InlineData("PT0.999S", "PT0.999S")]
    [InlineData("-PT61M", "-PT1H1M")]
    [InlineData("P0D", "PT0S")]
    public void Days_Parsed_AreWrittenInOneForm(string text, string written)
    {
        Assert.True(DaysDuration.TryParse(text, out var duration));
        Assert.Equal(written, duration.ToString());
    }

    [Theory]
    [InlineData("P0Y", "P0M")]
    [InlineData("P26M", "P2Y2M")]
    [InlineData("-P1Y", "-P1Y")]
    [InlineData("P99999999Y", "P99999999Y")]
    public void Months_Parsed_AreWrittenInOneForm(string text, string written)
    {
        Assert.True(MonthsDuration.TryParse(text, out var duration));
        Assert.Equal(written, duration.ToString());
    }

    [Theory]
    [InlineData("P")]
    [InlineData("P0")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P-1D")]
    [InlineData("P1Y1D")]
    [InlineData("PT1M1H")]
    [InlineData("PT1.5H")]
    [InlineData("PT.5S")]
    [InlineData("P1W")]
    [InlineData("P9999999999999999999D")]
    [InlineData("P999999999999999D")]
    public void Durations_OfOtherForm_AreRefused(string text) => Assert.False(DaysDuration.TryParse(text, out _) || MonthsDuration.TryParse(text, out _));

    [Fact]
    public void Days_PointingBackwards_HaveNegativeParts()
    {
        Assert.True(DaysDuration.TryParse("-P1DT2H3M4.5S", out var duration));
        Assert.Equal((-1L, -2, -3, -4), (duration.Days, duration.Hours, duration.Minutes, duration.Seconds));
    }
}
