using Cahier.Engine.Tests.Output;
using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Snapshots;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Facts that are kept beside a store as they were loaded save reading it, for runs and for the next load, and are never believed when they should not be.</summary>
public sealed class KeptFactsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-facts-");
    private readonly List<string> notes = [];

    private StoreAddress Address => new(Path.Combine(folder.FullName, "facts.db"));

    private string[] Kept => Directory.Exists(Address.SnapshotFolder) ? [.. Directory.EnumerateFiles(Address.SnapshotFolder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Load_BesideKeptFacts_SaysAndWritesWhatComparingWithTheStoreDoes(int seed)
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, seed, 120);
        Load(store, facts.Read());
        for (var load = 1; load <= 4; load++)
        {
            var (former, now) = (facts.Read(), facts.Changed((10 * seed) + load).Read());
            var compared = Load(store, now);
            var (written, rows) = (Groups(store), Rows(store));
            Load(store, former);
            KeptFacts.Keep(store, former, notes.Add);
            var kept = Load(store, now);
            Assert.Equal(compared.Changes, kept.Changes);
            Assert.Equal(written, Groups(store));
            Assert.Equal(rows, Rows(store));
            facts = facts.Changed((10 * seed) + load);
        }

        Assert.Empty(notes);
    }

    [Fact]
    public void Load_BesideKeptFacts_DoesNotReadTheStore()
    {
        using var store = Open();
        Keep(store, 40);
        var kept = store.Connection.ExecuteScalar<string>("SELECT min(patient_id) FROM patient")!;
        store.Connection.Execute("UPDATE patient SET old = NULL WHERE patient_id = @kept", new { kept });
        Assert.Equal(new("patient", 1, 0, 0), Load(store, SmallCahier.Facts(41)).Changes[0]);
    }

    [Fact]
    public void Load_OfMuchThatIsOther_WritesAll()
    {
        using var store = Open();
        Keep(store, 20);
        Assert.Equal(new("patient", 11_980, 0, 0), Load(store, SmallCahier.Facts(12_000)).Changes[0]);
        Assert.Equal(0L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM changed_group"));
        Assert.Equal(SmallCahier.Facts(12_000, Wanted()).Hash, StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken).Hash);
    }

    [Fact]
    public void Read_BesideKeptFacts_DoesNotReadTheStore()
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, 3, 200).Read();
        Load(store, facts);
        KeptFacts.Keep(store, facts, notes.Add);
        var read = StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken);
        store.Connection.Execute("ALTER TABLE stay RENAME TO hidden");
        var snapshot = Read(store);
        Assert.Equal(read.Hash, snapshot.Hash);
        Assert.Equal(Described.Of(read), Described.Of(snapshot));
        Assert.Equal(read.Hash, Read(store).Hash);
        Assert.Empty(notes);
    }

    [Fact]
    public void Keep_OfOtherFacts_RemovesTheFormer()
    {
        using var store = Open();
        Keep(store, 20);
        var former = Assert.Single(Kept);
        Read(store);
        Keep(store, 21);
        Read(store);
        Assert.Equal([".facts"], Kept.Select(Path.GetExtension).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(former, Kept);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("altered", "not as it was written")]
    [InlineData("truncated", "")]
    [InlineData("torn", "")]
    [InlineData("empty", "empty")]
    [InlineData("of other facts", "other facts")]
    [InlineData("of some fields", "other cahiers")]
    public void Read_BesideFactsThatAreNotToBeUsed_SaysSoRemovesThemAndReadsTheStore(string how, string why)
    {
        using var store = Open();
        Keep(store, 20);
        Spoil(how);
        Assert.Equal(SmallCahier.Facts(20, Wanted()).Hash, Read(store).Hash);
        Assert.Contains(why, Assert.Single(notes), StringComparison.Ordinal);
        Assert.EndsWith(".snapshot", Assert.Single(Kept), StringComparison.Ordinal);

        // And the next load keeps them anew.
        Keep(store, 20);
        Assert.Equal(2, Kept.Length);
        Assert.Single(notes);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("truncated")]
    [InlineData("empty")]
    [InlineData("of other facts")]
    [InlineData("of some fields")]
    public void Load_BesideFactsThatAreNotToBeUsed_ComparesWithTheStore(string how)
    {
        using var store = Open();
        Keep(store, 40);
        Spoil(how);
        Assert.Equal([new("patient", 1, 0, 0), new("stay", 3, 0, 0), new("hospital", 0, 0, 0)], Load(store, SmallCahier.Facts(41)).Changes);
        Assert.Equal(SmallCahier.Facts(41, Wanted()).Hash, StoreSnapshot.Read(store, Wanted(), cancellation: TestContext.Current.CancellationToken).Hash);
    }

    [Fact]
    public void Keep_WithNoPlace_SaysSoAndGoesOn()
    {
        using var store = Open();
        File.WriteAllText(Address.SnapshotFolder, "in the way");
        Keep(store, 20);
        Assert.Contains("cannot be kept", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Null(IncomingFacts.For(Address, TimeProvider.System));
    }

    [Fact]
    public void Incoming_OfFactsThatWereLoaded_IsKept()
    {
        using var store = Open();
        using (var incoming = IncomingFacts.For(Address, TimeProvider.System)!)
        {
            SnapshotFile.Save(SmallCahier.Facts(20), "", incoming.FilePath, TestContext.Current.CancellationToken);
            var snapshot = SnapshotFile.Open(incoming.FilePath, SmallCahier.Model, null).Snapshot!;
            Load(store, snapshot);
            incoming.Keep(store, snapshot, notes.Add);
        }

        Assert.EndsWith(".facts", Assert.Single(Kept), StringComparison.Ordinal);
        store.Connection.Execute("ALTER TABLE stay RENAME TO hidden");
        Assert.Equal(SmallCahier.Facts(20, Wanted()).Hash, Read(store).Hash);
        Assert.Empty(notes);
    }

    [Fact]
    public void Incoming_OfFactsThatWereReadOtherwise_IsWritten()
    {
        using var store = Open();
        using (var incoming = IncomingFacts.For(Address, TimeProvider.System)!)
        {
            Load(store, SmallCahier.Facts(20));
            incoming.Keep(store, SmallCahier.Facts(20), notes.Add);
        }

        Assert.EndsWith(".facts", Assert.Single(Kept), StringComparison.Ordinal);
        Assert.Empty(notes);
    }

    [Fact]
    public void Incoming_OfFactsThatAreRefused_LeavesNothing()
    {
        using (var incoming = IncomingFacts.For(Address, TimeProvider.System)!)
        {
            File.WriteAllText(incoming.FilePath, "half a file");
        }

        Assert.False(Directory.Exists(Address.SnapshotFolder));
        Assert.Null(IncomingFacts.For(new StoreAddress(Path.Combine(folder.FullName, "no", "facts.db")), TimeProvider.System));
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Incoming_OfAProgramThatWasKilled_IsRemovedAfterADay()
    {
        using (var store = Open())
        {
            Keep(store, 20);
        }

        var (left, fresh) = (Path.Combine(Address.SnapshotFolder, "killed.incoming"), Path.Combine(Address.SnapshotFolder, "another.incoming"));
        File.WriteAllText(left, "half a file");
        File.WriteAllText(fresh, "half a file");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));
        IncomingFacts.For(Address, TimeProvider.System)!.Dispose();
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(fresh));
    }

    private void Keep(FactStore store, int patients)
    {
        Load(store, SmallCahier.Facts(patients));
        KeptFacts.Keep(store, SmallCahier.Facts(patients), notes.Add);
    }

    private void Spoil(string how)
    {
        const int Preamble = 64;
        var file = Path.Combine(Address.SnapshotFolder, Assert.Single(Kept));
        var bytes = File.ReadAllBytes(file);
        switch (how)
        {
            case "altered": bytes[bytes.Length / 2] ^= 4; break;
            case "truncated": bytes = bytes[..(bytes.Length / 2)]; break;
            case "torn": bytes.AsSpan(0, Preamble).Clear(); break;
            case "empty": bytes = []; break;
            default: SnapshotFile.Save(how == "of other facts" ? SmallCahier.Facts(19) : SmallCahier.Facts(20, Wanted()), "", file); return;
        }

        File.Delete(file);
        File.WriteAllBytes(file, bytes);
    }

    private Snapshot Read(FactStore store) => KeptSnapshots.Read(store, Wanted(), notes.Add, cancellation: TestContext.Current.CancellationToken);

    private FactStore Open() => FactStore.Open(Address, SmallCahier.Model, SmallCahier.ModelText, create: true, TimeProvider.System);

    private static StoreLoad Load(FactStore store, Snapshot facts) => StoreLoader.Load(store, facts, "test", cancellation: TestContext.Current.CancellationToken);

    private static List<(string Entity, string Key, string Rows)> Groups(FactStore store) =>
        [.. store.Connection.Query<(string Entity, string Key, string Rows)>("SELECT entity, group_key, rows_now FROM changed_group WHERE load_number = (SELECT max(load_number) FROM fact_change)").Order()];

    private static List<(string, string, string, string)> Rows(FactStore store) =>
        [.. store.Connection.Query<(string, string, string, string)>("SELECT patient_id, stay_id, coalesce(kind, ''), coalesce(cast(cost AS text), '') FROM stay").Order()];

    private static WantedFields Wanted()
    {
        var wanted = new WantedFields(SmallCahier.Model);
        foreach (var field in (string[])["hospital", "cost", "entry_date", "patient"])
        {
            wanted.Add("stay", field);
        }

        return wanted;
    }
}
