using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Cahier.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// One prepared insert, run for row after row without an object for each: values are bound in order, then
/// <see cref="EndRow"/>. Works on SQLite's own functions, since a parameter object for each value is what makes inserts
/// slow. For one thread, inside a transaction of the connection.
/// </summary>
internal sealed class SqliteRowWriter : IFactRowWriter
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt held;
    private readonly nint statement;
    private byte[] buffer = new byte[256];
    private int place;

    public SqliteRowWriter(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out held));
        statement = held.DangerousGetHandle();
    }

    /// <summary>How many rows were inserted.</summary>
    public long Rows { get; private set; }

    public void Null() => Check(SqliteNative.sqlite3_bind_null(statement, ++place));

    public void Boolean(bool value) => Integer(value ? 1 : 0);

    public void Integer(long value) => Check(SqliteNative.sqlite3_bind_int64(statement, ++place, value));

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
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > buffer.Length)
        {
            buffer = new byte[longest * 2];
        }

        Utf8(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
    }

    public void Number(decimal? value)
    {
        if (value is not { } number)
        {
            Null();
            return;
        }

        number.TryFormat(buffer, out var written, default, CultureInfo.InvariantCulture);
        Utf8(buffer.AsSpan(0, written));
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, buffer, out var written);
        Utf8(buffer.AsSpan(0, written));
    }

    public void Date(int year, int month, int day)
    {
        var text = buffer.AsSpan(0, 10);
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        Digits(text[..4], year);
        Digits(text[5..7], month);
        Digits(text[8..], day);
        Utf8(text);
    }

    /// <summary>Binds text that is UTF-8 already.</summary>
    public void Utf8(ReadOnlySpan<byte> text) => Check(SqliteNative.Bind(statement, ++place, text));

    public void EndRow()
    {
        var code = SqliteNative.sqlite3_step(statement);
        SqliteNative.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        place = 0;
        Rows++;
    }

    public void Complete()
    {
        // Every row is in the database already.
    }

    public void Dispose() => held.Dispose();

    private static void Digits(Span<byte> text, int value)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
