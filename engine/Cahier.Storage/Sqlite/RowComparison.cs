using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// Holds rows against those that a table has of a run, in order: what is written to it is not stored but compared. For one
/// thread.
/// </summary>
internal sealed class RowComparison : IRowWriter
{
    private readonly string table;
    private readonly Action<string> differs;
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] buffer = new byte[256];
    private long row;
    private int column;
    private bool hasRow;
    private bool isTold;

    /// <param name="connection">Where the rows are.</param>
    /// <param name="table">The table.</param>
    /// <param name="run">The run.</param>
    /// <param name="differs">Told of the first row that differs.</param>
    public RowComparison(SqliteConnection connection, StoredTable table, long run, Action<string> differs)
    {
        (this.table, this.differs) = (table.Name, differs);
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, table.Read, out statement));
        Check(raw.sqlite3_bind_int64(statement, 1, run));
        Next();
    }

    public void Integer(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    public void Number(decimal? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public void Text(string? text)
    {
        if (text is null)
        {
            Compare(raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL, "nothing");
            return;
        }

        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > buffer.Length)
        {
            buffer = new byte[longest * 2];
        }

        Utf8(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
    }

    public void Utf8(ReadOnlySpan<byte> text) =>
        Compare(raw.sqlite3_column_type(statement, column) != raw.SQLITE_NULL && raw.sqlite3_column_blob(statement, column).SequenceEqual(text), $"‘{Encoding.UTF8.GetString(text)}’");

    public void EndRow() => Next();

    public void Dispose()
    {
        if (hasRow)
        {
            Tell("holds a row more than was calculated");
        }

        statement.Dispose();
    }

    private void Compare(bool isSame, string calculated)
    {
        if (!hasRow)
        {
            Tell("is missing");
        }
        else if (!isSame)
        {
            var stored = raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? "nothing" : $"‘{raw.sqlite3_column_text(statement, column).utf8_to_string()}’";
            Tell($"holds {stored} as {raw.sqlite3_column_name(statement, column).utf8_to_string()}, and {calculated} was calculated");
        }

        column++;
    }

    private void Next()
    {
        (row, column) = (row + 1, 0);
        var code = raw.sqlite3_step(statement);
        hasRow = code == raw.SQLITE_ROW;
        if (!hasRow && code != raw.SQLITE_DONE)
        {
            Check(code);
        }
    }

    private void Tell(string what)
    {
        if (!isTold)
        {
            differs(string.Create(CultureInfo.InvariantCulture, $"row {row} of {table} {what}"));
        }

        isTold = true;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
