using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Cahier.Storage.Sqlite;

/// <summary>Rows that wait to be inserted, without an object for each value. For one thread at a time.</summary>
/// <remarks>Texts stay where they are until their rows are taken, so that SQLite need not copy them: memory that does not move.</remarks>
/// <param name="columns">How many values a row has.</param>
internal sealed class SqliteRows(int columns)
{
    /// <summary>So many rows fit.</summary>
    public const int Most = 1024;

    private const int LongestNumber = 64;

    private readonly SqliteCell[] cells = new SqliteCell[columns * Most];
    private byte[] texts = Room(1 << 12);
    private int used;
    private int filled;

    /// <summary>How many values a row has.</summary>
    public int Columns => columns;

    /// <summary>How many rows wait.</summary>
    public int Count { get; private set; }

    /// <summary>The values of the rows from one up to but not including another.</summary>
    public ReadOnlySpan<SqliteCell> Cells(int from, int to) => cells.AsSpan((from * columns)..(to * columns));

    /// <summary>The bytes of a value that is text.</summary>
    public ReadOnlySpan<byte> Text(in SqliteCell cell) => texts.AsSpan((int)cell.Value, cell.Length);

    public void Null() => cells[filled++] = new SqliteCell(0, SqliteCell.Missing);

    public void Integer(long value) => cells[filled++] = new SqliteCell(value, SqliteCell.Whole);

    public void Text(ReadOnlySpan<char> text) => Take(Encoding.UTF8.GetBytes(text, Next(Encoding.UTF8.GetMaxByteCount(text.Length))));

    public void Utf8(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Next(text.Length));
        Take(text.Length);
    }

    public void Number(decimal number)
    {
        number.TryFormat(Next(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        Take(written);
    }

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, Next(LongestNumber), out var written);
        Take(written);
    }

    public void Date(int year, int month, int day)
    {
        var text = Next(10);
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        Digits(text[..4], year);
        Digits(text[5..7], month);
        Digits(text[8..10], day);
        Take(10);
    }

    public void EndRow() => Count++;

    public void Clear() => (filled, used, Count) = (0, 0, 0);

    // Room for a text that is not longer, after those before it.
    private Span<byte> Next(int longest)
    {
        if (longest > texts.Length - used)
        {
            var larger = Room(Math.Max(2 * texts.Length, used + longest));
            texts.AsSpan(0, used).CopyTo(larger);
            texts = larger;
        }

        return texts.AsSpan(used);
    }

    private void Take(int length)
    {
        cells[filled++] = new SqliteCell(used, length);
        used += length;
    }

    private static void Digits(Span<byte> text, int value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static byte[] Room(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}

/// <summary>A value of a row that waits.</summary>
/// <param name="Value">A whole number, or where a text begins.</param>
/// <param name="Length">How long the text is; or one of the constants.</param>
internal readonly record struct SqliteCell(long Value, int Length)
{
    public const int Missing = -1;
    public const int Whole = -2;
}
