using System.Data;
using System.Data.Common;

namespace Cahier.Storage.Databases;

/// <summary>An open store on a server: transactions are the driver's, and one writer at a time is held by a lock that goes with the transaction, whatever becomes of its host.</summary>
internal abstract class ServerConnection<TTransaction>(StoreDatabase database, DbConnection connection) : StoreConnection(database, connection)
    where TTransaction : DbTransaction
{
    protected sealed override DbTransaction? Transaction => Current;

    /// <summary>The transaction in which commands are; null outside of one.</summary>
    protected TTransaction? Current { get; private set; }

    public sealed override void BeginWrite()
    {
        Current = (TTransaction)Connection.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            Lock();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public sealed override void Commit()
    {
        Current!.Commit();
        Current.Dispose();
        Current = null;
    }

    public sealed override void RollBack()
    {
        try
        {
            Current?.Rollback();
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException or IOException)
        {
            // The server is gone, or has ended the transaction itself.
        }
        finally
        {
            Current?.Dispose();
            Current = null;
        }
    }

    /// <summary>Waits until nobody else writes. Whoever waits longer than <see cref="StoreWait"/> says is told.</summary>
    protected abstract void Lock();
}
