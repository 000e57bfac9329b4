using System.Globalization;
using System.Runtime.InteropServices;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Rows;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Rows that go through a pipe come out as they went in, and nobody waits for ever.</summary>
public sealed class RowPipeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(17_000)]
    [InlineData(100_000)]
    public void Rows_AreTakenInOrderAndWhole(int rows)
    {
        var builder = new SnapshotBuilder(Output.SmallCahier.Model);
        var loader = builder.Begin("hospital", ["hospital_id", "weight"], "hospital.csv")!;
        using (var pipe = new RowPipe(2, batch => batch.GiveTo(loader)))
        {
            for (var row = 0; row < rows; row++)
            {
                pipe.Add(new Row(row), row + 2);
            }

            pipe.AddMalformed(rows + 2, "cut", "H,");
            pipe.Complete();
        }

        var snapshot = builder.Build();
        Assert.Equal(rows, snapshot.Table("hospital").Count);
        Assert.All(Enumerable.Range(0, Math.Min(rows, 5000)), row => Assert.True(snapshot.Table("hospital").TryFind(Key(row), out _)));
        Assert.Equal(("cut", "H,", rows + 2), snapshot.Rejections is [var only] ? (only.Reason, only.Value, only.Line) : default);
    }

    [Fact]
    public void TakerThatFails_StopsTheReader()
    {
        using var pipe = new RowPipe(2, _ => throw new InvalidOperationException("full"));
        Assert.Equal("full", Assert.Throws<InvalidOperationException>(() => Fill(pipe, int.MaxValue)).Message);
    }

    [Fact]
    public void TakerThatFailsAtTheEnd_IsHeardOf()
    {
        using var pipe = new RowPipe(2, _ => throw new InvalidOperationException("full"));
        pipe.Add(new Row(1), 1);
        Assert.Throws<InvalidOperationException>(pipe.Complete);
    }

    [Fact]
    public void ReaderThatGivesUp_LeavesNoTakerBehind()
    {
        var isTaking = false;
        using (var pipe = new RowPipe(2, _ =>
        {
            isTaking = true;
            Thread.Sleep(5);
            isTaking = false;
        }))
        {
            Fill(pipe, 40_000);
        }

        Assert.False(isTaking);
    }

    private static void Fill(RowPipe pipe, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            pipe.Add(new Row(row), row);
        }
    }

    private static string Key(int row) => string.Create(CultureInfo.InvariantCulture, $"H{row:00000000}");

    private readonly struct Row(int row) : ISourceRow
    {
        public ReadOnlySpan<char> this[int column] => column == 0 ? Key(row) : row.ToString(CultureInfo.InvariantCulture);

        public ReadOnlySpan<byte> Bytes(int column) => MemoryMarshal.AsBytes(this[column]);
    }
}
