using Cahier.Storage.Databases;
using Cahier.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>Reads the rows of a fact table as texts. For one thread.</summary>
internal sealed class SqliteFactRows : IFactRows
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt held;
    private readonly nint statement;
    private readonly bool[] booleans;
    private readonly RowTexts texts = new();

    /// <param name="database">Where to read; to be disposed of after the reader.</param>
    /// <param name="sql">The columns of one table.</param>
    /// <param name="booleans">For each column whether it holds 0 and 1 for false and true; all others hold text.</param>
    public SqliteFactRows(sqlite3 database, string sql, bool[] booleans)
    {
        this.booleans = booleans;
        this.database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out held), database);
        statement = held.DangerousGetHandle();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => texts.Read(Bytes(column));

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => booleans[column] ? Boolean(column) : SqliteNative.Bytes(statement, column);

    /// <inheritdoc/>
    public bool Read()
    {
        texts.Clear();
        var code = SqliteNative.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        return code == raw.SQLITE_ROW;
    }

    public void Dispose() => held.Dispose();

    private ReadOnlySpan<byte> Boolean(int column) =>
        SqliteNative.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? [] : SqliteNative.sqlite3_column_int64(statement, column) switch { 0 => "false"u8, 1 => "true"u8, _ => "?"u8 };
}
