using Cahier.Facts.Columns;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

public sealed class NumberBlocksTests
{
    public static TheoryData<string, int[]> Numbers => new()
    {
        { "alike", [7, 7, 7] },
        { "counting", [-2, -1, 0, 1, 2] },
        { "near each other", [1000, 1254, 1000, 1001] },
        { "two bytes apart", [0, 65_534, 3] },
        { "one more than two bytes apart", [0, 65_535, 3] },
        { "one more than a byte apart", [-1, 254, 0] },
        { "at both ends", [int.MinValue, int.MaxValue, 0] },
        { "missing and near each other", [int.MaxValue, 5, 6, int.MaxValue] },
        { "missing and far from each other", [int.MaxValue, -70_000, 70_000] },
        { "missing and two bytes apart", [int.MaxValue, 0, 65_534] },
        { "missing, all of them", [int.MaxValue, int.MaxValue] },
        { "missing next to the highest", [int.MaxValue, int.MaxValue - 1, int.MaxValue - 2] },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_OfSeveralBlocks_AreReadBack(string what, int[] some)
    {
        Assert.NotEmpty(what);
        foreach (var count in new[] { some.Length, NumberBlocks.Size - 1, NumberBlocks.Size, NumberBlocks.Size + 1, (3 * NumberBlocks.Size) + 5 })
        {
            // Counting ones go on counting, others come again and again.
            int[] numbers = [.. Enumerable.Range(0, count).Select(i => what == "counting" ? some[0] + i : some[i % some.Length])];
            var blocks = new NumberBlocks(int.MaxValue);
            foreach (var number in numbers)
            {
                blocks.Add(number);
            }

            Assert.Equal(count, blocks.Count);
            Assert.Equal(numbers, Enumerable.Range(0, count).Select(i => blocks[i]));
        }
    }
}
