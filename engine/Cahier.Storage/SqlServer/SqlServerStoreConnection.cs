using System.Data;
using System.Data.Common;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>An open store in an SQL Server database, in the default schema of its user.</summary>
internal sealed class SqlServerStoreConnection(StoreDatabase database, SqlConnection connection, StoreAddress address) : StoreConnection(database, connection)
{
    // Whoever waits longer is told; the lock goes with the transaction, whatever becomes of its host.
    private const string Lock = """
        DECLARE @result int;
        EXEC @result = sp_getapplock @Resource = N'cahier', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = @milliseconds;
        SELECT @result;
        """;

    private SqlTransaction? transaction;

    public override StoreStatements Sql => SqlServerStatements.All;

    public override StoreMigrations Migrations => SqlServerMigrations.All;

    protected override DbTransaction? Transaction => transaction;

    internal static string LockStatement => Lock;

    public override void BeginWrite()
    {
        transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            if (ExecuteScalar<int>(Lock, new { milliseconds = StoreWait.Milliseconds }) < 0)
            {
                throw new StoreException($"another program is writing {address}", "wait for its end and try again");
            }
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public override void Commit()
    {
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    public override void RollBack()
    {
        try
        {
            transaction?.Rollback();
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException or IOException)
        {
            // The server is gone, or has ended the transaction itself.
        }
        finally
        {
            transaction?.Dispose();
            transaction = null;
        }
    }

    public override IRowWriter Insert(StoredTable table) =>
        new SqlServerRowWriter(connection, transaction, table.Name, [.. table.Columns.Select(c => new BulkColumn(c, table.IsInteger(c) ? typeof(long) : typeof(string), SqlServerFactTables.LongestText))], !table.HasOrder);

    public override IFactRowWriter InsertFacts(Entity entity, IReadOnlyList<string> columns) =>
        new SqlServerRowWriter(connection, transaction, entity.Name, [.. columns.Select(c => new BulkColumn(c, entity.Find(c)?.Kind == FieldKind.Boolean ? typeof(bool) : typeof(string), SqlServerFactTables.LengthOf(entity, c)))], isNumbered: false);

    public override IFactRows ReadFacts(Entity entity, IReadOnlyList<string> columns) => SqlServerState.Read(connection, transaction, entity, columns);

    public override DbDataReader Rows(StoredTable table, long run) => Reader(SqlServerFactTables.SelectRun(table), new { run });
}
