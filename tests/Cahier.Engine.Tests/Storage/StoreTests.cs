using Cahier.Calculation.Output;
using Cahier.Engine.Tests.Output;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;
using Cahier.Storage.Sqlite;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>The contract of a store.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-store-");
    private readonly SmallCahier cahier = new();

    private StoreAddress Address => new(Path.Combine(folder.FullName, "facts.db"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void FreshSchema_EqualsMigrated()
    {
        using (var old = new SqliteConnection($"Data Source={Address.File};Pooling=False"))
        {
            old.Open();
            old.Execute(SqliteStatements.SetApplication);
            SqliteMigrations.Migrate(old, 1);
            Assert.Equal(1, SqliteMigrations.VersionOf(old));
        }

        using var migrated = Open();
        using var fresh = Open(new StoreAddress(Path.Combine(folder.FullName, "fresh.db")));
        Assert.Equal(Schema(fresh.Connection), Schema(migrated.Connection));
        Assert.Equal(SqliteMigrations.Steps.Length, SqliteMigrations.VersionOf(migrated.Connection));
        Assert.All(SqliteMigrations.Names, name => Assert.Matches($"(table|view) {name} ", Schema(fresh.Connection)));
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
        using var other = StateReader.Open(Address.File);
        using var rows = new RowReader(other, "SELECT stay_id FROM stay", [false]);
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
    public void Results_BecomeVisibleAllAtOnceAndOnce()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        var summary = ResultFiles.WriteTables(report, _ => Stream.Null);
        Assert.Null(Find(store, report));
        var (run, isNew) = StoreResults.Save(store, report, summary);
        var found = Find(store, report)!;
        Assert.Equal((true, run.Id, summary.ResultHash), (isNew, found.Id, found.Summary.ResultHash));
        Assert.Equal(report.Result.Units.Count, Count(store, "decision"));
        Assert.Equal(PaymentLines.Of(report.Result).Count(), Count(store, "payment_line"));
        Assert.Equal(2, Count(store, "run_rule"));
        var (again, isNewAgain) = StoreResults.Save(store, report, summary);
        Assert.Equal((false, run.Id), (isNewAgain, again.Id));
        Assert.Equal((report.Result.Units.Count, 2), ((int)Count(store, "decision"), Ledger.Read(store).Count));
    }

    [Fact]
    public void Results_OfFactsThatWereReplacedMeanwhile_AreNotKept()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        Load(store, 31);
        Assert.Contains("was loaded anew while small@1 was calculated", Assert.Throws<StoreException>(() => StoreResults.Save(store, report, ResultFiles.WriteTables(report, _ => Stream.Null))).Cause, StringComparison.Ordinal);
        Assert.Equal((0L, 2), (Count(store, "run"), Ledger.Read(store).Count));
    }

    [Fact]
    public void Store_BroughtUpToDateByALaterVersionMeanwhile_IsNotWritten()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        store.Connection.Execute("INSERT INTO schema_version (version) VALUES (999)");
        Assert.Contains("by a later version", Assert.Throws<StoreException>(() => StoreResults.Save(store, report, ResultFiles.WriteTables(report, _ => Stream.Null))).Cause, StringComparison.Ordinal);
        Assert.Contains("by a later version", Assert.Throws<StoreException>(() => Load(store, 31)).Cause, StringComparison.Ordinal);
        Assert.Equal((30L, 0L), (Count(store, "patient"), Count(store, "run")));
        Assert.Contains("by a later version", Assert.Throws<StoreException>(() => Open()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void RunAskedForAgain_AfterItsFactsWerePutBack_Counts()
    {
        using var store = Open();
        foreach (var (patients, run, entries) in new[] { (30, 1L, 2), (31, 2L, 4), (30, 1L, 6), (30, 1L, 6) })
        {
            Load(store, patients);
            var report = RunOn(store);
            StoreResults.Save(store, report, ResultFiles.WriteTables(report, _ => Stream.Null));
            Assert.Equal((run, entries), (store.Connection.ExecuteScalar<long>("SELECT run_id FROM current_run"), Ledger.Read(store).Count));
        }

        Assert.Equal(2, StoreResults.All(store).Count);
        store.Connection.Execute("DELETE FROM asked_run WHERE ordinal = 3");
        Assert.Contains("order in which its runs were asked for", Assert.Throws<StoreException>(() => StoreResults.All(store)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_KilledHalfWay_LeaveNothing()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        var summary = ResultFiles.WriteTables(report, _ => Stream.Null);
        store.Connection.Execute("CREATE TRIGGER stop BEFORE INSERT ON payment_line BEGIN SELECT raise(ABORT, 'no more'); END");
        Assert.Throws<StoreException>(() => StoreResults.Save(store, report, summary));
        Assert.Equal((0L, 0L, 1), (Count(store, "run"), Count(store, "decision"), Ledger.Read(store).Count));
        store.Connection.Execute("DROP TRIGGER stop");
        StoreResults.Save(store, report, summary);
        Assert.NotNull(Find(store, report));
    }

    [Fact]
    public void Ledger_KnowsAnAlteredEntry()
    {
        using var store = Open();
        Load(store, 10);
        Load(store, 11);
        Assert.Throws<SqliteException>(() => store.Connection.Execute("UPDATE ledger SET body = '{}' WHERE entry = 1"));
        Assert.Throws<SqliteException>(() => store.Connection.Execute("DELETE FROM ledger"));
        store.Connection.Execute("DROP TRIGGER ledger_is_not_changed; UPDATE ledger SET body = replace(body, '\"rows\":', '\"rows\":1') WHERE entry = 1");
        Assert.Contains("entry 1 ", Assert.Throws<StoreException>(() => Ledger.Read(store)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AlteredInTheStore_IsNotBelieved()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        StoreResults.Save(store, report, ResultFiles.WriteTables(report, _ => Stream.Null));
        store.Connection.Execute("UPDATE run SET summary = replace(summary, '\"result_hash\": \"', '\"result_hash\": \"0')");
        Assert.Throws<StoreException>(() => Find(store, report));
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

    [Fact]
    public void File_ThatIsNoStore_IsRefusedAndLeft()
    {
        File.WriteAllText(Address.File, "This is a letter, and not a store of facts. " + new string('x', 2000));
        Assert.EndsWith("is no SQLite file", Assert.Throws<StoreException>(() => Open()).Cause, StringComparison.Ordinal);
        Assert.StartsWith("This is a letter", File.ReadAllText(Address.File), StringComparison.Ordinal);
        var other = new StoreAddress(Path.Combine(folder.FullName, "other.db"));
        using (var connection = new SqliteConnection($"Data Source={other.File};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE letters (id INTEGER)");
        }

        Assert.EndsWith("no store of cahier", Assert.Throws<StoreException>(() => Open(other)).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://host/db")]
    [InlineData("sqlserver:host")]
    public void Address_OfAnotherStore_IsNotInThisBuildYet(string text) =>
        Assert.Contains("not in this build yet", Assert.Throws<StoreException>(() => StoreAddress.Parse(text)).Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("facts.db", "facts.db")]
    [InlineData("sqlite:facts.db", "facts.db")]
    [InlineData("C:\\facts.db", "C:\\facts.db")]
    public void Address_OfAFile_IsRead(string text, string file) => Assert.Equal(file, StoreAddress.Parse(text).File);

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

    private static string Schema(SqliteConnection connection) =>
        string.Join('\n', connection.Query<(string Type, string Name, string Sql)>("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name").Select(t => $"{t.Type} {t.Name} {t.Sql}"));

    private static long Count(FactStore store, string table) => store.Connection.ExecuteScalar<long>($"SELECT count(*) FROM {table}");

    private static StoreLoad Load(FactStore store, int patients) => StoreLoader.Load(store, SmallCahier.Facts(patients), "test", cancellation: TestContext.Current.CancellationToken);

    private FactStore Open(StoreAddress? address = null) => FactStore.Open(address ?? Address, SmallCahier.Model, SmallCahier.ModelText, create: true, TimeProvider.System);

    private StoredRun? Find(FactStore store, RunReport report) => StoreResults.Find(store, cahier.Compiled.RuleSet, VersionStatus.Draft, report.Result.Snapshot.Hash, SmallCahier.Period);

    private RunReport RunOn(FactStore store) => cahier.Run(StoreSnapshot.Read(store, Wanted("stay.hospital", "stay.cost", "stay.kind", "stay.entry_date", "stay.exit_date", "patient.old", "hospital.weight"), cancellation: TestContext.Current.CancellationToken));
}
