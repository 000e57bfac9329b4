using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Carried;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Why figures of participants are unknown, carried from one run to the next: the first causes are those of all units in their order, or it is known that they are not.</summary>
public sealed class UnknownUnitsTests
{
    [Theory]
    [InlineData("3 5 9", 3, "", 0, "", 0, "13 15 19", 3)]
    [InlineData("3 5 9", 3, "5", 1, "14 30", 2, "13 14 19 30", 4)]
    [InlineData("3 5 9", 70, "", 0, "14 30", 2, "13 14 15 19", 72)]
    [InlineData("3 5 9", 70, "9", 1, "14 30", 2, "13 14 15", 71)]
    [InlineData("3 5 9", 70, "3 5 9", 5, "11", 1, "", 66)]
    [InlineData("3 5 9", 3, "3 5 9", 3, "", 0, "", 0)]
    [InlineData("3 5 9", 3, "", 0, "12 14", 80, "12 13 14", 83)]
    public void Units_TakenOutAndPutIn_AreKnownUpToWhereOthersMayStand(string former, int count, string gone, int goneCount, string came, int cameCount, string expected, int all)
    {
        var went = Rows(gone).ToHashSet();
        var units = Units(former, count).With(goneCount, row => went.Contains(row) ? null : row + 10, Units(came, cameCount));
        Assert.Equal(Rows(expected), units.First.Select(u => u.Row));
        Assert.Equal(all, units.Count);
        Assert.Equal(units.First.Length == all, units.HaveCauses(16));
        Assert.True(units.HaveCauses(units.First.Length));
    }

    private static UnknownUnits Units(string rows, int count) =>
        new(count, [.. Rows(rows).Select(row => (row, ImmutableArray.Create<UnknownCause>(new MissingFact("stay", row.ToString(CultureInfo.InvariantCulture), "cost"))))]);

    private static IEnumerable<int> Rows(string rows) => [.. rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => int.Parse(row, CultureInfo.InvariantCulture))];
}
