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

/// <summary>Runs, statements and the ledger.</summary>
public abstract partial class StoreContractTests
{
    [Fact]
    public void Reading_OfWhatDoesNotFit_IsDoneAnewWhenSomebodyWroteMeanwhile()
    {
        using var store = Open();
        using var other = Open();
        Load(store, 5);
        var readings = 0;
        string Unfit(bool writes) => store.ReadTogether(() =>
        {
            if (++readings == 1)
            {
                _ = writes && Load(other, 6).IsNew;
                throw new StoreException("it does not fit", "");
            }

            return "read";
        });

        Assert.Equal(("read", 2), (Unfit(writes: true), readings));
        readings = 0;
        Assert.Equal("it does not fit", Assert.Throws<StoreException>(() => Unfit(writes: false)).Cause);
        Assert.Equal(1, readings);
    }

    [Fact]
    public void Results_BecomeVisibleAllAtOnceAndOnce()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        var written = ResultFiles.Write(report, _ => Stream.Null);
        Assert.Null(Find(store, report));
        var (run, isNew) = StoreResults.Save(store, report, written);
        var found = Find(store, report)!;
        Assert.Equal((true, run.Id, written.Summary.ResultHash), (isNew, found.Id, found.Summary.ResultHash));
        Assert.Equal(report.Result.Units.Count, Count(store, "decision"));
        Assert.Equal(PaymentLines.Of(report.Result).Count(), Count(store, "payment_line"));
        Assert.Equal(2, Count(store, "run_rule"));
        var (again, isNewAgain) = StoreResults.Save(store, report, written);
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
        Assert.Contains("was loaded anew while small@1 was calculated", Assert.Throws<StoreException>(() => StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null))).Cause, StringComparison.Ordinal);
        Assert.Equal((0L, 2), (Count(store, "run"), Ledger.Read(store).Count));
    }

    [Fact]
    public void Store_BroughtUpToDateByALaterVersionMeanwhile_IsNotWritten()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        store.Connection.Execute("INSERT INTO schema_version (version) VALUES (999)");
        Assert.Contains("by a later version", Assert.Throws<StoreException>(() => StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null))).Cause, StringComparison.Ordinal);
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
            StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
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
        var written = ResultFiles.Write(report, _ => Stream.Null);
        store.Connection.Execute("ALTER TABLE indicator DROP COLUMN numerator");
        Assert.ThrowsAny<Exception>(() => StoreResults.Save(store, report, written));
        Assert.Equal((0L, 0L, 1), (Count(store, "run"), Count(store, "decision"), Ledger.Read(store).Count));
        store.Connection.Execute($"ALTER TABLE indicator ADD numerator {TextType}");
        StoreResults.Save(store, report, written);
        Assert.NotNull(Find(store, report));
    }

    [Fact]
    public void Ledger_KnowsAnAlteredEntry()
    {
        using var store = Open();
        Load(store, 10);
        Load(store, 11);
        Assert.ThrowsAny<DbException>(() => store.Connection.Execute("UPDATE ledger SET body = '{}' WHERE entry = 1"));
        Assert.ThrowsAny<DbException>(() => store.Connection.Execute("DELETE FROM ledger"));
        store.Connection.Execute(OpenLedger);
        store.Connection.Execute("UPDATE ledger SET body = replace(body, '\"rows\":', '\"rows\":1') WHERE entry = 1");
        Assert.Contains("entry 1 ", Assert.Throws<StoreException>(() => Ledger.Read(store)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AlteredInTheStore_IsNotBelieved()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
        store.Connection.Execute("UPDATE run SET summary = replace(summary, '\"result_hash\": \"', '\"result_hash\": \"0')");
        Assert.Throws<StoreException>(() => Find(store, report));
    }

    [Fact]
    public void Rows_MoreThanOneBatch_AreAllThereInTheirOrder()
    {
        using var store = Open();
        Load(store, 12_000);
        var report = RunOn(store);
        StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
        Assert.Equal(36_000, Count(store, "stay"));
        Assert.Empty(RunVerification.Verify(store, 1, new RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences);
    }

    [Fact]
    public void Run_HasTheResultHashThatItHasElsewhere()
    {
        using var store = Open();
        Load(store, 100);
        using var elsewhere = new SqliteStoreTests();
        using var other = elsewhere.Open();
        Load(other, 100);
        Assert.Equal(ResultFiles.WriteTables(RunOn(other), _ => Stream.Null).ResultHash, ResultFiles.WriteTables(RunOn(store), _ => Stream.Null).ResultHash);
    }

    [Fact]
    public void Run_ChangedByHand_IsFound()
    {
        using var store = Open();
        Load(store, 30);
        var report = RunOn(store);
        StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
        store.Connection.Execute("UPDATE payment_line_row SET amount = '1.00' WHERE line = 'weighted'");
        Assert.Contains("payment_line holds ‘1.00’ as amount", Assert.Single(RunVerification.Verify(store, 1, new RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Statement_PaysTheDifferenceOnce()
    {
        using var store = Open();
        foreach (var (patients, number) in new[] { (30, 1L), (31, 2L), (31, 2L) })
        {
            Load(store, patients);
            var report = RunOn(store);
            StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
            Assert.Equal(number, Settlement.Issue(store, "small", SmallCahier.Period, "A. Martin").Issued!.Number);
        }

        Assert.All(Settlement.Draft(store, "small", SmallCahier.Period).Statement.Lines, l => Assert.Equal(0, l.Difference));
        Assert.Equal(2, Settlement.All(store).Count);
    }

    [Fact]
    public void Hosts_ThatWriteAtTheSameTime_KeepOneRunAndOneLedger()
    {
        using (var store = Open())
        {
            Load(store, 30);
        }

        Parallel.For(0, 4, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            using var store = Open();
            Load(store, 30);
            var report = RunOn(store);
            StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null));
        });
        using var after = Open();
        Assert.Equal((2, 1), (Ledger.Read(after).Count, StoreResults.All(after).Count));
    }
}
