using Cahier.Engine.Tests.Output;
using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Bundles;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Snapshots;
using Cahier.Storage.Stores;
using Dapper;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>What is kept beside a store saves reading it, and is never believed when it should not be.</summary>
public sealed class KeptSnapshotsTests : IDisposable
{
    private static readonly string[] Hashed = ["patient", "stay"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-kept-");
    private readonly SmallCahier cahier = new();
    private readonly List<string> notes = [];

    private StoreAddress Address => new(At("facts.db"));

    private string[] Kept => [.. Directory.EnumerateFiles(Address.File + ".snapshots").Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_FromFilesStoreAndSavedSnapshot_GivesTheSameBytes(int seed)
    {
        var facts = new RandomFacts(SmallCahier.Model, seed, 120).Read();
        CsvFolderWriter.Write(facts, At("csv"), TestContext.Current.CancellationToken);
        SnapshotFile.Save(facts, "", At("facts.snapshot"), TestContext.Current.CancellationToken);
        using var store = Open();
        StoreLoader.Load(store, facts, "test", cancellation: TestContext.Current.CancellationToken);
        var wanted = Wanted();
        Snapshot[] all =
        [
            CsvFolder.Read(At("csv"), SmallCahier.Model, wanted, cancellation: TestContext.Current.CancellationToken).Snapshot!,
            StoreSnapshot.Read(store, wanted, cancellation: TestContext.Current.CancellationToken),
            Read(store),
            Read(store),
            SnapshotFile.Open(At("facts.snapshot"), SmallCahier.Model, wanted).Snapshot!,
        ];
        Assert.Single(all.Select(s => s.Hash).Distinct(StringComparer.Ordinal));
        Assert.Single(all.Select(s => new Written(cahier.Run(s)).All).Distinct(StringComparer.Ordinal));
        Assert.Empty(notes);
        Assert.Single(Kept);
    }

    [Fact]
    public void Read_Again_DoesNotReadTheStore()
    {
        using var store = Loaded(20);
        var first = Read(store);
        store.Connection.Execute("DELETE FROM stay");
        Assert.Equal(first.Hash, Read(store).Hash);
        Assert.Equal(first.Hash, StoreSnapshot.FindHash(store, Wanted()));
    }

    [Fact]
    public void Read_AfterALoad_ReadsTheNewFactsAndRemovesTheFormer()
    {
        using var store = Loaded(20);
        Read(store);
        var former = Assert.Single(Kept);
        StoreLoader.Load(store, SmallCahier.Facts(21), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(SmallCahier.Facts(21, Wanted()).Hash, Read(store).Hash);
        Assert.NotEqual(former, Assert.Single(Kept));
        Assert.Empty(notes);
    }

    [Fact]
    public void Read_AfterLoads_ReadsOnlyWhatTheyChanged()
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, 5, 60);
        Load(store, facts);
        Read(store);
        for (var round = 1; round <= 3; round++)
        {
            for (var load = 1; load <= round; load++)
            {
                facts = facts.Changed((10 * round) + load);
                Load(store, facts);
            }

            var read = StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken);
            store.Connection.Execute("ALTER TABLE stay RENAME TO hidden");
            var patched = Read(store);
            store.Connection.Execute("ALTER TABLE hidden RENAME TO stay");
            Assert.Equal(Described.Of(read), Described.Of(patched));
            Assert.Equal(read.Hash, patched.Hash);
            Assert.Equal(read.Hash, Read(store).Hash);
            Assert.Single(Kept);
        }

        Assert.Empty(notes);
    }

