using Cahier.Facts.Models;
using Cahier.Storage.Rows;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Databases;

/// <summary>A store as it stood at one moment, to be read by one thread. Whoever loads it meanwhile is not seen, or found by asking for the content again.</summary>
internal interface IStoreState : IDisposable
{
    /// <summary>What facts the store holds in this state.</summary>
    StoreContent? Content();

    /// <summary>The rows of a fact table, in any order.</summary>
    IFactRows Read(Entity entity, IReadOnlyList<string> columns);
}

/// <summary>Rows of a fact table, one after the other.</summary>
internal interface IFactRows : ISourceRow, IDisposable
{
    /// <summary>Goes on to the next row; says whether there is one.</summary>
    bool Read();
}
