using Cahier.Engine.Tests.Calculation;
using Cahier.Facts.Bundles;
using Cahier.Facts.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

/// <summary>Bundles in which two snapshots differ, and some bundles as a snapshot of their own.</summary>
public sealed class SomeBundlesTests
{
    private static readonly Facts.Models.FactModel Model = SampleRun.Check(CarriedRunTests.OfStays).Model;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SomeBundles_OfAny_HaveTheHashesThatTheyHaveAmongAll(int seed)
    {
        var whole = SampleRun.Facts(Model, SampleFacts.Random(seed, 40));
        int[] roots = [.. Enumerable.Range(0, 40).Where(root => (root + seed) % 3 == 0)];
        var some = SomeBundles.Of(whole, roots);
        var all = whole.Bundles.OfAll();
        Assert.Equal(roots.Select(root => all[root]), some.Facts.Bundles.OfAll());
        foreach (var entity in new[] { "patient", "stay", "visit" })
        {
            var (table, rows) = (some.Facts.Table(entity), some.RowsOf(entity));
            Assert.Equal(rows.Select(whole.Table(entity).Key), Enumerable.Range(0, table.Count).Select(table.Key));
            Assert.All(Enumerable.Range(0, table.Count), row => Assert.True(table.TryFind(table.Key(row), out var found) && found == row));
        }

        Assert.Equal(whole.Table("hospital").Count, some.Facts.Table("hospital").Count);
        Assert.Equal("", some.Facts.Hash);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void BundleDifference_OfNights_IsWhatIsNotTheSameByKeyAndHash(int seed)
    {
        var (changes, facts) = (new Random(seed), SampleFacts.Random(seed, 40));
        for (var night = 0; night < 10; night++)
        {
            var former = SampleRun.Facts(Model, facts);
            facts = NightsTests.Changed(facts, changes, night);
            var now = SampleRun.Facts(Model, facts);
            var difference = BundleDifference.Of(former, now);
            var (before, after) = (Bundles(former), Bundles(now));
            Assert.Equal(before.Where(b => after.GetValueOrDefault(b.Key) is var other && other.Hash != b.Value.Hash).Select(b => b.Value.Root).Order(), difference.Former);
            Assert.Equal(after.Where(b => before.GetValueOrDefault(b.Key) is var other && other.Hash != b.Value.Hash).Select(b => b.Value.Root).Order(), difference.Now);
            Assert.All(before, b => Assert.Equal(after.TryGetValue(b.Key, out var other) ? other.Root : -1, difference.NowOf(b.Value.Root)));
            Assert.Equal(difference.Now.Select(root => before.Count(b => string.CompareOrdinal(b.Key, now.Table("patient").Key(root)) < 0)), difference.NowFrom);
        }
    }

    private static Dictionary<string, (int Root, ulong Hash)> Bundles(Snapshot snapshot)
    {
        var hashes = snapshot.Bundles.OfAll();
        return Enumerable.Range(0, hashes.Length).ToDictionary(snapshot.Table("patient").Key, root => (root, hashes[root]), StringComparer.Ordinal);
    }
}
