using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Patches;

/// <summary>A snapshot that is patched is the one that reading everything anew gives.</summary>
public sealed class SnapshotPatchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-patch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(80)]
    public void Apply_OfWhatChanged_GivesTheSnapshotThatReadingAnewGives(int rows)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var former = new RandomFacts(RandomFacts.EveryKind, seed, rows);
            var wanted = seed % 3 == 0 ? All() : former.Some();
            var patched = Saved(former.Read(wanted), wanted);
            Assert.Empty(patched.Rejections);
            for (var load = 1; load <= 3; load++)
            {
                var now = former.Changed((100 * seed) + load);
                patched = now.Since(former, wanted).Apply(patched);
                var read = now.Read(wanted);
                Assert.Empty(read.Rejections);
                Assert.Equal(Described.Of(read), Described.Of(patched));
                Assert.Equal(read.Hash, patched.Hash);
                former = now;
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(80)]
    public void Bundles_OfAPatchedSnapshot_AreThoseOfReadingAnew(int rows)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var former = new RandomFacts(RandomFacts.EveryKind, seed, rows);
            var wanted = seed % 3 == 0 ? All() : former.Some();
            string[] entities = [.. RandomFacts.EveryKind.Entities.Where(e => e.Kind != EntityKind.Reference && wanted.Contains(e.Name)).Select(e => e.Name)];
            var patched = former.Read(wanted);
            for (var load = 1; load <= 3; load++)
            {
                // Some are asked for, of others nothing is known when the next patch comes.
                _ = patched.Bundles.Of(entities.Where((_, place) => (seed + place + load) % 4 > 0));
                var now = former.Changed((100 * seed) + load);
                patched = now.Since(former, wanted).Apply(patched);
                var read = now.Read(wanted);
                Assert.Equal(read.Bundles.Keys, patched.Bundles.Keys);
                Assert.All(entities, entity => Assert.Equal(read.Bundles.Of([entity]), patched.Bundles.Of([entity])));
                Assert.Equal(read.Bundles.Of(entities), patched.Bundles.Of(entities));
                former = now;
            }
        }
    }

    [Fact]
    public void Apply_OfNothing_TakesOverWhatThereIs()
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, 7);
        var former = facts.Read(All());
        var patched = facts.Since(facts, All()).Apply(former);
        Assert.Equal(former.Hash, patched.Hash);
        Assert.All(former.Tables.Zip(patched.Tables), t => Assert.Same(t.First.Column(0), t.Second.Column(0)));
    }

    [Fact]
    public void Apply_OfARowThatDoesNotFit_SaysSo()
    {
        var former = new RandomFacts(RandomFacts.EveryKind, 7).Read(All());
        Assert.Contains("act", Refused(former, "act", "P-none", ["P-none", "", "", "", "", ""]), StringComparison.Ordinal);
        Assert.Contains("act", Refused(former, "act", former.Tables[0].Key(0), [former.Tables[0].Key(0), "", "", "", "", "no such town"]), StringComparison.Ordinal);
        Assert.Contains("size", Refused(former, "town", "T", ["T", "many"]), StringComparison.Ordinal);
        Assert.Contains("do not fit", Refused(former, "town", former.Table("town").Key(0), null), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OfARowWhoseGroupIsNotReplaced_SaysSo()
    {
        var patch = new SnapshotPatch(RandomFacts.EveryKind, All());
        patch.Append(RandomFacts.EveryKind.Find("town")!, new Row("T", "1"));
        Assert.Throws<InvalidDataException>(() => patch.Apply(new RandomFacts(RandomFacts.EveryKind, 7).Read(All())));
    }

    private static string Refused(Snapshot former, string entity, string key, string[]? row)
    {
        var patch = new SnapshotPatch(RandomFacts.EveryKind, All());
        patch.Replace(RandomFacts.EveryKind.Find(entity)!, key);
        if (row is not null)
        {
            patch.Append(RandomFacts.EveryKind.Find(entity)!, new Row(row));
        }

        return Assert.Throws<InvalidDataException>(() => patch.Apply(former)).Message;
    }

    private static WantedFields All() => WantedFields.All(RandomFacts.EveryKind);

    private Snapshot Saved(Snapshot snapshot, WantedFields wanted)
    {
        var file = Path.Combine(folder.FullName, "facts.snapshot");
        SnapshotFile.Save(snapshot, "", file, TestContext.Current.CancellationToken);
        return SnapshotFile.Open(file, RandomFacts.EveryKind, wanted).Snapshot!;
    }

    private readonly struct Row(params string[] texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}
