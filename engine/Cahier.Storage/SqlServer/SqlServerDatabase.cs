using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>A store in an SQL Server database, or in what speaks as one: in the default schema of its user.</summary>
internal sealed class SqlServerDatabase(StoreAddress address) : StoreDatabase
{
    private const int LoginFailed = 18456;
    private const int CannotOpenDatabase = 4060;
    private const int Deadlock = 1205;
    private const int FileGroupFull = 1105;
    private const int LogFull = 9002;
    private const int ReadOnly = 3906;
    private const int PermissionDenied = 229;
    private const int SameKey = 2627;
    private const int SameIndexKey = 2601;
    private const int TooLong = 2628;
    private const int TooLongUnnamed = 8152;

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
            throw problem.Number switch
            {
                LoginFailed => new StoreException($"{address} does not let this user in", $"check the name of the user and the password, which {StoreAddress.PasswordVariable} may hold, or the file that {StorePassword.FileVariable} names", problem),
                CannotOpenDatabase => new StoreException($"there is no database {address}, or this user may not open it", "make it first: CREATE DATABASE", problem),
                Deadlock => new StoreException($"{address} was read or written by another program at the same time", "try again; nothing was changed", problem),
                FileGroupFull or LogFull => new StoreException($"there is no room left for {address}", "free some space; nothing was changed", problem),
                ReadOnly or PermissionDenied => new StoreException($"{address} cannot be written by this user: {problem.Message}", "ask who looks after the database", problem),

                // What the server says of these quotes the values.
                SameKey or SameIndexKey => new StoreException($"{address} would hold two rows of the same key, where texts are the same but for spaces at their end", "tell them apart in the data; nothing was changed", problem),
                TooLong or TooLongUnnamed => new StoreException($"a text is too long for its place in {address}", "shorten it; nothing was changed", problem),

                // No connection, or one that was lost, has no number of the server’s own: these lie above 50.
                <= 50 or 64 or 121 or 233 or 258 or (>= 10_000 and < 11_100) => new StoreException($"{address} cannot be reached, or has ended the connection: {problem.Message}", "see that the server runs and that the address says how to reach it, for example Encrypt=… and TrustServerCertificate=…; then try again; nothing was changed", problem),
                _ => new StoreException(FormattableString.Invariant($"{address}: {problem.Message} ({problem.Number})"), "nothing was changed", problem),
            };
        }
    }

    public override string CreateFactTable(Entity entity) => SqlServerFactTables.Create(entity);

    public override string AddFactColumn(Entity entity, Field field) => SqlServerFactTables.AddColumn(entity, field);

    public override string ClearFactTable(Entity entity) => SqlServerFactTables.Clear(entity.Name);

    public override string ClearFactGroups(Entity entity) => SqlServerFactTables.ClearGroups(entity, RowGroups.KeyOf(entity));

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
