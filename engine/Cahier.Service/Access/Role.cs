namespace Cahier.Service.Access;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Reads cahiers and results, and tries cases.</summary>
    Reader = 1,

    /// <summary>Writes cahiers: tries drafts on the facts of the store.</summary>
    Editor = 2,

    /// <summary>Puts cahiers in force.</summary>
    Publisher = 3,

    /// <summary>Runs the service and what it calculates.</summary>
    Operator = 4,
}

/// <summary>The words for roles.</summary>
public static class Roles
{
    /// <summary>Every role by its word, from the one that may do least.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<Role>().Select(Word)];

    public static string Word(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>The role of a word; null when it is none.</summary>
    public static Role? Find(string? word) => Enum.GetValues<Role>().Where(r => Word(r) == word).Select(r => (Role?)r).FirstOrDefault();
}
