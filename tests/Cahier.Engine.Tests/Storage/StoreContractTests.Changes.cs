using Cahier.Engine.Tests.Output;
using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Changes;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>What a store says of facts that differ from those it held.</summary>
public abstract partial class StoreContractTests
{
    [Fact]
    public void Load_OfOtherFacts_SaysHowTheyDiffer()
    {
        using var store = Open();
        Assert.Empty(Changed(store, [("P1", "true"), ("P2", ""), ("P3", "false")], "1.50").Changes);
        var load = Changed(store, [("P1", "false"), ("P2", ""), ("P4", "true"), ("P5", "")], "1.50");
        Assert.Equal([new("patient", 2, 1, 1), new("stay", 0, 0, 0), new("hospital", 0, 0, 0)], load.Changes);
        Assert.Equal((4L, 1L, 0L), (Count(store, "patient"), Count(store, "hospital"), Count(store, "stay")));
        Assert.Equal(["patient 4", "hospital 1"], StoredFacts.Report(store).Entities.Select(e => $"{e.Entity} {e.Rows}"));
        Assert.Equal(load.Hash, StoreSnapshot.Read(store, Wanted(Everything), cancellation: TestContext.Current.CancellationToken).Hash);
    }

    [Fact]
    public void Load_OfNoRows_SaysThatAllAreGone()
    {
        using var store = Open();
        Changed(store, [("P1", "true"), ("P2", "")], "1");
        Assert.Equal(new("patient", 0, 0, 2), Changed(store, [], "1").Changes[0]);
        Assert.Equal(new("hospital", 0, 1, 0), Changed(store, [], "1.1").Changes[2]);
        Assert.Equal((0L, 1L), (Count(store, "patient"), Count(store, "hospital")));
    }

    [Fact]
    public void Load_OfTheGenerator_ReplacesEveryTable()
    {
        using var store = Open();
        Load(store, 20);
        using (var writer = store.BeginLoad())
        {
            var hospitals = writer.Table("hospital", ["hospital_id", "weight"]);
            hospitals.Text("H1");
            hospitals.Number(2L);
            hospitals.EndRow();
            writer.Complete("other", "test", [], new Dictionary<string, long>());
        }

        Assert.Equal((0L, 0L, 1L), (Count(store, "patient"), Count(store, "stay"), Count(store, "hospital")));
    }

    [Fact]
    public void Snapshot_OfFormerFactsWithWhatLoadsChanged_IsThatOfTheFacts()
    {
        using var store = Open();
        var facts = new RandomFacts(SmallCahier.Model, 8, 60);
        StoreLoader.Load(store, facts.Read(), "test", cancellation: TestContext.Current.CancellationToken);
        var wanted = Wanted("stay.cost", "stay.kind", "stay.hospital", "patient.old");
        var former = StoreSnapshot.Read(store, wanted, cancellation: TestContext.Current.CancellationToken);
        var contents = new Stack<string>();
        for (var load = 1; load <= 3; load++)
        {
            contents.Push(store.Content()!.Hash);
            facts = facts.Changed(load);
            StoreLoader.Load(store, facts.Read(), "test", cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(store.Content()!.Hash, StoreSnapshot.Read(store, Wanted(Everything), cancellation: TestContext.Current.CancellationToken).Hash);
        }

        var formers = StorePatch.Formers(store, store.Content()!).ToList();
        Assert.Equal(contents, formers.Select(f => f.Content));
        var read = StoreSnapshot.Read(store, wanted, cancellation: TestContext.Current.CancellationToken);
        var patched = StorePatch.Apply(store, store.Content()!, wanted, former, formers[^1].FirstLoad);
        Assert.Equal(Described.Of(read), Described.Of(patched));
        Assert.Equal(read.Hash, patched.Hash);
    }

    [Fact]
    public void Load_OfAFewOtherFacts_WritesThemAlone()
    {
        using var store = Open();
        Load(store, 40);
        var kept = store.Connection.ExecuteScalar<string>("SELECT min(patient_id) FROM patient")!;
        store.Connection.Execute("UPDATE patient SET old = NULL WHERE patient_id = @kept", new { kept });
        StoreLoader.Load(store, SmallCahier.Facts(41), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(store.Content()!.Hash, StoreSnapshot.Read(store, Wanted(Everything), cancellation: TestContext.Current.CancellationToken).Hash);
        Assert.Equal(41L, Count(store, "patient"));
        Assert.Equal(41L - 40L + 1L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM changed_group WHERE entity = 'patient'"));
    }

    [Fact]
    public void Load_OfSomeOtherAmongManyFacts_FindsThemInEveryPart()
    {
        using var store = Open();
        const int Patients = 12_000;
        Load(store, Patients);
        var more = StoreLoader.Load(store, SmallCahier.Facts(Patients + 1), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([new("patient", 1, 0, 0), new("stay", 3, 0, 0), new("hospital", 0, 0, 0)], more.Changes);
        Assert.Equal(2L, store.Connection.ExecuteScalar<long>("SELECT count(*) FROM changed_group"));
        var fewer = StoreLoader.Load(store, SmallCahier.Facts(Patients - 1), "test", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([new("patient", 0, 0, 2), new("stay", 0, 0, 6), new("hospital", 0, 0, 0)], fewer.Changes);
        Assert.Equal(store.Content()!.Hash, StoreSnapshot.Read(store, Wanted(Everything), cancellation: TestContext.Current.CancellationToken).Hash);
    }

    [Fact]
    public void Load_ThatIsStoppedWhileFactsAreCompared_LeavesTheStoreAsItWas()
    {
        using var store = Open();
        Load(store, 12_000);
        var before = store.Content();
        Assert.ThrowsAny<OperationCanceledException>(() => StoreLoader.Load(store, SmallCahier.Facts(12_001), "test", cancellation: new CancellationToken(canceled: true)));
        Assert.Equal(before, store.Content());
        Assert.Equal(12_000L, Count(store, "patient"));
    }

    private static string[] Everything => [.. SmallCahier.Model.Entities.SelectMany(e => e.Fields.Select(f => $"{e.Name}.{f.Name}"))];

    private static StoreLoad Changed(FactStore store, (string Id, string Old)[] patients, string weight)
    {
        var builder = new SnapshotBuilder(SmallCahier.Model);
        var rows = builder.Begin("patient", ["patient_id", "old"], "patient.csv")!;
        for (var row = 0; row < patients.Length; row++)
        {
            rows.Append(new SmallCahier.Row(patients[row].Id, patients[row].Old), row + 2);
        }

        builder.Begin("hospital", ["hospital_id", "weight"], "hospital.csv")!.Append(new SmallCahier.Row("H1", weight), 2);
        return StoreLoader.Load(store, builder.Build(), "test", cancellation: TestContext.Current.CancellationToken);
    }
}
