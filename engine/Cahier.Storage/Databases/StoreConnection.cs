using System.Data.Common;
using Cahier.Facts.Models;
using Cahier.Storage.Stores;
using Dapper;

namespace Cahier.Storage.Databases;

/// <summary>An open store, with the transaction in which it is at the moment. For one thread.</summary>
internal abstract class StoreConnection(StoreDatabase database, DbConnection connection) : IDisposable
{
    public StoreDatabase Database { get; } = database;

    /// <summary>The statements in this database's own words.</summary>
    public abstract StoreStatements Sql { get; }

    /// <summary>The migrations of this kind of database, each a row of statements.</summary>
    public abstract StoreMigrations Migrations { get; }

    protected DbConnection Connection { get; } = connection;

    /// <summary>The transaction in which commands are; null outside of one, or where the database knows by itself.</summary>
    protected abstract DbTransaction? Transaction { get; }

    /// <summary>Begins a transaction that may write: there is one at a time in a store, and others wait for its end.</summary>
    public abstract void BeginWrite();

    public abstract void Commit();

    /// <summary>Takes back what the transaction did; says nothing when the database has done so itself.</summary>
    public abstract void RollBack();

    /// <summary>Writes rows to one of the store's own tables.</summary>
    public abstract IRowWriter Insert(StoredTable table);

    /// <summary>Writes rows to a fact table.</summary>
    /// <param name="entity">Whose rows.</param>
    /// <param name="columns">What is given of each, in order.</param>
    /// <param name="alone">Whether nothing else is asked of the connection until they are all written; otherwise several tables may be written in turn.</param>
    public abstract IFactRowWriter InsertFacts(Entity entity, IReadOnlyList<string> columns, bool alone);

    /// <summary>The rows of a fact table, in any order, as they stand within the transaction.</summary>
    public abstract IFactRows ReadFacts(Entity entity, IReadOnlyList<string> columns);

    /// <summary>Removes the rows of a fact table that stand in groups that a load changed, by its number.</summary>
    public abstract void ClearFactGroups(Entity entity, long load);

    /// <summary>The rows of a run in one of the store's own tables, in the order in which they were written.</summary>
    public abstract DbDataReader Rows(StoredTable table, long run);

    public int Execute(string sql, object? parameters = null) => Connection.Execute(sql, parameters, Transaction);

    public T? ExecuteScalar<T>(string sql, object? parameters = null) => Connection.ExecuteScalar<T>(sql, parameters, Transaction);

    public List<T> Query<T>(string sql, object? parameters = null) => Connection.Query<T>(sql, parameters, Transaction).AsList();

    /// <summary>Rows that are read while they are asked for; nothing else is asked of the connection until the end.</summary>
    public IEnumerable<T> Stream<T>(string sql, object? parameters = null) => Connection.Query<T>(sql, parameters, Transaction, buffered: false);

    public T? QueryFirstOrDefault<T>(string sql, object? parameters = null) => Connection.QueryFirstOrDefault<T>(sql, parameters, Transaction);

    /// <summary>Rows one after the other, with nothing of them kept.</summary>
    protected DbDataReader Reader(string sql, object parameters) => (DbDataReader)Connection.ExecuteReader(sql, parameters, Transaction);

    /// <summary>Does something in one transaction: all of it is there afterwards, or nothing.</summary>
    public T Write<T>(Func<T> work)
    {
        BeginWrite();
        try
        {
            var result = work();
            Commit();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public virtual void Dispose() => Connection.Dispose();
}
