using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Npgsql;

namespace Cahier.Storage.PostgreSql;

/// <summary>
/// Gathers rows in the binary form of COPY and gives some megabytes at a time to the server, so that rows of several tables
/// may come in turn. For one thread, inside a transaction of the connection.
/// </summary>
internal sealed class PostgreSqlRowWriter(NpgsqlConnection connection, string copy, int columns) : IFactRowWriter
{
    private const int Enough = 4 << 20;
    private const int LongestNumber = 64;

    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private byte[] buffer = new byte[1 << 16];
    private int used;
    private bool isInRow;

    /// <inheritdoc/>
    public long Rows { get; private set; }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Field(0)[..4], -1);

    public void Integer(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8, 8), value);

    public void Boolean(bool value) => Field(1, 1)[0] = value ? (byte)1 : (byte)0;

    public void Text(string? text)
    {
        if (text is null)
        {
            Null();
        }
        else
        {
            Text(text.AsSpan());
        }
    }

    public void Text(ReadOnlySpan<char> text)
    {
        Room(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        Finish(Encoding.UTF8.GetBytes(text, buffer.AsSpan(used + 4)));
    }

    public void Utf8(ReadOnlySpan<byte> text)
    {
        Room(4 + text.Length);
        text.CopyTo(buffer.AsSpan(used + 4));
        Finish(text.Length);
    }

    public void Number(decimal? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        Room(4 + LongestNumber);
        number.TryFormat(buffer.AsSpan(used + 4), out var written, default, CultureInfo.InvariantCulture);
        Finish(written);
    }

    public void Number(long value)
    {
        Room(4 + LongestNumber);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used + 4), out var written);
        Finish(written);
    }

    public void Date(int year, int month, int day)
    {
        Room(4 + LongestNumber);
        var text = buffer.AsSpan(used + 4);
        Utf8Formatter.TryFormat(year, text, out _, new('D', 4));
        Utf8Formatter.TryFormat(month, text[5..], out _, new('D', 2));
        Utf8Formatter.TryFormat(day, text[8..], out _, new('D', 2));
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        Finish(10);
    }

    public void EndRow()
    {
        Rows++;
        isInRow = false;
        if (used >= Enough)
        {
            Flush();
        }
    }

    public void Complete() => Flush();

    public void Dispose() => used = 0;

    private void Flush()
    {
        if (used == 0)
        {
            return;
        }

        using var stream = connection.BeginRawBinaryCopy(copy);
        stream.Write(Head);
        stream.Write(buffer.AsSpan(0, used));
        stream.Write([0xFF, 0xFF]);
        used = 0;
    }

    // PostgreSQL has no text with a NUL in it.
    private void Finish(int length)
    {
        if (buffer.AsSpan(used + 4, length).Contains((byte)0))
        {
            throw new StoreException("a text holds the sign NUL, which PostgreSQL cannot keep", "take it out of the data; nothing was changed");
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), length);
        used += 4 + length;
    }

    private Span<byte> Field(int length, int said = -1)
    {
        Room(4 + length);
        var field = buffer.AsSpan(used, 4 + length);
        BinaryPrimitives.WriteInt32BigEndian(field, said);
        used += 4 + length;
        return length == 0 ? field : field[4..];
    }

    private void Room(int length)
    {
        var row = isInRow ? 0 : 2;
        if (used + row + length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + row + length));
        }

        if (!isInRow)
        {
            BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), (short)columns);
            used += 2;
            isInRow = true;
        }
    }
}
