using Cahier.Feel.Compilation;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Sums of whole numbers are the sums of the decimals that they stand for, when they overflow too.</summary>
public sealed class TallyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(18)]
    public void AddScaled_NumbersOfAnySize_IsTheSumOfDecimals(int scale)
    {
        foreach (var items in new long[][] { [5], [0, 0], [-7, 7], [long.MaxValue, long.MaxValue, 3], [long.MinValue, -1, long.MinValue], [long.MaxValue, 1, long.MinValue, long.MaxValue, long.MaxValue] })
        {
            var (tally, expected) = (default(Tally), default(Tally));
            foreach (var item in items)
            {
                tally.AddScaled(item, scale);
                expected.Add(Numbers.FromScaled(item, scale));
            }

            Assert.Equal(expected.Total, tally.Total);
            Assert.Equal(expected.Mean, tally.Mean);
            Assert.Equal(items.Length, tally.Items);
        }
    }

    [Fact]
    public void AddScaled_NothingOrAMissingOne_HasNoTotal()
    {
        var tally = default(Tally);
        Assert.Null(tally.Total);

        tally.AddScaled(3, 0);
        tally.Add(null);

        Assert.Null(tally.Total);
        Assert.Equal(2, tally.Items);
    }
}
