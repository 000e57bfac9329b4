using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Cahier.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// Gathers rows and inserts <see cref="AtOnce"/> of them by one statement, without an object for each value: to begin and end a
/// statement costs SQLite more than to take a row. For one thread, inside a transaction of the connection.
/// </summary>
/// <remarks>Texts stay where they are until their rows are taken, so that SQLite need not copy them: memory that does not move.</remarks>
internal sealed class SqliteRowWriter : IFactRowWriter
{
    private const int AtOnce = 64;
    private const int LongestNumber = 64;
    private const int Missing = -1;
    private const int Whole = -2;

    private readonly sqlite3 database;
    private readonly Func<int, string> sql;
    private readonly bool isNumbered;
    private readonly (long Value, int Length)[] cells;
    private byte[] texts = Room(1 << 12);
    private int used;
    private int filled;
    private int rows;
    private sqlite3_stmt? many;

    /// <param name="connection">Where to.</param>
    /// <param name="columns">How many values a row has.</param>
    /// <param name="sql">The insert of so many rows.</param>
    /// <param name="isNumbered">Whether the last column is the number of the row, from 1, which is added here.</param>
    public SqliteRowWriter(SqliteConnection connection, int columns, Func<int, string> sql, bool isNumbered)
    {
        database = connection.Handle!;
        this.sql = sql;
        this.isNumbered = isNumbered;
        cells = new (long, int)[columns * AtOnce];
    }

    /// <summary>How many rows were ended.</summary>
    public long Rows { get; private set; }

    public void Null() => cells[filled++] = (0, Missing);

    public void Boolean(bool value) => Integer(value ? 1 : 0);

    public void Integer(long value) => cells[filled++] = (value, Whole);

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

    public void Text(ReadOnlySpan<char> text) => Take(Encoding.UTF8.GetBytes(text, Next(Encoding.UTF8.GetMaxByteCount(text.Length))));

    /// <summary>Takes a text that is UTF-8 already.</summary>
    public void Utf8(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Next(text.Length));
        Take(text.Length);
    }

    public void Number(decimal? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        number.TryFormat(Next(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        Take(written);
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, Next(LongestNumber), out var written);
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

    public void EndRow()
    {
        Rows++;
        if (isNumbered)
        {
            Integer(Rows);
        }

        if (++rows == AtOnce)
        {
            many ??= Prepare(AtOnce);
            Insert(many);
        }
    }

    public void Complete()
    {
        if (rows > 0)
        {
            using var rest = Prepare(rows);
            Insert(rest);
        }
    }

    public void Dispose() => many?.Dispose();

    private sqlite3_stmt Prepare(int count)
    {
        Check(raw.sqlite3_prepare_v2(database, sql(count), out var statement));
        return statement;
    }

    private void Insert(sqlite3_stmt held)
    {
        var statement = held.DangerousGetHandle();
        var at = 0;
        for (var i = 0; i < filled; i++)
        {
            var (value, length) = cells[i];
            Check(length switch
            {
                Missing => SqliteNative.sqlite3_bind_null(statement, i + 1),
                Whole => SqliteNative.sqlite3_bind_int64(statement, i + 1, value),
                _ => SqliteNative.Bind(statement, i + 1, texts.AsSpan(at, length)),
            });
            at += Math.Max(0, length);
        }

        (filled, used, rows) = (0, 0, 0);
        var code = SqliteNative.sqlite3_step(statement);
        SqliteNative.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        GC.KeepAlive(held);
    }

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
        cells[filled++] = (0, length);
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

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
