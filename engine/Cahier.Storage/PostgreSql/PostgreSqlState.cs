using System.Data;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Dapper;
using Npgsql;

namespace Cahier.Storage.PostgreSql;

/// <summary>One state of a store: a transaction that sees what was there at its first look, and nothing of what came later.</summary>
internal sealed class PostgreSqlState : IStoreState
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PostgreSqlState(NpgsqlConnection connection)
    {
        this.connection = connection;
        transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
    }

    public static PostgreSqlState Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            return new PostgreSqlState(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public StoreContent? Content() =>
        connection.QueryFirstOrDefault<(string Hash, string Source, string At)?>(PostgreSqlStatements.All.ReadContent, transaction: transaction) is { } found ? new StoreContent(found.Hash, found.Source, found.At) : null;

    public IFactRows Read(Entity entity, IReadOnlyList<string> columns) => Read(connection, entity, columns);

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    /// <summary>The rows of a fact table, as a connection sees them.</summary>
    internal static PostgreSqlFactRows Read(NpgsqlConnection connection, Entity entity, IReadOnlyList<string> columns) =>
        new(connection.BeginRawBinaryCopy(PostgreSqlFactTables.Select(entity.Name, columns)), [.. columns.Select(c => entity.Find(c)?.Kind == FieldKind.Boolean)]);
}
