namespace Cahier.Storage.Stores;

/// <summary>How the rows of an entity differ from those that a store held. Rows without a key are told apart by all that they hold: none of them is changed, one goes and another is added.</summary>
/// <param name="Entity">Which.</param>
/// <param name="Added">Rows that were not there.</param>
/// <param name="Changed">Rows that hold something else.</param>
/// <param name="Gone">Rows that are no longer there.</param>
public sealed record EntityChange(string Entity, long Added, long Changed, long Gone)
{
    public bool IsNone => Added == 0 && Changed == 0 && Gone == 0;
}
