using Cahier.Generator;
using Cahier.Generator.Sinks;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

public sealed class CsvFactSinkTests
{
    private static readonly Article51Population Population = new(new PopulationOptions(2_500, 7));

    [Fact]
    public void Sink_CancelledHalfWay_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
        {
            using var sink = new CsvFactSink(folder.File("data"));
            Population.WriteTo(sink, new AtOnce(_ => cancellation.Cancel()), cancellation.Token);
        });

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("")));
    }

    [Fact]
    public void Sink_FailedHalfWay_LeavesTheFormerDataset()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(10, 7), folder.File("data"));
        var former = File.ReadAllText(Path.Combine(folder.File("data"), "act.csv"));
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var sink = new CsvFactSink(folder.File("data"));
            Population.WriteTo(sink, new AtOnce(_ => throw new InvalidOperationException("The power went.")), TestContext.Current.CancellationToken);
        });

        Assert.Equal(former, File.ReadAllText(Path.Combine(folder.File("data"), "act.csv")));
        Assert.Equal([folder.File("data")], Directory.EnumerateFileSystemEntries(folder.File("")));
    }

    [Fact]
    public void Sink_AfterAKilledOne_StartsAfresh()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("data.partial"));
        File.WriteAllText(folder.File("data.partial/act.csv"), "half a row");
        File.WriteAllText(folder.File("data.lock"), "");
        Dataset.Write(new PopulationOptions(10, 7), folder.File("data"));

        Assert.Equal([folder.File("data")], Directory.EnumerateFileSystemEntries(folder.File("")));
        Assert.DoesNotContain("half a row", File.ReadAllText(folder.File("data/act.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Sink_KilledBetweenTheTwoRenamings_HasTheFormerBack()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(10, 7), folder.File("data"));
        Directory.Move(folder.File("data"), folder.File("data.former"));
        new CsvFactSink(folder.File("data")).Dispose();

        Assert.True(File.Exists(folder.File("data/act.csv")));
        Assert.Equal([folder.File("data")], Directory.EnumerateFileSystemEntries(folder.File("")));
    }

    [Fact]
    public void Sink_FormerDataset_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(20, 7), folder.File("data"));
        Dataset.Write(new PopulationOptions(10, 7), folder.File("data"));

        Assert.Equal(11, File.ReadAllLines(folder.File("data/beneficiary.csv")).Length);
        Assert.StartsWith("Invented facts", File.ReadAllText(folder.File("data/generated.txt")), StringComparison.Ordinal);
        Assert.Equal([folder.File("data")], Directory.EnumerateFileSystemEntries(folder.File("")));
    }

    [Fact]
    public void Sink_SomebodyElsesFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("data"));
        File.WriteAllText(folder.File("data/thesis.docx"), "mine");

        var refusal = Assert.Throws<DatasetFolderException>(() => new CsvFactSink(folder.File("data")));
        Assert.Contains("something else", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.File("data/thesis.docx")));
        Assert.Equal([folder.File("data")], Directory.EnumerateFileSystemEntries(folder.File("")));
    }

    [Fact]
    public void Sink_FolderBeingWritten_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var first = new CsvFactSink(folder.File("data"));
        Assert.Throws<DatasetFolderException>(() => new CsvFactSink(folder.File("data")));
    }

    [Fact]
    public void Table_EveryKindOfField_IsWrittenAsCsv()
    {
        using var folder = new TemporaryFolder();
        using (var sink = new CsvFactSink(folder.File("data")))
        {
            var table = sink.Table("thing", ["text", "key", "number", "decimal", "money", "date", "boolean"]);
            table.Text("a \"b\", é");
            table.Key('B', 12, 7);
            table.Number(-5);
            table.Decimal(107, 2);
            table.Money(new Cents(-5));
            table.Date(new DateOnly(2020, 2, 29));
            table.Boolean(true);
            table.EndRow();
            table.Text(null);
            table.Key('B', null, 7);
            table.Number(null);
            table.Decimal(null, 2);
            table.Money(null);
            table.Date(null);
            table.Boolean(null);
            table.EndRow();
            sink.Complete("A thing.");
        }

        Assert.Equal(
            "text,key,number,decimal,money,date,boolean\n\"a \"\"b\"\", é\",B0000012,-5,1.07,-0.05,2020-02-29,true\n,,,,,,\n",
            File.ReadAllText(folder.File("data/thing.csv")));
        Assert.Equal("A thing.\nthing: 2\n", File.ReadAllText(folder.File("data/generated.txt")));
    }

    [Fact]
    public void Table_RowTooShort_Throws()
    {
        using var folder = new TemporaryFolder();
        using var sink = new CsvFactSink(folder.File("data"));
        var table = sink.Table("thing", ["a", "b"]);
        table.Number(1);
        Assert.Throws<InvalidOperationException>(table.EndRow);
    }

    private sealed class AtOnce(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
