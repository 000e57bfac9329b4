using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>A store in an SQL Server database, or in what speaks as one: in the default schema of its user.</summary>
internal sealed class SqlServerDatabase(StoreAddress address) : StoreDatabase
{
    /// <summary>Whether there is a store.</summary>
    internal const string FindSchemaVersion = "SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA_NAME() AND TABLE_NAME = N'schema_version'";

    /// <summary>Makes what is the first sign of one.</summary>
    internal const string CreateSchemaVersion = "CREATE TABLE schema_version ([version] bigint NOT NULL PRIMARY KEY)";

    /// <inheritdoc/>
    public override StoreConnection Open(bool create, int? upTo = null) => Translate(() =>
    {
        var connection = new SqlConnection(address.ConnectionString);
        var store = new SqlServerStoreConnection(this, connection, address);
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

    public override IStoreState OpenState() => SqlServerState.Open(address.ConnectionString);

    /// <inheritdoc/>
    public override T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqlException problem)
        {
            throw SqlServerProblems.Of(problem, address);
        }
    }

    public override string CreateFactTable(Entity entity) => SqlServerFactTables.Create(entity);

    public override string AddFactColumn(Entity entity, Field field) => SqlServerFactTables.AddColumn(entity, field);

    public override string ClearFactTable(Entity entity) => SqlServerFactTables.Clear(entity.Name);

    private void Recognize(StoreConnection connection, bool create)
    {
        if (connection.ExecuteScalar<long>(FindSchemaVersion) > 0)
        {
            return;
        }

        if (!create)
        {
            throw new StoreException($"there is no store in {address}", $"make one with: cahier load --data DIR --store \"sqlserver:…\" --model NAME");
        }

        connection.Write(() => connection.ExecuteScalar<long>(FindSchemaVersion) > 0 ? 0 : connection.Execute(CreateSchemaVersion));
    }
}
