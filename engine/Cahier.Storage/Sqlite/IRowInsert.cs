namespace Cahier.Storage.Sqlite;

/// <summary>Inserts rows that were gathered.</summary>
internal interface IRowInsert : IDisposable
{
    /// <summary>Takes rows, and gives room for the next.</summary>
    SqliteRows Take(SqliteRows rows);

    /// <summary>Ends once every row is in the database.</summary>
    void Complete();
}
