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
