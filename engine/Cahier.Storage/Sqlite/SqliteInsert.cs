using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// Inserts rows into a table, many by one statement: to begin and end a statement costs SQLite more than to take a row. Works on
/// SQLite's own functions, since a parameter object for each value is what makes inserts slow. For one thread at a time, inside
/// a transaction of the connection.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="sql">The insert of so many rows.</param>
internal sealed class SqliteInsert(sqlite3 database, Func<int, string> sql) : IRowInsert
{
    private const int MostAtOnce = 64;

    // SQLite takes no statement with more.
    private const int MostValues = 32_766;

    private sqlite3_stmt? many;

    /// <inheritdoc/>
    public SqliteRows Take(SqliteRows rows)
    {
        SqliteNative.Hold(database.DangerousGetHandle(), () => Execute(rows));
        rows.Clear();
        return rows;
    }

    public void Complete()
    {
        // Every row is in the database already.
    }

    public void Dispose() => many?.Dispose();

    private void Execute(SqliteRows rows)
    {
        var atOnce = Math.Clamp(MostValues / rows.Columns, 1, MostAtOnce);
        var from = 0;
        for (; from + atOnce <= rows.Count; from += atOnce)
        {
            many ??= Prepare(atOnce);
            Execute(many, rows, from, from + atOnce);
        }

        if (from < rows.Count)
        {
            using var rest = Prepare(rows.Count - from);
            Execute(rest, rows, from, rows.Count);
        }
    }

    private sqlite3_stmt Prepare(int rows)
    {
        Check(raw.sqlite3_prepare_v2(database, sql(rows), out var statement));
        return statement;
    }

    private void Execute(sqlite3_stmt held, SqliteRows rows, int from, int to)
    {
        var statement = held.DangerousGetHandle();
        var place = 0;
        foreach (ref readonly var cell in rows.Cells(from, to))
        {
            place++;
            Check(cell.Length switch
            {
                SqliteCell.Missing => SqliteNative.sqlite3_bind_null(statement, place),
                SqliteCell.Whole => SqliteNative.sqlite3_bind_int64(statement, place, cell.Value),
                _ => SqliteNative.Bind(statement, place, rows.Text(cell)),
            });
        }

        var code = SqliteNative.sqlite3_step(statement);
        SqliteNative.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
