using Cahier.Engine.Tests.Output;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Csv;
using Cahier.Storage.Snapshots;
using Xunit;

namespace Cahier.Engine.Tests.Saved;

/// <summary>A snapshot in a file is the one that was saved, or it is not opened.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private const int Preamble = 64;
    private const int VersionAt = 14;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-saved-");

    private string Path => System.IO.Path.Combine(folder.FullName, "facts.snapshot");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Snapshot_SavedAndOpened_IsTheSame(int seed)
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, seed);
        var whole = facts.Read();
        Assert.Empty(whole.Rejections);
        var opened = SavedAndOpened(whole, null);
        Assert.Equal(Described.Of(whole), Described.Of(opened));
        Assert.Equal(whole.Hash, opened.Hash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Snapshot_OpenedWithSomeOfItsFields_IsTheOneThatReadingThemGives(int seed)
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, seed);
        var whole = facts.Read();
        for (var round = 0; round < 6; round++)
        {
            var wanted = facts.Some();
            var read = facts.Read(wanted);
            foreach (var opened in new[] { SavedAndOpened(whole, wanted), SavedAndOpened(read, wanted) })
            {
                Assert.Equal(Described.Of(read), Described.Of(opened));
                Assert.Equal(read.Hash, opened.Hash);
            }
        }
    }

    [Fact]
    public void Snapshot_OpenedAndSavedAgain_GivesTheSameFile()
    {
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 5).Read());
        var again = System.IO.Path.Combine(folder.FullName, "again.snapshot");
        SnapshotFile.Save(Open().Snapshot!, "here", again, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, File.ReadAllBytes(again));
        Assert.Equal(["again.snapshot", "facts.snapshot"], folder.EnumerateFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void File_OfTheSameFacts_HasTheSameBytes()
    {
        // The rows come in another order each time, and threads share the work as they will.
        var facts = new RandomFacts(RandomFacts.EveryKind, 6, 300);
        var bytes = Saved(facts.Read());
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(bytes, Saved(facts.Read()));
        }
    }

    [Theory]
    [InlineData(21, 40)]
    [InlineData(22, 400)]
    [InlineData(23, 6_000)]
    public void File_WrittenColumnAfterColumn_HasTheSameBytes(int seed, int rows)
    {
        // Enough rows for several blocks, and as few as for none.
        var facts = new RandomFacts(RandomFacts.EveryKind, seed, rows);
        foreach (var wanted in new[] { null, facts.Some(), facts.Some() })
        {
            Assert.Equal(Saved(facts.Read(wanted)), SavedByColumns(facts.Builder(wanted)));
        }
    }

    [Theory]
    [InlineData(24, 40)]
    [InlineData(25, 8_000)]
    public void File_OfRowsThatStandAsTheyWereRead_HasTheSameBytes(int seed, int rows)
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, seed, rows).Read();
        var (csv, file) = (System.IO.Path.Combine(folder.FullName, "csv"), System.IO.Path.Combine(folder.FullName, "csv.snapshot"));
        CsvFolderWriter.Write(facts, csv, TestContext.Current.CancellationToken);
        var read = CsvFolder.ReadInto(csv, RandomFacts.EveryKind, file, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((facts.Hash, 0), (read.Snapshot!.Hash, read.Problems.Length));
        SnapshotFile.Save(facts, "", Path, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(file));
    }

    [Fact]
    public void File_WithRejectedRowsWrittenColumnAfterColumn_HasTheSameBytes()
    {
        var bytes = Saved(Rejecting().Build());
        Assert.Equal(bytes, SavedByColumns(Rejecting()));
        Assert.Equal(4, Open().Snapshot!.RejectedCount);
    }

    [Fact]
    public void File_WithRejectedRows_TellsThem()
    {
        var builder = new SnapshotBuilder(SmallCahier.Model);
        builder.Begin("patient", ["patient_id", "old"], "/data/patient.csv")!.Append(new SmallCahier.Row("P1", "perhaps"), 2);
        var opened = SavedAndOpened(builder.Build(), null, SmallCahier.Model);
        var row = Assert.Single(opened.Rejections);
        Assert.Equal(("patient.csv", 2, "patient", "old", "perhaps", RejectionKind.BadValue, 1L), (row.File, row.Line, row.Entity, row.Field, row.Value, row.Kind, opened.RejectedCount));
    }

    [Fact]
    public void File_WithoutRows_IsOpened()
    {
        var none = new SnapshotBuilder(RandomFacts.EveryKind).Build();
        Assert.Equal(Described.Of(none), Described.Of(SavedAndOpened(none, null)));
    }

    [Fact]
    public void File_AlteredAnywhere_IsNotOpened()
    {
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 7, 20).Read());
        for (var at = 0; at < bytes.Length; at += at < Preamble ? 1 : 37)
        {
            var altered = (byte[])bytes.Clone();
            altered[at] ^= 1;
            File.WriteAllBytes(Path, altered);
            var (snapshot, problem) = Open();
            Assert.True(snapshot is null && problem is not null, $"byte {at} is altered");
        }
    }

    [Fact]
    public void File_Truncated_IsNotOpened()
    {
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 8, 20).Read());
        foreach (var length in new[] { 0, 1, Preamble - 1, Preamble, bytes.Length / 2, bytes.Length - 64, bytes.Length - 1 })
        {
            File.WriteAllBytes(Path, bytes[..length]);
            Assert.NotNull(Open().Problem);
        }
    }

    [Fact]
    public void File_Torn_IsNotOpened()
    {
        // Written up to some point: the preamble comes last.
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 9, 20).Read());
        bytes.AsSpan(0, Preamble).Clear();
        File.WriteAllBytes(Path, bytes);
        Assert.Contains("not written to its end", Open().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void File_OfAnotherForm_IsNotOpened()
    {
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 10, 20).Read());
        bytes[VersionAt]--;
        File.WriteAllBytes(Path, bytes);
        Assert.Contains("it has form 0", Open().Problem, StringComparison.Ordinal);
        Assert.False(SnapshotFile.IsOther(Path));
    }

    [Fact]
    public void File_OfSomethingElse_IsNotOpened()
    {
        File.WriteAllText(Path, "a letter " + new string('x', 5000));
        Assert.Contains("no saved snapshot", Open().Problem, StringComparison.Ordinal);
        Assert.True(SnapshotFile.IsOther(Path));
        File.Delete(Path);
        Assert.NotNull(Open().Problem);
    }

    [Fact]
    public void File_OfAnotherModelOrOtherFacts_IsNotOpened()
    {
        var facts = new RandomFacts(RandomFacts.EveryKind, 11, 20);
        Saved(facts.Read());
        Assert.Contains("for the model small", SnapshotFile.Open(Path, SmallCahier.Model, null).Problem, StringComparison.Ordinal);
        Assert.Contains("other facts", SnapshotFile.Open(Path, RandomFacts.EveryKind, null, "there").Problem, StringComparison.Ordinal);
        Saved(facts.Read(facts.Some()));
        Assert.Contains("other cahiers", Open().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ThatIsStopped_LeavesTheFormerFile()
    {
        var bytes = Saved(new RandomFacts(RandomFacts.EveryKind, 12).Read());
        Assert.Throws<OperationCanceledException>(() => SnapshotFile.Save(new RandomFacts(RandomFacts.EveryKind, 13).Read(), "here", Path, new CancellationToken(canceled: true)));
        Assert.Equal(bytes, File.ReadAllBytes(Path));
        Assert.Single(folder.EnumerateFiles());
    }

    [Fact]
    public void Save_AfterOneWasKilled_RemovesWhatItLeft()
    {
        File.WriteAllText(Path + ".partial-killed", "half");
        using var busy = new FileStream(Path + ".partial-busy", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Saved(new RandomFacts(RandomFacts.EveryKind, 14).Read());
        Assert.Equal(["facts.snapshot", "facts.snapshot.partial-busy"], folder.EnumerateFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    // A bad value, a parent that is not there, the same key twice, and all that leads to these.
    private static SnapshotBuilder Rejecting()
    {
        var builder = new RandomFacts(RandomFacts.EveryKind, 26, 0).Builder();
        builder.Continue("person", ["person_id", "alive"], "person.csv")!.Append(new SmallCahier.Row("P1", "true"), 2);
        builder.Continue("town", ["town_id", "size"], "town.csv")!.Append(new SmallCahier.Row("T1", "many"), 2);
        var stays = builder.Continue("stay", ["person_id", "stay_id", "narrow"], "stay.csv")!;
        stays.Append(new SmallCahier.Row("P1", "S1", "1.5"), 2);
        stays.Append(new SmallCahier.Row("P2", "S2", "2"), 3);
        stays.Append(new SmallCahier.Row("P1", "S3", "22222222222.25"), 4);
        builder.Continue("act", ["person_id", "town"], "act.csv")!.Append(new SmallCahier.Row("P1", "T1"), 2);
        builder.Continue("dose", ["stay_id", "drug"], "dose.csv")!.Append(new SmallCahier.Row("S2", "x"), 2);
        return builder;
    }

    private byte[] SavedByColumns(SnapshotBuilder builder)
    {
        using var stream = new MemoryStream();
        SnapshotSaver.Save(builder, "here", stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private byte[] Saved(Snapshot snapshot)
    {
        SnapshotFile.Save(snapshot, "here", Path, TestContext.Current.CancellationToken);
        return File.ReadAllBytes(Path);
    }

    private Snapshot SavedAndOpened(Snapshot snapshot, WantedFields? wanted, Facts.Models.FactModel? model = null)
    {
        SnapshotFile.Save(snapshot, "here", Path, TestContext.Current.CancellationToken);
        var (opened, problem) = SnapshotFile.Open(Path, model ?? RandomFacts.EveryKind, wanted, "here");
        Assert.Null(problem);
        return opened!;
    }

    private OpenedSnapshot Open() => SnapshotFile.Open(Path, RandomFacts.EveryKind, null);
}
