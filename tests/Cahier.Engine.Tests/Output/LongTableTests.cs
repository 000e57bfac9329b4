using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
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

        foreach (var form in Enum.GetValues<ResultForm>())
        {
            using var found = new MemoryStream();
            using var table = new HashedTable(found, form);
            Write(table, places);
            var hash = table.Hash();

            Assert.Equal(expected.ToArray(), found.ToArray());
            Assert.Equal(form == ResultForm.Whole ? SHA256.HashData(expected.ToArray()) : HashByHand(places), hash);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_011)]
    public void PartsThatAreKnown_AreNotMade(int places)
    {
        using var whole = new HashedTable(Stream.Null, ResultForm.InParts);
        Write(whole, places);
        var expected = whole.Hash();
        var hashes = whole.OfUnits.ToArray();
        var parts = Parts(places);
        Assert.Equal(parts.Count, hashes.Length / TableParts.HashSize);

        // Of every third part the hash is not known, and rows of no other are made.
        var left = parts.Where((_, part) => part % 3 == 0).ToImmutableArray();
        var known = new TableParts(new Values<ulong>(MemoryMarshal.Cast<byte, ulong>(hashes).ToArray()), [.. Enumerable.Range(0, parts.Count).Select(p => p % 3 == 0 ? new KnownStretch(p, 0, 1) : new KnownStretch(p, 1, 0))], left);
        using var found = new HashedTable(Stream.Null, ResultForm.InParts, known);
        new CsvWriter(found, "place", "text").Flush();
        LongTable.Write(found, places, () => (rows, from, to) =>
        {
            Assert.Contains(left, part => part.From <= from && to <= part.To);
            Rows(rows, from, to);
        });

        Assert.Equal(expected, found.Hash());
        Assert.Equal(hashes, known.Hashes());
        Assert.Equal(0, found.OfUnits.Length);
    }

    [Fact]
    public void Rows_WhereTheDiskIsFull_EndWithWhatItSays()
    {
        using var full = new HashedTable(new FullStream(), ResultForm.InParts);

        Assert.Throws<IOException>(() => LongTable.Write(full, 100_000, () => Rows));
    }

    private static void Write(HashedTable table, int places)
    {
        new CsvWriter(table, "place", "text").Flush();
        LongTable.Write(table, places, () => Rows);
    }

    private static void Rows(TableRows rows, int from, int to)
    {
        for (var place = from; place < to; place++)
        {
            Row(rows.Csv, place);
            rows.EndUnit(Key(place));
        }
    }

    private static byte[] Key(int place) => Encoding.UTF8.GetBytes(place.ToString(CultureInfo.InvariantCulture));

    private static List<(int From, int To)> Parts(int places)
    {
        var parts = new List<(int From, int To)>();
        for (int from = 0, place = 0; place < places; place++)
        {
            if (UnitParts.EndsAfter(Key(place)) || place + 1 == places)
            {
                parts.Add((from, place + 1));
                from = place + 1;
            }
        }

        return parts;
    }

    private static byte[] HashByHand(int places)
    {
        var hashes = new List<byte>(SHA256.HashData("place,text\n"u8));
        foreach (var (from, to) in Parts(places))
        {
            using var part = new MemoryStream();
            var csv = CsvWriter.OfMoreRows(part);
            Enumerable.Range(from, to - from).ToList().ForEach(place => Row(csv, place));
            csv.Flush();
            hashes.AddRange(SHA256.HashData(part.ToArray()));
        }

        return SHA256.HashData([.. hashes, .. SHA256.HashData([])]);
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
