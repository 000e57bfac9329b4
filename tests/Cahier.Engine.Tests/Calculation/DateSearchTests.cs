using Cahier.Calculation.Compilation;
using Cahier.Facts.Columns;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Rows in order of dates, those without one last: the row found is that which a look at each would find.</summary>
public sealed class DateSearchTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(7, 2)]
    [InlineData(40, 0)]
    [InlineData(40, 3)]
    [InlineData(5, 5)]
    public void Find_AnyDay_IsTheFirstRowNotBefore(int rows, int undated)
    {
        // Twos of one day, days apart; the rows stand among others that do not count.
        int[] days = [900, .. Enumerable.Range(0, rows).Select(i => i < rows - undated ? i / 2 * 3 : 0), 900];
        ulong[] missing = [0];
        for (var row = rows - undated; row < rows; row++)
        {
            missing[0] |= 1UL << (row + 1);
        }

        var column = new DateColumn(days, undated == 0 ? null : missing);
        for (var day = -2; day < rows + rows + 4; day++)
        {
            foreach (var later in new[] { false, true })
            {
                var expected = Enumerable.Range(1, rows).FirstOrDefault(r => !column.IsMissing(r) && (later ? days[r] > day : days[r] >= day), 1 + rows - undated);
                Assert.Equal(expected, DateSearch.Find(column, 1, 1 + rows, new Date(day), later));
            }
        }
    }
}
