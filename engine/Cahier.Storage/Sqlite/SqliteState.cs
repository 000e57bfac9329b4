using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>One state of a store, to be read by one thread, and therefore without locks.</summary>
internal sealed class SqliteState : IStoreState
{
    private SqliteState(sqlite3 database) => Database = database;

    public sqlite3 Database { get; }

    /// <summary>Opens a store as it stands now.</summary>
    public static SqliteState Open(string file)
    {
        var code = raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, database);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, SqliteConnectionSettings.Reading), database);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, "BEGIN DEFERRED"), database);
            return new SqliteState(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public StoreContent? Content()
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(Database, SqliteStatements.All.ReadContent, out var statement), Database);
        using (statement)
        {
            string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

            var code = raw.sqlite3_step(statement);
            if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                SqliteException.ThrowExceptionForRC(code, Database);
            }

            return code == raw.SQLITE_ROW ? new StoreContent(Text(0), Text(1), Text(2)) : null;
        }
    }

    public IFactRows Read(Entity entity, IReadOnlyList<string> columns) => Read(Database, entity, columns);

    public void Dispose() => Database.Dispose();

    /// <summary>The rows of a fact table, where a database has them.</summary>
    internal static SqliteFactRows Read(sqlite3 database, Entity entity, IReadOnlyList<string> columns) =>
        new(database, SqliteFactTables.Select(entity.Name, columns), [.. columns.Select(c => entity.Find(c)?.Kind == FieldKind.Boolean)]);
}
