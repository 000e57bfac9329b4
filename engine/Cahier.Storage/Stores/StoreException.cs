namespace Cahier.Storage.Stores;

/// <summary>A store cannot be used as asked.</summary>
/// <param name="cause">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
/// <param name="inner">What the database said, if anything.</param>
public sealed class StoreException(string cause, string remedy, Exception? inner = null) : IOException($"{cause}: {remedy}", inner)
{
    public string Cause { get; } = cause;

    public string Remedy { get; } = remedy;
}
