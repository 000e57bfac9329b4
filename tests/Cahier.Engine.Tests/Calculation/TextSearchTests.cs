using Cahier.Calculation.Compilation;
using Cahier.Facts.Columns;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Rows found by their text are those that a look at each would find.</summary>
public sealed class TextSearchTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 40)]
    public void Search_AnyRange_FindsTheFirstAndTheLast(int seed, int rows)
    {
        var random = new Random(seed);
        int[] codes = [.. Enumerable.Range(0, rows + 2).Select(_ => random.Next(-1, 3))];
        var column = new TextColumn(codes, ["a", "b", "c"], null);
        for (var (from, to) = (1, 1); to <= rows + 1; (from, to) = from < to ? (from + 1, to) : (1, to + 1))
        {
            foreach (var code in new[] { -1, TextSearch.CodeOf(column, "a"), TextSearch.CodeOf(column, "c"), TextSearch.CodeOf(column, "of none") })
            {
                var those = Enumerable.Range(from, to - from).Where(row => codes[row] == code).ToList();

                Assert.Equal(those.Count == 0 ? to : those[0], TextSearch.First(from, to, column, code));
                Assert.Equal(those.Count == 0 ? from - 1 : those[^1], TextSearch.Last(from, to, column, code));
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 45)]
    public void Search_ForTwoTexts_FindsTheFirstAndTheLastWithBoth(int seed, int rows)
    {
        var random = new Random(seed);
        int[] ones = [.. Enumerable.Range(0, rows + 2).Select(_ => random.Next(-1, 3))];
        int[] others = [.. Enumerable.Range(0, rows + 2).Select(_ => random.Next(-1, 9) / 4)];
        var (one, other) = (new TextColumn(ones, ["a", "b", "c"], null), new TextColumn(others, ["x", "y", "z"], null));
        for (var (from, to) = (1, 1); to <= rows + 1; (from, to) = from < to ? (from + 1, to) : (1, to + 1))
        {
            foreach (var (a, b) in new[] { (0, 0), (1, 2), (2, 1), (2, TextSearch.CodeOf(other, "of none")) })
            {
                var those = Enumerable.Range(from, to - from).Where(row => ones[row] == a && others[row] == b).ToList();

                Assert.Equal(those.Count == 0 ? to : those[0], TextSearch.First(from, to, one, a, other, b));
                Assert.Equal(those.Count == 0 ? from - 1 : those[^1], TextSearch.Last(from, to, one, a, other, b));
            }
        }
    }
}
