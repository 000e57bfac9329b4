using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Xunit;

namespace Cahier.Engine.Tests.Output;

/// <summary>The outcomes of neighbouring units, put together 64 at a time, are those that stand in the columns.</summary>
public sealed class OutcomeBitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(70)]
    public void Outcomes_OfEveryUnit_AreThoseOfTheColumns(int rules)
    {
        var random = new Random(rules);
        var units = (3 * UnitTexts.AtOnce) + random.Next(1, UnitTexts.AtOnce);
        var columns = Enumerable.Range(0, rules).Select(_ => new BooleanResults(Places.All(units))).ToList();
        foreach (var column in columns)
        {
            for (var unit = 0; unit < units; unit++)
            {
                column.SetAt(unit, random.Next(3) switch { 0 => false, 1 => true, _ => null });
            }
        }

        var bits = new OutcomeBits([.. columns]);
        var words = new ulong[bits.Words];
        for (var first = 0; first < units; first += UnitTexts.AtOnce)
        {
            var count = Math.Min(UnitTexts.AtOnce, units - first);
            bits.GoOn(first, count);
            for (var unit = 0; unit < count; unit++)
            {
                bits.CopyTo(unit, words);
                Assert.Equal(columns.Select(c => c.Read(first + unit)), Enumerable.Range(0, rules).Select(rule => (words[2 * rule / 64] >> (2 * rule) & 3) switch { 1UL => true, 2UL => false, _ => (bool?)null }));
            }
        }
    }
}
