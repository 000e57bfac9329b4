using System.Data.Common;
using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Npgsql;

namespace Cahier.Storage.PostgreSql;

/// <summary>A store in a schema of a PostgreSQL database: the first of its search path.</summary>
internal sealed class PostgreSqlDatabase(StoreAddress address) : StoreDatabase
{
    private const string FindSchemaVersion = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_version'";
    private const string CreateSchemaVersion = "CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL PRIMARY KEY)";
    private const string FindSchema = "SELECT count(*) FROM information_schema.schemata WHERE schema_name = current_schema()";

    /// <inheritdoc/>
    public override StoreConnection Open(bool create, int? upTo = null) => Translate(() =>
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        var store = new PostgreSqlStoreConnection(this, connection);
        try
        {
            connection.Open();
            Recognize(store, create);
            store.Migrations.Migrate(store, address, upTo);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    });

    public override IStoreState OpenState() => PostgreSqlState.Open(address.ConnectionString);

    /// <inheritdoc/>
    public override T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PostgresException problem)
        {
            throw problem.SqlState switch
            {
                PostgresErrorCodes.LockNotAvailable => new StoreException($"another program is writing {address}", "wait for its end and try again", problem),
                PostgresErrorCodes.DiskFull => new StoreException($"there is no room left for {address}", "free some space; nothing was changed", problem),
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new StoreException($"{address} does not let this user in", $"check the name of the user and the password, which {StoreAddress.PasswordVariable} may hold, or the file that {StorePassword.FileVariable} names", problem),
                PostgresErrorCodes.InvalidCatalogName => new StoreException($"there is no database {address}", "make it first: CREATE DATABASE", problem),
                PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => new StoreException($"{address} cannot be written by this user: {problem.MessageText}", "ask who looks after the database", problem),
                PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections => Unreachable(problem),
                _ => new StoreException($"{address}: {problem.MessageText}", "nothing was changed", problem),
            };
        }
        catch (DbException problem)
        {
            throw Unreachable(problem);
        }
    }

    public override string CreateFactTable(Entity entity) => PostgreSqlFactTables.Create(entity);

    public override string AddFactColumn(Entity entity, Field field) => PostgreSqlFactTables.AddColumn(entity, field);

    public override string ClearFactTable(Entity entity) => PostgreSqlFactTables.Clear(entity.Name);

    private StoreException Unreachable(DbException problem) => new($"{address} cannot be reached, or has ended the connection: {problem.Message}", "see that the server runs, and try again; nothing was changed", problem);

    private void Recognize(StoreConnection connection, bool create)
    {
        if (connection.ExecuteScalar<long>(FindSchemaVersion) > 0)
        {
            return;
        }

        if (!create)
        {
            throw new StoreException($"there is no store in {address}", $"make one with: cahier load --data DIR --store {address} --model NAME");
        }

        if (connection.ExecuteScalar<long>(FindSchema) == 0)
        {
            throw new StoreException($"{address} has no schema in which tables could be made", "make it first, CREATE SCHEMA, or name another: ?schema=NAME");
        }

        connection.Write(() => connection.Execute(CreateSchemaVersion));
    }
}
