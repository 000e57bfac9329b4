using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.Sqlite;

namespace Cahier.Storage.Sqlite;

/// <summary>A store in one SQLite file: nothing to install, one host.</summary>
internal sealed class SqliteDatabase(StoreAddress address) : StoreDatabase
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    private string File => address.File;

    /// <inheritdoc/>
    public override StoreConnection Open(bool create, int? upTo = null)
    {
        if (Directory.Exists(File))
        {
            throw new StoreException($"{File} is a folder", "name the file of a store");
        }

        if (!create && !System.IO.File.Exists(File))
        {
            throw new StoreException($"there is no store {File}", $"make one with: cahier load --data DIR --store {File} --model NAME");
        }

        return Translate(() =>
        {
            var connection = Connect(create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
            try
            {
                Recognize(connection);
                connection.Migrations.Migrate(connection, address, upTo);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    public override IStoreState OpenState() => SqliteState.Open(File);

    /// <inheritdoc/>
    public override T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException problem)
        {
            throw problem.SqliteErrorCode switch
            {
                NoDatabase => new StoreException($"{File} is no SQLite file", "name the file of a store, or a new file", problem),
                Busy or Locked => new StoreException($"another program is writing {File}", "wait for its end and try again", problem),
                ReadOnly or CannotOpen => new StoreException($"{File} cannot be opened for writing", "check the path and its permissions", problem),
                Full => new StoreException($"there is no room left for {File}", "free some space; nothing was changed", problem),
                Corrupt => new StoreException($"{File} is damaged", "put back a copy of it, or load the data anew into a new file", problem),
                _ => new StoreException($"{File}: {problem.Message}", "nothing was changed", problem),
            };
        }
    }

    public override string CreateFactTable(Entity entity) => SqliteFactTables.Create(entity);

    public override string AddFactColumn(Entity entity, Field field) => SqliteFactTables.AddColumn(entity, field);

    public override string ClearFactTable(Entity entity) => SqliteFactTables.Clear(entity.Name);

    // The package tries again for as long as SQLite itself is told to wait.
    private SqliteStoreConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = mode, Pooling = false, DefaultTimeout = StoreWait.Seconds }.ConnectionString);
        try
        {
            connection.Open();
            var store = new SqliteStoreConnection(this, connection);
            store.Execute(SqliteConnectionSettings.Writing);
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A file becomes a store in one step: whoever comes in between, or after a kill, finds a new file or a store.
    private void Recognize(StoreConnection connection)
    {
        if (IsStore(connection))
        {
            return;
        }

        connection.Write(() =>
        {
            if (!IsStore(connection))
            {
                Begin(connection);
            }

            return true;
        });
    }

    private static bool IsStore(StoreConnection connection) => connection.ExecuteScalar<long>(SqliteConnectionSettings.ReadApplication) == SqliteConnectionSettings.Application;

    private void Begin(StoreConnection connection)
    {
        if (connection.ExecuteScalar<long>(SqliteConnectionSettings.CountTables) > 0)
        {
            throw new StoreException($"{File} is an SQLite file, but no store of cahier", "name another file");
        }

        connection.Execute(SqliteConnectionSettings.CreateSchemaVersion);
        connection.Execute(SqliteConnectionSettings.SetApplication);
    }
}
