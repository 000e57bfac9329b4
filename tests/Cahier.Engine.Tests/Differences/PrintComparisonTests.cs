using Cahier.Storage.Differences;
using Xunit;

namespace Cahier.Engine.Tests.Differences;

/// <summary>Where prints of two runs differ.</summary>
public sealed class PrintComparisonTests
{
    [Fact]
    public void Changes_PutInPlaceOfThoseOfTheBase_GiveTheRun()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var former = Enumerable.Range(0, random.Next(3000)).Select(_ => (ulong)random.NextInt64()).ToArray();
            var now = Changed(former, random, random.Next(1, 60));
            if (PrintComparison.Of(former, now) is { } changes)
            {
                Assert.Equal(now, Applied(former, now, changes));
                Assert.True(changes.Sum(c => c.Count) <= now.Length / 8);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(600)]
    [InlineData(5000)]
    public void Units_PutInOrTakenOut_AreTheOnlyChange(int count)
    {
        ulong[] former = [.. Enumerable.Range(1, 100_000).Select(i => (ulong)i << 8)];
        ulong[] more = [.. former[..700], .. Enumerable.Range(1, count).Select(i => (ulong)i), .. former[700..]];
        Assert.Equal([new RowChange(700, 700, 700, 700 + count)], PrintComparison.Of(former, more));
        Assert.Equal([new RowChange(700, 700 + count, 700, 700)], PrintComparison.Of(more, former));
    }

    [Fact]
    public void UnitsThatChanged_AreEachFound()
    {
        ulong[] former = [.. Enumerable.Range(1, 1000).Select(i => (ulong)i << 8)];
        var now = former.ToArray();
        foreach (var place in (int[])[0, 17, 18, 999])
        {
            now[place]++;
        }

        Assert.Equal([new(0, 1, 0, 1), new(17, 19, 17, 19), new(999, 1000, 999, 1000)], PrintComparison.Of(former, now));
        Assert.Equal([], PrintComparison.Of(former, former));
        Assert.Equal([], PrintComparison.Of([], []));
    }

    [Fact]
    public void MoreThanAnEighth_IsTooMuch()
    {
        ulong[] former = [.. Enumerable.Range(1, 800).Select(i => (ulong)i)];
        ulong[] Other(int count) => [.. former.Select((print, i) => i % 8 == 0 && i / 8 < count ? print << 32 : print)];
        Assert.NotNull(PrintComparison.Of(former, Other(100)));
        Assert.Null(PrintComparison.Of([.. former, 900, 901], [.. Other(100), 902, 903]));
        Assert.Null(PrintComparison.Of(former, []));
        Assert.Null(PrintComparison.Of([], former));
        Assert.Null(PrintComparison.Of(former, [.. former.Reverse()]));
    }

    private static ulong[] Changed(ulong[] former, Random random, int changes)
    {
        var now = former.ToList();
        for (; changes > 0; changes--)
        {
            var place = random.Next(now.Count + 1);
            var gone = Math.Min(random.Next(4) == 0 ? random.Next(80) : random.Next(2), now.Count - place);
            now.RemoveRange(place, gone);
            now.InsertRange(place, Enumerable.Range(0, random.Next(4) == 0 ? random.Next(80) : random.Next(2)).Select(_ => (ulong)random.NextInt64()));
        }

        return [.. now];
    }

    private static ulong[] Applied(ulong[] former, ulong[] now, IReadOnlyList<RowChange> changes)
    {
        var (made, at) = (new List<ulong>(), 0);
        foreach (var change in changes)
        {
            Assert.True(change.BaseFrom >= at);
            made.AddRange(former[at..change.BaseFrom]);
            made.AddRange(now[change.From..change.To]);
            at = change.BaseTo;
        }

        return [.. made, .. former[at..]];
    }
}
