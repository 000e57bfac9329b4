using Cahier.Facts.Models;
using Cahier.Storage.PostgreSql;
using Cahier.Storage.Sqlite;
using Cahier.Storage.SqlServer;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Databases;

/// <summary>
/// What a kind of database gives a store. There are three, each in a folder of its own whose files have the same parts; all
/// that a store does is said once, in <c>Stores</c>, on these.
/// </summary>
internal abstract class StoreDatabase
{
    /// <summary>The database at an address.</summary>
    public static StoreDatabase At(StoreAddress address) => address.Kind switch
    {
        StoreKind.PostgreSql => new PostgreSqlDatabase(address),
        StoreKind.SqlServer => new SqlServerDatabase(address),
        _ => new SqliteDatabase(address),
    };

    /// <summary>Opens the store, making or bringing up to date its own tables.</summary>
    /// <param name="create">Whether to make it when there is none.</param>
    /// <param name="upTo">The last migration to take; null for all.</param>
    /// <exception cref="StoreException">It cannot be opened, or there is none, or it was made by a later version.</exception>
    public abstract StoreConnection Open(bool create, int? upTo = null);

    /// <summary>Opens one state of the store for reading facts, beside what else is done.</summary>
    public abstract IStoreState OpenState();

    /// <summary>Does something with the database; what it refuses becomes a <see cref="StoreException"/>.</summary>
    public abstract T Translate<T>(Func<T> work);

    /// <summary>The word for a fact table that does not exist, to be executed.</summary>
    public abstract string CreateFactTable(Entity entity);

    /// <summary>Adds the column of an optional field.</summary>
    public abstract string AddFactColumn(Entity entity, Field field);

    /// <summary>Removes every row of a fact table.</summary>
    public abstract string ClearFactTable(Entity entity);
}
