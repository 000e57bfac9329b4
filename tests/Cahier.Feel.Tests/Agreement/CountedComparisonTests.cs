using Cahier.Feel.Compilation;
using Cahier.Feel.Syntax;
using Xunit;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>Counting may end where more items make no difference.</summary>
public sealed class CountedComparisonTests
{
    [Theory]
    [InlineData(ComparisonOperator.Equal)]
    [InlineData(ComparisonOperator.NotEqual)]
    [InlineData(ComparisonOperator.Less)]
    [InlineData(ComparisonOperator.LessOrEqual)]
    [InlineData(ComparisonOperator.Greater)]
    [InlineData(ComparisonOperator.GreaterOrEqual)]
    public void Enough_AnyBound_DecidesAsAllItemsDo(ComparisonOperator op)
    {
        foreach (var bound in new decimal?[] { null, decimal.MinValue, -1, -0.5m, 0, 0.5m, 1, 2, 2.5m, 3, 4, decimal.MaxValue })
        {
            var enough = Lifted.Enough(op, bound);
            Assert.All(Enumerable.Range(0, 8), items => Assert.Equal(Lifted.CompareCount(op, items, bound), Lifted.CompareCount(op, Math.Min(items, enough), bound)));
        }
    }

    [Theory]
    [InlineData(ComparisonOperator.Greater, "0", 1)]
    [InlineData(ComparisonOperator.GreaterOrEqual, "3", 3)]
    [InlineData(ComparisonOperator.Less, "3", 3)]
    [InlineData(ComparisonOperator.LessOrEqual, "3", 4)]
    public void Enough_UsualBounds_EndsAsSoonAsItIsDecided(ComparisonOperator op, string bound, int enough) =>
        Assert.Equal(enough, Lifted.Enough(op, decimal.Parse(bound, System.Globalization.CultureInfo.InvariantCulture)));
}
