using System.Globalization;
using Cahier.Facts.Columns;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

public sealed class TextPoolTests
{
    [Fact]
    public void Texts_OfAnyLength_AreFoundAndReadBackWhileBlocksGrow()
    {
        var pool = new TextPool();
        int[] lengths = [0, 1, 255, 256, 257, 1_000, TextPool.LongestText - 1, TextPool.LongestText, 3, 700_000, 700_000, 5];
        string[] texts = [.. lengths.Select((length, place) => new string((char)('a' + place), length))];

        foreach (var text in texts)
        {
            pool.Add(text);
        }

        for (var number = 0; number < texts.Length; number++)
        {
            Assert.Equal(number, pool.Find(texts[number]));
            Assert.True(pool[number].SequenceEqual(texts[number]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    public void Texts_ThatComeInOrderAndThenNot_AreFoundAllTheSame(int inOrder)
    {
        string[] texts = [.. Enumerable.Range(0, 1_000).Select(n => n.ToString("0000", CultureInfo.InvariantCulture))];
        texts.AsSpan(inOrder).Reverse();
        var pool = new TextPool();
        for (var number = 0; number < texts.Length; number++)
        {
            Assert.Equal(-1, pool.Find(texts[number]));
            Assert.Equal(number, pool.Add(texts[number], out var isNew));
            Assert.True(isNew);
            Assert.Equal(number / 2, pool.Add(texts[number / 2], out isNew));
            Assert.False(isNew);
            Assert.Equal(number, pool.Find(texts[number]));
        }

        Assert.Equal(Enumerable.Range(0, texts.Length), texts.Select(t => pool.Find(t)));
    }

    [Fact]
    public void Pool_OfAFewShortTexts_TakesLittleMemory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var pool = new TextPool();
        for (var i = 0; i < 10; i++)
        {
            pool.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 10_000);
    }
}
