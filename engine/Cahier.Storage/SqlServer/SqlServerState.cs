using System.Data;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>
/// A store to be read. Whether the server can hold a state still is its owner's choice, so nothing is asked of it: who reads
/// asks for the content before and afterwards, and a load in between shows.
/// </summary>
internal sealed class SqlServerState : IStoreState
{
    private readonly SqlConnection connection;

    private SqlServerState(SqlConnection connection) => this.connection = connection;

    public static SqlServerState Open(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return new SqlServerState(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public StoreContent? Content() =>
        connection.QueryFirstOrDefault<(string Hash, string Source, string At)?>(SqlServerStatements.All.ReadContent) is { } found ? new StoreContent(found.Hash, found.Source, found.At) : null;

    public IFactRows Read(Entity entity, IReadOnlyList<string> columns) => Read(connection, null, entity, columns);

    public void Dispose() => connection.Dispose();

    /// <summary>The rows of a fact table, as a connection sees them.</summary>
    internal static SqlServerFactRows Read(SqlConnection connection, SqlTransaction? transaction, Entity entity, IReadOnlyList<string> columns)
    {
        using var command = new SqlCommand(SqlServerFactTables.Select(entity.Name, columns), connection, transaction) { CommandTimeout = 0 };
        return new SqlServerFactRows(command.ExecuteReader(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult), [.. columns.Select(c => entity.Find(c)?.Kind == FieldKind.Boolean)]);
    }
}
