using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
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
            foreach (var from in new[] { 0, 1, count / 2, count - 1 })
            {
                var together = new int[count - from];
                blocks.CopyTo(from, together);
                Assert.Equal(numbers[from..], together);
            }
        }
    }

    /// <summary>Rows as they were read, near each other in another order, far from each other, and some of them left out.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_OfRowsInAnOrder_AreThoseOfEachRow(string what, int[] some)
    {
        Assert.NotEmpty(what);
        var blocks = new NumberBlocks(int.MaxValue);
        const int Count = (2 * NumberBlocks.Size) + 777;
        for (var i = 0; i < Count; i++)
        {
            blocks.Add(some[i % some.Length]);
        }

        int[] all = [.. Enumerable.Range(0, Count)];
        foreach (var rows in new[] { all, [.. all.Select(i => i ^ 1).Where(i => i < Count)], [.. all.Reverse()], [.. all.OrderBy(i => i * 7919L % Count)], [.. all.Where(i => i % 3 != 0)] })
        {
            var order = RowOrder.Of(rows);
            int[] expected = [.. rows.Select(row => blocks[row])];
            var (found, marks) = (new int[rows.Length - 5], blocks.Marks(order, some[0]));
            blocks.Take(order, 5, found);

            Assert.Equal(expected[5..], found);
            Assert.Equal(expected.Contains(some[0]), marks is not null);
            Assert.Equal(expected.Select(n => n == some[0]), Enumerable.Range(0, rows.Length).Select(i => marks is not null && Bits.Get(marks, i)));
        }
    }
}
