using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Output;
using Cahier.Storage.Differences;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Runs that take over the figures of a run that the store keeps whole.</summary>
public abstract partial class StoreContractTests
{
    // How many patients, and of which some stays are other; the last but one differs too much.
    private static readonly (int Patients, int Night)[] Later = [(300, 7), (306, 7), (297, 9), (297, 11), (300, 12), (400, 9), (401, 11)];

    [Fact]
    public void NightsThatTakeOverFigures_AreKeptAsIfEverythingWereFound()
    {
        using var store = Open();
        SaveNightOnFigures(store, 300, 0);
        var (run, carried) = (1L, 0);
        foreach (var (patients, night) in Later)
        {
            carried += SaveNightOnFigures(store, patients, night) ? 1 : 0;
            Assert.Empty(RunVerification.Verify(store, ++run, new RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences);
        }

        Assert.Equal(Later.Length - 1, carried);
        Assert.Equal(Later.Length - 1L, Count(store, "run_base"));
    }

    [Theory]
    [InlineData("figures torn")]
    [InlineData("figures altered")]
    [InlineData("figures empty")]
    [InlineData("figures gone")]
    [InlineData("figures of other facts")]
    [InlineData("facts gone")]
    [InlineData("facts altered")]
    [InlineData("prints gone")]
    [InlineData("run gone")]
    public void FiguresThatAreNotAsTheyWere_AreNotTakenOver(string how)
    {
        using var store = Open();
        SaveNightOnFigures(store, 300, 0);
        var figures = Assert.Single(Directory.GetFiles(Address.UnitFolder, "*.figures"));
        var facts = Path.Combine(Address.SnapshotFolder, Path.GetFileNameWithoutExtension(figures).Split('.')[1] + ".snapshot");
        var bytes = File.ReadAllBytes(figures);
        switch (how)
        {
            case "figures torn": File.WriteAllBytes(figures, bytes[..^24]); break;
            case "figures altered": bytes[^40] ^= 1; File.WriteAllBytes(figures, bytes); break;
            case "figures empty": File.WriteAllBytes(figures, []); break;
            case "figures gone": File.Delete(figures); break;
            case "figures of other facts": File.Move(figures, figures.Replace(Path.GetFileNameWithoutExtension(facts), "other", StringComparison.Ordinal)); break;
            case "facts gone": File.Delete(facts); break;
            case "facts altered": Spoil(facts); break;
            case "prints gone": File.Delete(Assert.Single(Directory.GetFiles(Address.UnitFolder, "*.prints"))); break;
            default: store.Connection.Execute("UPDATE run SET result_hash = 'other' WHERE id = 1"); break;
        }

        Assert.False(SaveNightOnFigures(store, 303, 4));

        // Of the run that was kept whole instead, the next takes over.
        Assert.True(SaveNightOnFigures(store, 303, 5));
    }

    [Fact]
    public void FactsOfWhichFiguresAreTakenOver_AreKeptAsLong()
    {
        using var store = Open();
        SaveNightOnFigures(store, 300, 0);
        var first = Assert.Single(Directory.GetFiles(Address.SnapshotFolder, "*.snapshot"));
        SaveNightOnFigures(store, 303, 4);
        SaveNightOnFigures(store, 303, 5);
        Assert.Equal(2, Directory.GetFiles(Address.SnapshotFolder, "*.snapshot").Length);
        Assert.True(File.Exists(first));

        // When too much differs, the run is the one from which others are told.
        SaveNightOnFigures(store, 400, 9);
        SaveNightOnFigures(store, 401, 9);
        Assert.False(File.Exists(first));
        Assert.Equal(2, Directory.GetFiles(Address.SnapshotFolder, "*.snapshot").Length);
        Assert.Single(Directory.GetFiles(Address.UnitFolder, "*.figures"));
    }

    [Fact]
    public void FactsAsTheyWereLoaded_AreNarrowedEachNight_AndKeptSoWhereOthersTakeOverTheFigures()
    {
        using var store = Open();
        SaveNightOnFigures(store, 300, 0, keepFacts: true);
        var first = Kept();
        Assert.Equal([".bundles", ".facts", ".snapshot"], first.Select(Path.GetExtension).Order(StringComparer.Ordinal));
        Assert.True(SaveNightOnFigures(store, 303, 4, keepFacts: true));
        Assert.True(SaveNightOnFigures(store, 303, 5, keepFacts: true));
        Assert.Equal(first.Where(f => !f.EndsWith(".facts", StringComparison.Ordinal)), Kept().Where(f => !f.EndsWith(".facts", StringComparison.Ordinal)));
        Assert.False(SaveNightOnFigures(store, 400, 9, keepFacts: true));
        Assert.True(SaveNightOnFigures(store, 401, 9, keepFacts: true));
        Assert.Equal([".bundles", ".facts", ".snapshot"], Kept().Select(Path.GetExtension).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(first[0], Kept());

        List<string> Kept() => [.. Directory.GetFiles(Address.SnapshotFolder).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void FactsOfFigures_ThatNobodyTookOverForLongest_AreNotKept()
    {
        using var store = Open();
        SaveNightOnFigures(store, 300, 0);
        var figures = Assert.Single(Directory.GetFiles(Address.UnitFolder, "*.figures"));
        for (var other = 1; other <= 4; other++)
        {
            var file = figures.Replace(".figures", $"{other}.figures", StringComparison.Ordinal);
            File.Copy(figures, file);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(other == 4 ? -9 : 9));
        }

        Assert.Equal(4, KeptFigures.Facts(Address.UnitFolder).Count());
        Assert.True(SaveNightOnFigures(store, 303, 4));
        File.SetLastWriteTimeUtc(figures, DateTime.UtcNow.AddDays(-99));
        Assert.DoesNotContain(Path.GetFileNameWithoutExtension(figures)[33..], KeptFigures.Facts(Address.UnitFolder));
        Assert.False(SaveNightOnFigures(store, 303, 5));
    }

    private static void Spoil(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private bool SaveNightOnFigures(FactStore store, int patients, int night, bool keepFacts = false)
    {
        var wanted = Wanted("stay.hospital", "stay.cost", "stay.kind", "stay.entry_date", "stay.exit_date", "patient.old", "hospital.weight");
        var facts = SmallCahier.Facts(patients, night: night);
        StoreLoader.Load(store, facts, "test", cancellation: TestContext.Current.CancellationToken);
        if (keepFacts)
        {
            KeptFacts.Keep(store, facts, _ => { });
        }

        var snapshot = KeptSnapshots.Read(store, wanted, _ => { }, cancellation: TestContext.Current.CancellationToken);
        var all = cahier.Run(snapshot);
        var former = FormerRuns.Of(store, wanted, snapshot);
        former.Execute([(cahier.Compiled, all.Result.From, all.Result.To)], new RunOptions(), TestContext.Current.CancellationToken);
        var rows = former.Find(cahier.Compiled, all.Result.From, all.Result.To);
        var isCarried = rows is not null;
        rows ??= new BasedRows(store, all.Result, former);
        var report = all with { Result = rows.Result };
        var written = rows.Hash(report);
        Assert.Equal(ResultFiles.WriteTables(all, _ => Stream.Null).ResultHash, written.Summary.ResultHash);
        StoreResults.Save(store, report, written, rows: rows);
        KeptSnapshots.KeepForNext(store, wanted, snapshot, note => Assert.Fail(note), TestContext.Current.CancellationToken);
        return isCarried;
    }
}
