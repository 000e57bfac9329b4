using System.Globalization;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Sqlite;

/// <summary>What SQLite is told of each connection, and by what it knows a store.</summary>
internal static class SqliteConnectionSettings
{
    /// <summary>
    /// A large cache: facts come in an order of their own, so that each lands somewhere else in an index of hundreds of megabytes, and a
    /// page that was written out in between costs more than the row. That the run of a row is there is not looked up for each row anew:
    /// it was added a moment before.
    /// </summary>
    public static string Writing { get; } = $"{Wait}; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -393216; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY";

    /// <summary>A small cache: a snapshot reads every page once. Mapped pages would be no quicker, and count as memory of every reader.</summary>
    public static string Reading { get; } = $"{Wait}; PRAGMA cache_size = -16384";

    /// <summary>The number by which a file is known as a store.</summary>
    public const long Application = 1128351826;

    public const string SetApplication = "PRAGMA application_id = 1128351826";
    public const string ReadApplication = "PRAGMA application_id";
    public const string CountTables = "SELECT count(*) FROM sqlite_master";
    public const string CreateSchemaVersion = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID";

    private static string Wait => string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {StoreWait.Milliseconds}");
}