    [Fact]
    public void Read_OfSeveralSetsOfFieldsAfterALoad_BringsEachUpToDate()
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, 6, 60);
        Load(store, facts);
        WantedFields[] sets = [Wanted(), Wanted("stay.cost"), Wanted("patient.old", "stay.kind")];
        Assert.All(sets, set => KeptSnapshots.Read(store, set, notes.Add, cancellation: TestContext.Current.CancellationToken));
        Load(store, facts.Changed(1));
        var read = sets.Select(set => StoreSnapshot.Read(store, set, cancellation: TestContext.Current.CancellationToken).Hash).ToList();
        store.Connection.Execute("ALTER TABLE stay RENAME TO hidden");
        Assert.Equal(read, sets.Select(set => KeptSnapshots.Read(store, set, notes.Add, cancellation: TestContext.Current.CancellationToken).Hash));
        Assert.Equal(3, Kept.Length);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("UPDATE changed_group SET rows_now = '[[\"x\"]]' WHERE entity = 'stay'", "columns")]
    [InlineData("UPDATE changed_group SET rows_now = 'x' WHERE entity = 'stay'", "cannot be read")]
    [InlineData("UPDATE changed_group SET entity = 'none'", "no none")]
    [InlineData("DELETE FROM changed_group", "rows instead of")]
    public void Read_OfChangesThatWereAltered_SaysSoAndReadsTheStore(string how, string why)
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, 5, 60);
        Load(store, facts);
        Read(store);
        Load(store, facts.Changed(1));
        store.Connection.Execute(how);
        Assert.Equal(StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken).Hash, Read(store).Hash);
        Assert.Contains(why, Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterALoadOfWhichNoDifferenceIsKnown_ReadsTheStore()
    {
        using var store = Loaded(20);
        Read(store);
        using (var writer = store.BeginLoad())
        {
            writer.Complete("other", "test", [], new Dictionary<string, long>());
        }

        Assert.Equal(0, Read(store).Table("stay").Count);
        Assert.Equal(0L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM fact_change"));
        Assert.Empty(notes);
    }

    [Fact]
    public void Load_OfMuchThatIsOther_KeepsNoChanges()
    {
        using var store = Loaded(20);
        StoreLoader.Load(store, SmallCahier.Facts(21), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.NotEqual(0L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM changed_group"));
        StoreLoader.Load(store, SmallCahier.Facts(12_000), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((0L, 0L), (store.Connection.ExecuteScalar<long>("SELECT count(*) FROM changed_group"), store.Connection.ExecuteScalar<long>("SELECT count(*) FROM fact_change")));
    }

    [Fact]
    public void Load_Often_KeepsTheChangesOfTheLastThirtyLoads()
    {
        using var store = Open();
        for (var load = 0; load < 33; load++)
        {
            StoreLoader.Load(store, SmallCahier.Facts(3 + (load % 2)), "test", cancellation: TestContext.Current.CancellationToken);
        }

        Assert.Equal((30L, 3L), (store.Connection.ExecuteScalar<long>("SELECT count(*) FROM fact_change"), store.Connection.ExecuteScalar<long>("SELECT min(load_number) FROM changed_group")));
    }

    [Fact]
    public void Read_OfManySetsOfFields_KeepsThoseUsedLast()
    {
        var time = new Clock();
        using var store = FactStore.Open(Address, SmallCahier.Model, SmallCahier.ModelText, create: true, time);
        StoreLoader.Load(store, SmallCahier.Facts(5), "test", cancellation: TestContext.Current.CancellationToken);
        Read(store);
        var used = Assert.Single(Kept);
        string[] fields = ["stay.cost", "stay.kind", "stay.entry_date", "stay.exit_date", "patient.old"];
        for (var set = 1; set < 12; set++)
        {
            time.Now += TimeSpan.FromHours(1);
            KeptSnapshots.Read(store, Wanted([.. fields.Where((_, i) => (set >> i) % 2 == 1)]), notes.Add, cancellation: TestContext.Current.CancellationToken);
            time.Now += TimeSpan.FromHours(1);
            Read(store);
        }

        Assert.Equal(8, Kept.Length);
        Assert.Contains(used, Kept);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("truncated")]
    [InlineData("torn")]
    [InlineData("of an older form")]
    [InlineData("of other facts")]
    [InlineData("empty")]
    public void Read_OfAFileThatIsNotToBeUsed_SaysSoAndMakesItAnew(string how)
    {
        using var store = Loaded(20);
        var right = Described.Of(Read(store));
        var file = Assert.Single(Kept);
        var bytes = File.ReadAllBytes(file);
        Spoil(file, bytes, how);
        Assert.Equal(right, Described.Of(Read(store)));
        Assert.Contains("made anew", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(file));
        Read(store);
        Assert.Single(notes);
    }

    [Fact]
    public void Read_WithNoPlaceToKeepIt_SaysSoAndGoesOn()
    {
        using var store = Loaded(20);
        File.WriteAllText(Address.File + ".snapshots", "in the way");
        Assert.Equal(SmallCahier.Facts(20, Wanted()).Hash, Read(store).Hash);
        Assert.Contains("cannot be kept", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundles_AfterALoad_AreFoundForThoseOnlyThatChanged()
    {
        using var store = Loaded(200);
        KeepForNext(store, Read(store));
        var file = Assert.Single(Kept, f => f.EndsWith(".bundles", StringComparison.Ordinal));

        // What is kept is believed, so that one can see who was found anew.
        var former = Read(store);
        using (var marked = File.Create(file))
        {
            BundleForm.Write(marked, former.Hash, former.Table("patient").Count, [.. Hashed.Select(e => (e, new Values<ulong>(new ulong[former.Table("patient").Count])))]);
        }

        StoreLoader.Load(store, SmallCahier.Facts(201), "test", cancellation: TestContext.Current.CancellationToken);
        var (now, all) = (Read(store), StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(all.Hash, now.Hash);
        var found = now.Bundles.Of(Hashed).Zip(all.Bundles.Of(Hashed)).Count(h => h.First == h.Second);
        Assert.InRange(found, 1, 20);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("truncated")]
    [InlineData("torn")]
    [InlineData("empty")]
    [InlineData("of other facts")]
    [InlineData("of no line")]
    public void Bundles_OfAFileThatIsNotToBeUsed_AreFoundAnew(string how)
    {
        using var store = Loaded(20);
        var right = Read(store).Bundles.Of(Hashed);
        KeepForNext(store, Read(store));
        var file = Assert.Single(Kept, f => f.EndsWith(".bundles", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        using (var spoilt = File.Create(file))
        {
            switch (how)
            {
                case "altered": bytes[^20] ^= 1; spoilt.Write(bytes); break;
                case "truncated": spoilt.Write(bytes.AsSpan(0, bytes.Length / 2)); break;
                case "torn": spoilt.Write(bytes.AsSpan(0, 40)); spoilt.Write(new byte[bytes.Length - 40]); break;
                case "of no line": spoilt.Write(new byte[bytes.Length]); break;
                case "of other facts": BundleForm.Write(spoilt, new string('0', 64), 20, [("patient", new Values<ulong>(new ulong[20]))]); break;
            }
        }

        var again = Read(store);
        Assert.Equal(right, again.Bundles.Of(Hashed));

        // And kept as they are.
        KeepForNext(store, again);
        Assert.Equal(right, Read(store).Bundles.Of(Hashed));
        Assert.False(Read(store).KnownBundles!.AreNew);
        Assert.Empty(notes);
    }

    [Fact]
    public void KeepForNext_OfASnapshotThatIsGone_KeepsNothing()
    {
        using var store = Loaded(20);
        var snapshot = Read(store);
        _ = snapshot.Bundles.Of(Hashed);
        File.Delete(Assert.Single(Kept));
        KeptSnapshots.KeepForNext(store, Wanted(), snapshot, notes.Add, TestContext.Current.CancellationToken);
        Assert.Empty(Kept);
    }

    [Fact]
    public void KeepForNext_InAStoreThatCannotBeRead_SaysSoAndGoesOn()
    {
        using var store = Loaded(20);
        var snapshot = Read(store);
        store.Connection.Execute("ALTER TABLE content RENAME TO hidden");
        KeepForNext(store, snapshot);
        Assert.Contains("cannot be kept", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Single(Kept);
    }

    [Fact]
    public void Read_AfterALoad_RemovesTheBundlesOfTheFormer()
    {
        using var store = Loaded(20);
        KeepForNext(store, Read(store));
        Assert.Equal(2, Kept.Length);
        File.WriteAllText(Kept[0] + ".partial-abc.def", "");
        StoreLoader.Load(store, SmallCahier.Facts(40), "test", cancellation: TestContext.Current.CancellationToken);
        Read(store);
        Assert.EndsWith(".snapshot", Assert.Single(Kept), StringComparison.Ordinal);
    }

    private void KeepForNext(FactStore store, Snapshot snapshot)
    {
        _ = snapshot.Bundles.Of(Hashed);
        KeptSnapshots.KeepForNext(store, Wanted(), snapshot, notes.Add, TestContext.Current.CancellationToken);
    }

    private static void Spoil(string file, byte[] bytes, string how)
    {
        const int Preamble = 64;
        const int VersionAt = 14;
        var spoilt = (byte[])bytes.Clone();
        switch (how)
        {
            case "altered": spoilt[spoilt.Length / 2] ^= 4; break;
            case "truncated": spoilt = spoilt[..(spoilt.Length / 2)]; break;
            case "torn": spoilt.AsSpan(0, Preamble).Clear(); break;
            case "of an older form": spoilt[VersionAt]--; break;
            case "empty": spoilt = []; break;
            case "of other facts":
                SnapshotFile.Save(SmallCahier.Facts(19, Wanted()), "other", file);
                return;
        }

        // Another file under the name: the one before is in use as long as its snapshot is.
        File.Delete(file);
        File.WriteAllBytes(file, spoilt);
    }

    private static WantedFields Wanted() => Wanted("stay.hospital", "stay.cost", "stay.kind", "stay.entry_date", "stay.exit_date", "stay.patient", "patient.old", "hospital.weight");

    private static WantedFields Wanted(params string[] fields)
    {
        var wanted = new WantedFields(SmallCahier.Model);
        foreach (var field in fields)
        {
            wanted.Add(field.Split('.')[0], field.Split('.')[1]);
        }

        return wanted;
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private FactStore Open() => FactStore.Open(Address, SmallCahier.Model, SmallCahier.ModelText, create: true, TimeProvider.System);

    private static void Load(FactStore store, RandomFacts facts) => StoreLoader.Load(store, facts.Read(), "test", cancellation: TestContext.Current.CancellationToken);

    private FactStore Loaded(int patients)
    {
        var store = Open();
        StoreLoader.Load(store, SmallCahier.Facts(patients), "test", cancellation: TestContext.Current.CancellationToken);
        return store;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private Snapshot Read(FactStore store) => KeptSnapshots.Read(store, Wanted(), notes.Add, cancellation: TestContext.Current.CancellationToken);
}
