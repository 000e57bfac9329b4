using System.Data.Common;
using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Npgsql;

namespace Cahier.Storage.PostgreSql;

/// <summary>An open store in a schema of a PostgreSQL database.</summary>
internal sealed class PostgreSqlStoreConnection(StoreDatabase database, NpgsqlConnection connection) : ServerConnection<NpgsqlTransaction>(database, connection)
{
    // Whoever waits longer is told; the lock goes with the transaction, whatever becomes of its host.
    private const string Wait = "SELECT set_config('lock_timeout', @milliseconds, true)";
    private const string LockStatement = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('cahier'), hashtext(current_schema()::text))) AS locked";

    public override StoreStatements Sql => PostgreSqlStatements.All;

    public override StoreMigrations Migrations => PostgreSqlMigrations.All;

    public override IRowWriter Insert(StoredTable table) => new PostgreSqlRowWriter(connection, PostgreSqlFactTables.Insert(table), table.Columns.Length);

    public override IFactRowWriter InsertFacts(Entity entity, IReadOnlyList<string> columns, bool alone) => new PostgreSqlRowWriter(connection, PostgreSqlFactTables.Insert(entity.Name, columns), columns.Count);

    public override IFactRows ReadFacts(Entity entity, IReadOnlyList<string> columns) => PostgreSqlState.Read(connection, entity, columns);

    public override void ClearFactGroups(Entity entity, long load) => Execute(PostgreSqlFactTables.ClearGroups(entity, RowGroups.KeyOf(entity)), new { load, entity = entity.Name });

    public override DbDataReader Rows(StoredTable table, long run) => Reader(PostgreSqlFactTables.SelectRun(table), new { run });

    protected override void Lock()
    {
        Execute(Wait, new { milliseconds = StoreWait.Milliseconds.ToString(CultureInfo.InvariantCulture) });
        Execute(LockStatement);
    }
}
