namespace Cahier.Storage.Stores;

/// <summary>The password of a store in a server, where its address says none: of a variable, or of a file, as containers are given theirs.</summary>
internal static class StorePassword
{
    /// <summary>The variable that names the file.</summary>
    public const string FileVariable = StoreAddress.PasswordVariable + "_FILE";

    /// <summary>The password; null when neither is said.</summary>
    /// <param name="environment">Gives a variable of the environment.</param>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public static string? Find(Func<string, string?> environment) =>
        environment(StoreAddress.PasswordVariable) ?? (environment(FileVariable) is { Length: > 0 } file ? Read(file) : null);

    // Whoever writes such a file ends its line; no password does.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the password of the store cannot be read: {problem.Message}", $"name its file with {FileVariable}, and let this user read it", problem);
        }
    }
}
