namespace Cahier.Rules.Checking;

/// <summary>In a column of texts or codes, a cell may hold the text itself without quotes, or several with commas: <c>T1, T2</c>.</summary>
internal static class PlainWords
{
    /// <summary>Whether the text is one word of letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, and none that the language knows.</summary>
    public static bool IsWord(string text) =>
        text.Length > 0
        && text != "-"
        && text is not ("null" or "true" or "false")
        && !text.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>The cell with its words in quotes, or null when it holds anything else.</summary>
    public static string? Quote(string cell)
    {
        var parts = cell.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(parts, IsWord) ? string.Join(", ", parts.Select(p => $"\"{p}\"")) : null;
    }

    private static System.Buffers.SearchValues<char> Letters { get; } = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
}
