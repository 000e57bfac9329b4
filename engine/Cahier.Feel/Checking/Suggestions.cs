using System.Globalization;
using System.Text;

namespace Cahier.Feel.Checking;

/// <summary>Finds the name that an author probably meant.</summary>
public static class Suggestions
{
    private const int Shortest = 3;

    /// <summary>The nearest candidate by edit distance, when it is near enough to be a slip.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Min(Math.Max(1, name.Length / 3) + 1, name.Length);
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var distance = Distance(Plain(name), Plain(candidate));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        // "leng" is neither a slip nor far from "length": a name that was broken off.
        return best ?? candidates.Order(StringComparer.Ordinal)
            .FirstOrDefault(c => Math.Min(c.Length, name.Length) >= Shortest && (c.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(c, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>“did you mean x?”, or the names there are.</summary>
    public static string Remedy(string name, IEnumerable<string> candidates)
    {
        var all = candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return Nearest(name, all) is { } near
            ? $"did you mean {near}?"
            : all.Count == 0 ? "there is no name to choose from here" : $"choose one of: {string.Join(", ", all.Take(12))}{(all.Count > 12 ? "…" : "")}";
    }

    // Capitals and accents are no difference worth a guess.
    private static string Plain(string name) =>
        name.Any(char.IsSurrogate) ? name.ToLowerInvariant() : string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    // Damerau–Levenshtein with adjacent swaps.
    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
