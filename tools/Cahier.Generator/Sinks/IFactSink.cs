namespace Cahier.Generator.Sinks;

/// <summary>
/// Takes the facts of a dataset, row by row. Nothing is visible before <see cref="Complete"/>; disposing without it
/// leaves no dataset. For one thread.
/// </summary>
public interface IFactSink : IDisposable
{
    /// <summary>Opens the table of an entity; its rows then give these columns in this order.</summary>
    IFactTable Table(string entity, ReadOnlySpan<string> columns);

    /// <summary>Makes the dataset visible, whole, with a statement of what it is.</summary>
    void Complete(string statement);
}
