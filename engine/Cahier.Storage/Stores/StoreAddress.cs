namespace Cahier.Storage.Stores;

/// <summary>Where a store is. <c>default</c> is no address.</summary>
/// <param name="File">The SQLite file.</param>
public readonly record struct StoreAddress(string File)
{
    private const string Sqlite = "sqlite:";

    /// <summary>Reads <c>FILE</c> or <c>sqlite:FILE</c>.</summary>
    /// <exception cref="StoreException">It is the address of another kind of store.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.StartsWith(Sqlite, StringComparison.Ordinal))
        {
            var file = text[Sqlite.Length..];
            return file.Length > 0 ? new StoreAddress(file) : throw new StoreException("the address of the store names no file", "write sqlite:FILE");
        }

        // A letter and a colon begin a path on Windows; a longer word and a colon begin an address.
        var scheme = text.IndexOf(':', StringComparison.Ordinal);
        return scheme > 1 && text[..scheme].All(char.IsAsciiLetterOrDigit)
            ? throw new StoreException($"stores at {text[..scheme]}: are not in this build yet", "name an SQLite file: --store FILE or --store sqlite:FILE")
            : new StoreAddress(text);
    }

    public override string ToString() => File;
}
