using System.Data.Common;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>An open store in a file. Transactions are SQLite's own words, so that writing begins with the lock and not with a failure later.</summary>
internal sealed class SqliteStoreConnection(StoreDatabase database, SqliteConnection connection) : StoreConnection(database, connection)
{
    // Of two words: Dapper takes a single one for the name of a stored procedure.
    private const string BeginStatement = "BEGIN IMMEDIATE";
    private const string CommitStatement = "COMMIT TRANSACTION";
    private const string RollBackStatement = "ROLLBACK TRANSACTION";

    public override StoreStatements Sql => SqliteStatements.All;

    public override StoreMigrations Migrations => SqliteMigrations.All;

    protected override DbTransaction? Transaction => null;

    public override void BeginWrite() => Execute(BeginStatement);

    public override void Commit() => Execute(CommitStatement);

    /// <inheritdoc/>
    /// <remarks>SQLite takes a transaction back itself when a disk is full, for example.</remarks>
    public override void RollBack()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Execute(RollBackStatement);
        }
    }

    public override IRowWriter Insert(StoredTable table)
    {
        var insert = new SqliteInsert(connection.Handle!, rows => SqliteFactTables.Insert(table.RowTable, table.Columns, rows));
        return new SqliteRowWriter(new SqliteInsertAside(insert, table.Columns.Length), table.Columns.Length);
    }

    /// <inheritdoc/>
    /// <remarks>Where several tables are written in turn, each row is inserted on the thread that gives it.</remarks>
    public override IFactRowWriter InsertFacts(Entity entity, IReadOnlyList<string> columns, bool alone)
    {
        var insert = new SqliteInsert(connection.Handle!, rows => SqliteFactTables.Insert(entity.Name, columns, rows));
        return new SqliteRowWriter(alone ? new SqliteInsertAside(insert, columns.Count) : insert, columns.Count);
    }

    public override IFactRows ReadFacts(Entity entity, IReadOnlyList<string> columns) => SqliteState.Read(connection.Handle!, entity, columns);

    public override void ClearFactGroups(Entity entity, long load)
    {
        var groups = Query<string>(SqliteFactTables.SelectChanged, new { load, entity = entity.Name });
        foreach (var (from, to) in SqliteGroups.Find(connection.Handle!, entity, groups))
        {
            Execute(SqliteFactTables.DeleteRows(entity), new { from, to });
        }
    }

    public override DbDataReader Rows(StoredTable table, long run) => Reader(SqliteFactTables.SelectRun(table), new { run });
}
