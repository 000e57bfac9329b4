using System.Data.Common;
using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Output;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>The contract of a store, which each kind of database keeps.</summary>
public abstract partial class StoreContractTests : IDisposable
{
    private readonly SmallCahier cahier = new();

    /// <summary>Where a store is that nobody else uses; there is none yet.</summary>
    protected abstract StoreAddress Address { get; }

    /// <summary>Whether who reads waits for who loads, instead of seeing the facts as they were.</summary>
    protected virtual bool ReadersWait => false;

    /// <summary>The type of a text that may be missing.</summary>
    protected abstract string TextType { get; }

    /// <summary>Lets entries of the ledger be changed, as whoever owns the database can.</summary>
    protected abstract string OpenLedger { get; }

    public void Dispose()
    {
        ForgetRows();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Remove();
        }
    }

    /// <summary>Removes the store.</summary>
    protected abstract void Remove();

    /// <summary>Every table, column, key, index, view and trigger that the database knows.</summary>
    internal abstract string Catalog(StoreConnection connection);

    [Fact]
    public void FreshSchema_EqualsMigrated()
    {
        using (var old = StoreDatabase.At(Address).Open(create: true, upTo: 1))
        {
            Assert.Equal(1, StoreMigrations.VersionOf(old));
        }

        string migrated;
        using (var store = Open())
        {
            migrated = Catalog(store.Connection);
            Assert.Equal(store.Connection.Migrations.Steps.Length, StoreMigrations.VersionOf(store.Connection));
        }

        Remove();
        using var fresh = Open();
        Assert.Equal(Catalog(fresh.Connection), migrated);
        Assert.All(StoreMigrations.Names, name => Assert.Matches($@"\b{name}\b", migrated));
    }

    [Fact]
    public void Snapshot_OfAStore_IsThatOfTheFiles()
    {
        using var store = Open();
        var all = SmallCahier.Facts(500);
        StoreLoader.Load(store, all, "test", cancellation: TestContext.Current.CancellationToken);
        foreach (var wanted in new[] { Wanted(), Wanted("stay.cost"), Wanted("stay.kind", "patient.old", "hospital.weight", "stay.exit_date", "stay.hospital") })
        {
            Assert.Null(StoreSnapshot.FindHash(store, wanted));
            var snapshot = StoreSnapshot.Read(store, wanted, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(SmallCahier.Facts(500, wanted).Hash, snapshot.Hash);
            Assert.Equal(snapshot.Hash, StoreSnapshot.FindHash(store, wanted));
        }
    }

    [Fact]
    public void Load_Twice_ChangesNothing()
    {
        using var store = Open();
        Assert.True(Load(store, 20).IsNew);
        var before = (store.Content(), Ledger.Read(store).Count, Count(store, "stay"));
        Assert.False(Load(store, 20).IsNew);
        Assert.Equal(before, (store.Content(), Ledger.Read(store).Count, Count(store, "stay")));
        Assert.True(Load(store, 10).IsNew);
        Assert.Equal((30L, 2), (Count(store, "stay"), Ledger.Read(store).Count));
    }

    [Fact]
    public void Load_KilledHalfWay_LeavesTheFormerFacts()
    {
        using (var store = Open())
        {
            Load(store, 20);
            using var writer = store.BeginLoad();
            var table = writer.Table("hospital", ["hospital_id", "weight"]);
            table.Text("H99");
            table.Number(1m);
            table.EndRow();
        }

        using var again = Open();
        Assert.Equal((60L, 7L), (Count(again, "stay"), Count(again, "hospital")));
        Assert.NotNull(again.Content());
    }

    [Fact]
    public void Load_IsSeenByOthersAllAtOnce()
    {
        using var store = Open();
        Load(store, 20);
        using var writer = store.BeginLoad();
        Assert.SkipWhen(ReadersWait, "here who reads waits until the load is over");
        using var other = StoreDatabase.At(Address).OpenState();
        using var rows = other.Read(SmallCahier.Model.Find("stay")!, ["stay_id"]);
        Assert.Equal(60, Enumerable.Range(0, 100).TakeWhile(_ => rows.Read()).Count());
    }

    [Fact]
    public void RejectedRows_AreKeptWithoutTheirValues()
    {
        using var store = Open();
        var builder = new SnapshotBuilder(SmallCahier.Model);
        var loader = builder.Begin("hospital", ["hospital_id", "weight"], "/data/hospital.csv")!;
        loader.Append(new SmallCahier.Row("H1", "heavy"), 2);
        StoreLoader.Load(store, builder.Build(), "test", cancellation: TestContext.Current.CancellationToken);
        var report = StoredFacts.Report(store);
        var row = Assert.Single(report.Rejections);
        Assert.Equal(("hospital.csv", 2, "hospital", "weight", ""), (row.File, row.Line, row.Entity, row.Field, row.Value));
        Assert.Equal([new EntityCount("hospital", 1, 1)], report.Entities);
    }

    [Fact]
    public void Model_WithAnOptionalFieldMore_IsTakenOver()
    {
        using (var store = Open())
        {
            Load(store, 5);
        }

        var wider = ModelOf(SmallCahier.ModelText.Replace("      old:", "      weight: { type: number }\n      old:", StringComparison.Ordinal) + "\n  ward:\n    kind: reference\n    key: ward_id\n    fields:\n      ward_id: { type: text, required: true }\n");
        using var again = FactStore.Open(Address, wider, "", create: false, TimeProvider.System);
        Assert.Equal(5, Count(again, "patient"));
        Assert.Equal(0, again.Connection.ExecuteScalar<long>("SELECT count(weight) FROM patient"));
        Assert.Equal(0, Count(again, "ward"));
    }

    [Theory]
    [InlineData("old: { type: boolean }", "old: { type: number }")]
    [InlineData("old: { type: boolean }", "older: { type: boolean }")]
    [InlineData("old: { type: boolean }", "old: { type: boolean }\n      name: { type: text, required: true }")]
    [InlineData("order: [entry_date]", "order: [exit_date]")]
    [InlineData("model: small", "model: large")]
    public void Model_ThatSaysSomethingElse_IsRefused(string text, string other)
    {
        Open().Dispose();
        Assert.Contains(text, SmallCahier.ModelText, StringComparison.Ordinal);
        var model = ModelOf(SmallCahier.ModelText.Replace(text, other, StringComparison.Ordinal));
        Assert.Throws<StoreException>(() => FactStore.Open(Address, model, "", create: false, TimeProvider.System));
        Open().Dispose();
    }

    [Theory]
    [InlineData("'; DROP TABLE stay; --")]
    [InlineData("quote \" bracket ] apostrophe ' backslash \\ percent % tab \t line \n end")]
    [InlineData("Élève 𝄞 ß Ω ‮ 漢字")]
    [InlineData(" leading and trailing ")]
    [InlineData("=1+1")]
    public void Texts_AreReadAgainAsTheyWere(string text)
    {
        using var store = Open();
        using (var writer = store.BeginLoad())
        {
            var patients = writer.Table("patient", ["patient_id", "old"]);
            patients.Text(text);
            patients.Missing();
            patients.EndRow();
            writer.Complete("one", text, [], new Dictionary<string, long>());
        }

        Assert.Equal(text, store.Content()!.Source);
        using var state = StoreDatabase.At(Address).OpenState();
        using var rows = state.Read(SmallCahier.Model.Find("patient")!, ["old", "patient_id"]);
        Assert.True(rows.Read());
        Assert.Equal(("", text), (rows[0].ToString(), rows[1].ToString()));
        Assert.False(rows.Read());
    }

    [Theory]
    [InlineData("7922816251426433759354395033.5")]
    [InlineData("-0.0000000000000000000000000001")]
    [InlineData("0.00")]
    [InlineData("100.10")]
    public void Numbers_AreReadAgainAsTheyWere(string number)
    {
        using var store = Open();
        using (var writer = store.BeginLoad())
        {
            var hospitals = writer.Table("hospital", ["hospital_id", "weight"]);
            hospitals.Text("H1");
            hospitals.Number(decimal.Parse(number, CultureInfo.InvariantCulture));
            hospitals.EndRow();
            writer.Complete("one", "test", [], new Dictionary<string, long>());
        }

        using var state = StoreDatabase.At(Address).OpenState();
        using var rows = state.Read(SmallCahier.Model.Find("hospital")!, ["weight"]);
        Assert.True(rows.Read());
        Assert.Equal(number, rows[0].ToString());
    }

    [Fact]
    public void Address_AsItIsShown_IsThatOfTheStoreAgain()
    {
        Assert.SkipWhen(Address.Kind == StoreKind.SqlServer, "what must be said to reach an SQL Server is more than its name");
        using var store = Open();
        Load(store, 5);
        using var again = FactStore.OpenAsItIs(StoreAddress.Parse(Address.ToString()), TimeProvider.System);
        Assert.Equal(store.Content(), again.Content());
    }

    [Fact]
    public void Store_ThatIsNotThere_IsSaid() =>
        Assert.Contains("there is no store", Assert.Throws<StoreException>(() => FactStore.OpenAsItIs(Address, TimeProvider.System)).Cause, StringComparison.Ordinal);

    private static FactModel ModelOf(string text)
    {
        var reading = ModelReader.Read("model.yaml", text);
        return reading.Model ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }

    private static WantedFields Wanted(params string[] fields)
    {
        var wanted = new WantedFields(SmallCahier.Model);
        foreach (var field in fields)
        {
            wanted.Add(field.Split('.')[0], field.Split('.')[1]);
        }

        return wanted;
    }

    private static long Count(FactStore store, string table) => store.Connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}");

    private static StoreLoad Load(FactStore store, int patients) => StoreLoader.Load(store, SmallCahier.Facts(patients), "test", cancellation: TestContext.Current.CancellationToken);

    internal FactStore Open() => FactStore.Open(Address, SmallCahier.Model, SmallCahier.ModelText, create: true, TimeProvider.System);

    private StoredRun? Find(FactStore store, RunReport report) => StoreResults.Find(store, cahier.Compiled.RuleSet, VersionStatus.Draft, report.Result.Snapshot.Hash, SmallCahier.Period);

    /// <summary>Removes by what rows of the next run are told from those that are kept whole.</summary>
    private void ForgetRows()
    {
        if (Directory.Exists(Address.UnitFolder))
        {
            Directory.Delete(Address.UnitFolder, recursive: true);
        }
    }

    private RunReport RunOn(FactStore store) => cahier.Run(StoreSnapshot.Read(store, Wanted("stay.hospital", "stay.cost", "stay.kind", "stay.entry_date", "stay.exit_date", "patient.old", "hospital.weight"), cancellation: TestContext.Current.CancellationToken));
}
