using Cahier.Facts.Models;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>What a store holds at the moment.</summary>
/// <param name="Hash">Known by this: the same facts loaded again have it again.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="LoadedAt">When they were loaded, in UTC.</param>
public sealed record StoreContent(string Hash, string Source, string LoadedAt);

/// <summary>
/// A store of facts and results: one set of facts of one model, and every run on it. Open one for a command and dispose of
/// it; for one thread.
/// </summary>
public sealed class FactStore : IDisposable
{
    private FactStore(StoreAddress address, StoreConnection connection, FactModel model, TimeProvider time)
    {
        Address = address;
        Connection = connection;
        Model = model;
        Time = time;
    }

    public StoreAddress Address { get; }

    public FactModel Model { get; }

    internal StoreConnection Connection { get; }

    internal TimeProvider Time { get; }

    /// <summary>Opens a store for a model.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="model">The model of its facts. A model that only adds optional fields or entities to that of the store is taken over.</param>
    /// <param name="modelText">The text of the model, for the archive.</param>
    /// <param name="create">Whether to make the store when there is none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static FactStore Open(StoreAddress address, FactModel model, string modelText, bool create, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Open(address, create, connection =>
        {
            StoreModel.Use(connection, model, modelText);
            return new FactStore(address, connection, model, time);
        });
    }

    /// <summary>Opens a store with the model that it has.</summary>
    /// <exception cref="StoreException">There is no such store, or it has no model yet, or that was altered.</exception>
    public static FactStore OpenAsItIs(StoreAddress address, TimeProvider time) =>
        Open(address, create: false, connection => new FactStore(address, connection, StoreModel.Read(connection, address), time));

    /// <summary>What facts the store holds; null when none were loaded yet.</summary>
    public StoreContent? Content() => Read(() => ContentOf(Connection));

    /// <summary>Begins to replace the facts; see <see cref="FactWriter"/>.</summary>
    public FactWriter BeginLoad() => Read(() => new FactWriter(this));

    public void Dispose() => Connection.Dispose();

    internal static StoreContent? ContentOf(StoreConnection connection) =>
        connection.QueryFirstOrDefault<(string Hash, string Source, string At)?>(connection.Sql.ReadContent) is { } found ? new StoreContent(found.Hash, found.Source, found.At) : null;

    internal T Read<T>(Func<T> work) => Connection.Database.Translate(work);

    /// <summary>Does something in one transaction: all of it is there afterwards, or nothing.</summary>
    internal T Write<T>(Func<T> work) => Read(() => Connection.Write(() =>
    {
        RefuseLaterSchema();
        return work();
    }));

    /// <summary>Refuses to write a store that a later version has brought up to date since it was opened here.</summary>
    internal void RefuseLaterSchema() => Connection.Migrations.RefuseLater(Connection, Address);

    internal string Now() => Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static FactStore Open(StoreAddress address, bool create, Func<StoreConnection, FactStore> open)
    {
        var database = StoreDatabase.At(address);
        var connection = database.Open(create);
        try
        {
            return database.Translate(() => open(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
