using System.Globalization;
using Cahier.Calculation.Output;
using Xunit;

namespace Cahier.Engine.Tests.Output;

/// <summary>A table made in parts side by side has the bytes of one made row by row.</summary>
public sealed class LongTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(200_003)]
    public void Rows_MadeInParts_AreThoseMadeOneByOne(int places)
    {
        using var expected = new MemoryStream();
        var csv = new CsvWriter(expected, "place", "text");
        for (var place = 0; place < places; place++)
        {
            Row(csv, place);
        }

        csv.Flush();

        using var found = new MemoryStream();
        new CsvWriter(found, "place", "text").Flush();
        LongTable.Write(found, places, () => Rows);

        Assert.Equal(expected.ToArray(), found.ToArray());
    }

    [Fact]
    public void Rows_WhereTheDiskIsFull_EndWithWhatItSays()
    {
        using var full = new FullStream();

        Assert.Throws<IOException>(() => LongTable.Write(full, 100_000, () => Rows));
    }

    private static void Rows(CsvWriter csv, int from, int to)
    {
        for (var place = from; place < to; place++)
        {
            Row(csv, place);
        }
    }

    // Some places make no row, some two.
    private static void Row(CsvWriter csv, int place)
    {
        for (var i = 0; i < place % 3; i++)
        {
            csv.Text(place.ToString(CultureInfo.InvariantCulture));
            csv.Text(new string('x', place % 50));
            csv.EndRow();
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("full");
    }
}
