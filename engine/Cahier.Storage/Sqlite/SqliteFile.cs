using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>Opens the file of a store, and says in words of the field why it cannot.</summary>
internal static class SqliteFile
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    // As long as SQLite itself is told to wait: the package tries again for as long as this.
    private const int SecondsToWait = 10;

    /// <summary>Opens a store, making or bringing up to date its own tables.</summary>
    public static SqliteConnection Open(string file, bool create)
    {
        if (Directory.Exists(file))
        {
            throw new StoreException($"{file} is a folder", "name the file of a store");
        }

        if (!create && !File.Exists(file))
        {
            throw new StoreException($"there is no store {file}", $"make one with: cahier load --data DIR --store {file} --model NAME");
        }

        return Translate(file, () =>
        {
            var connection = Connect(file, create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
            try
            {
                Recognize(connection, file);
                SqliteMigrations.Migrate(connection, SqliteMigrations.Steps.Length);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>Does something with the database; what it refuses becomes a <see cref="StoreException"/>.</summary>
    public static T Translate<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException problem)
        {
            throw problem.SqliteErrorCode switch
            {
                NoDatabase => new StoreException($"{file} is no SQLite file", "name the file of a store, or a new file", problem),
                Busy or Locked => new StoreException($"another program is writing {file}", "wait for its end and try again", problem),
                ReadOnly or CannotOpen => new StoreException($"{file} cannot be opened for writing", "check the path and its permissions", problem),
                Full => new StoreException($"there is no room left for {file}", "free some space; nothing was changed", problem),
                Corrupt => new StoreException($"{file} is damaged", "put back a copy of it, or load the data anew into a new file", problem),
                _ => new StoreException($"{file}: {problem.Message}", "nothing was changed", problem),
            };
        }
    }

    /// <summary>Takes back what a transaction did; SQLite has done so itself when a disk was full, for example.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Execute(SqliteStatements.Rollback);
        }
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = SecondsToWait }.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute(SqliteStatements.Settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A file becomes a store in one step: whoever comes in between, or after a kill, finds a new file or a store.
    private static void Recognize(SqliteConnection connection, string file)
    {
        if (!IsStore(connection))
        {
            connection.Execute(SqliteStatements.BeginWrite);
            try
            {
                if (!IsStore(connection))
                {
                    Begin(connection, file);
                }

                connection.Execute(SqliteStatements.Commit);
            }
            catch
            {
                RollBack(connection);
                throw;
            }
        }

        if (SqliteMigrations.VersionOf(connection) > SqliteMigrations.Steps.Length)
        {
            throw new StoreException($"{file} was made by a later version of cahier", "use that version");
        }
    }

    private static bool IsStore(SqliteConnection connection) => connection.ExecuteScalar<long>(SqliteStatements.ReadApplication) == SqliteStatements.Application;

    private static void Begin(SqliteConnection connection, string file)
    {
        if (connection.ExecuteScalar<long>(SqliteStatements.CountTables) > 0)
        {
            throw new StoreException($"{file} is an SQLite file, but no store of cahier", "name another file");
        }

        connection.Execute(SqliteStatements.CreateSchemaVersion);
        connection.Execute(SqliteStatements.SetApplication);
    }
}
