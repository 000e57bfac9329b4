using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Columns;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Patches;

/// <summary>The groups of rows in which two snapshots differ are those in which a row is other, and no others.</summary>
public sealed class GroupDifferenceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(80)]
    [InlineData(2_000)]
    public void Of_FactsThatChanged_FindsEveryGroupOfWhichARowIsOther(int rows)
    {
        for (var seed = 1; seed <= (rows > 100 ? 1 : 40); seed++)
        {
            // New keys are far from those that there are.
            var former = new RandomFacts(RandomFacts.EveryKind, seed, rows);
            var now = former.Changed((100 * seed) + 99);
            var (before, after) = (former.Read(), now.Read());
            Assert.Empty(before.Rejections.Concat(after.Rejections));
            var (others, were) = (now.Others(former).ToLookup(g => g.Entity, g => (g.Key, g.Rows.Count())), former.Others(now).ToLookup(g => g.Entity, g => (g.Key, g.Rows.Count())));
            var difference = new GroupDifference(before, after);
            foreach (var entity in RandomFacts.EveryKind.Entities.Where(e => AreWrittenAlike(before.Table(e.Name), after.Table(e.Name))))
            {
                var found = difference.Of(entity);
                Assert.Equal(others[entity].Order(), found.Select(g => (g.Key, g.Now.To - g.Now.From)).Order());
                Assert.Equal(were[entity].Order(), found.Select(g => (g.Key, g.Former.To - g.Former.From)).Order());
            }
        }
    }

    [Fact]
    public void Of_TheSameFacts_FindsNothing()
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, 3, 200);
        var difference = new GroupDifference(facts.Read(), facts.Read());
        Assert.All(RandomFacts.EveryKind.Entities, entity => Assert.Empty(difference.Of(entity)));
    }

    [Fact]
    public void Of_FactsWhereThereWereNone_FindsAll()
    {
        var (none, some) = (new SnapshotBuilder(RandomFacts.EveryKind).Build(), new RandomFacts(RandomFacts.EveryKind, 3).Read());
        foreach (var entity in RandomFacts.EveryKind.Entities)
        {
            Assert.Equal(some.Table(entity.Name).Count, new GroupDifference(none, some).Of(entity).Sum(g => g.Now.To - g.Now.From));
            Assert.Equal(some.Table(entity.Name).Count, new GroupDifference(some, none).Of(entity).Sum(g => g.Former.To - g.Former.From));
        }
    }

    // Where one more decimal comes, all numbers of a column are written with it: then all of its groups are other.
    private static bool AreWrittenAlike(Table before, Table after) =>
        before.Entity.Fields.All(f => (before.Column(f.Ordinal), after.Column(f.Ordinal)) is not (NumberColumn was, NumberColumn now) || (was.IsScaled == now.IsScaled && was.Scale == now.Scale));
}
