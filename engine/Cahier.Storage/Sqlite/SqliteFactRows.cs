using System.Text;
using Cahier.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>Reads the rows of a fact table as texts, one after the other in one buffer. For one thread.</summary>
internal sealed class SqliteFactRows : IFactRows
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt held;
    private readonly nint statement;
    private readonly bool[] booleans;
    private readonly int[] ends;
    private char[] buffer = new char[1024];

    /// <param name="database">Where to read; to be disposed of after the reader.</param>
    /// <param name="sql">The columns of one table.</param>
    /// <param name="booleans">For each column whether it holds 0 and 1 for false and true; all others hold text.</param>
    public SqliteFactRows(sqlite3 database, string sql, bool[] booleans)
    {
        this.booleans = booleans;
        this.database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out held), database);
        statement = held.DangerousGetHandle();
        ends = new int[raw.sqlite3_column_count(held) + 1];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => buffer.AsSpan(ends[column], ends[column + 1] - ends[column]);

    /// <inheritdoc/>
    public bool Read()
    {
        var code = SqliteNative.sqlite3_step(statement);
        if (code == raw.SQLITE_DONE)
        {
            return false;
        }

        if (code != raw.SQLITE_ROW)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        for (var column = 0; column < ends.Length - 1; column++)
        {
            ends[column + 1] = ends[column] + (booleans[column] ? TakeBoolean(ends[column], column) : Take(ends[column], SqliteNative.Bytes(statement, column)));
        }

        return true;
    }

    public void Dispose() => held.Dispose();

    private int TakeBoolean(int start, int column)
    {
        var text = SqliteNative.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? "" : SqliteNative.sqlite3_column_int64(statement, column) switch { 0 => "false", 1 => "true", _ => "?" };
        Grow(start + text.Length);
        text.CopyTo(buffer.AsSpan(start));
        return text.Length;
    }

    private int Take(int start, ReadOnlySpan<byte> text)
    {
        Grow(start + text.Length);
        return Encoding.UTF8.GetChars(text, buffer.AsSpan(start));
    }

    private void Grow(int length)
    {
        if (length > buffer.Length)
        {
            Array.Resize(ref buffer, length * 2);
        }
    }
}
