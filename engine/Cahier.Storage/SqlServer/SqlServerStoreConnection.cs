using System.Data.Common;
using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>An open store in an SQL Server database, in the default schema of its user.</summary>
internal sealed class SqlServerStoreConnection(StoreDatabase database, SqlConnection connection, StoreAddress address) : ServerConnection<SqlTransaction>(database, connection)
{
    // Whoever waits longer is told; the lock goes with the transaction, whatever becomes of its host.
    internal const string LockStatement = """
        DECLARE @result int;
        EXEC @result = sp_getapplock @Resource = N'cahier', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = @milliseconds;
        SELECT @result;
        """;

    public override StoreStatements Sql => SqlServerStatements.All;

    public override StoreMigrations Migrations => SqlServerMigrations.All;

    public override IRowWriter Insert(StoredTable table) =>
        new SqlServerRowWriter(connection, Current, table.RowTable, [.. table.Columns.Select(c => new BulkColumn(c, table.IsInteger(c) ? typeof(long) : typeof(string), SqlServerFactTables.LengthOf(c)))]);

    public override IFactRowWriter InsertFacts(Entity entity, IReadOnlyList<string> columns, bool alone) =>
        new SqlServerRowWriter(connection, Current, entity.Name, [.. columns.Select(c => new BulkColumn(c, entity.Find(c)?.Kind == FieldKind.Boolean ? typeof(bool) : typeof(string), SqlServerFactTables.LengthOf(entity, c)))]);

    public override IFactRows ReadFacts(Entity entity, IReadOnlyList<string> columns) => SqlServerState.Read(connection, Current, entity, columns);

    public override void ClearFactGroups(Entity entity, long load) => Execute(SqlServerFactTables.ClearGroups(entity, RowGroups.KeyOf(entity)), new { load, entity = entity.Name });

    public override DbDataReader Rows(StoredTable table, long run) => Reader(SqlServerFactTables.SelectRun(table), new { run });

    protected override void Lock()
    {
        if (ExecuteScalar<int>(LockStatement, new { milliseconds = StoreWait.Milliseconds }) < 0)
        {
            throw new StoreException($"another program is writing {address}", "wait for its end and try again");
        }
    }
}
