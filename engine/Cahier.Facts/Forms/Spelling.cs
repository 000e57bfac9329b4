namespace Cahier.Facts.Forms;

/// <summary>Finds what an author may have meant: the nearest of the known words by letters changed, added, left out or swapped.</summary>
public static class Spelling
{
    /// <summary>The nearest word, or null when none is near. Of equally near ones the first in ordinal order.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? best = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        if (word.Length is 0 or > 100)
        {
            return null;
        }

        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            if (Math.Abs(candidate.Length - word.Length) < least && Distance(word, candidate) is var distance && distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence to put before a remedy, such as <c>did you mean 'stay'?</c>, or the list of all when it is short.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> known)
    {
        const int MostListed = 12;
        if (Nearest(word, known) is { } nearest)
        {
            return $"did you mean '{nearest}'?";
        }

        return known.Count is 0 or > MostListed ? "look up the name in the documentation" : $"use one of: {string.Join(", ", known)}";
    }

    private static int Distance(string from, string to)
    {
        var before = new int[to.Length + 1];
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + changed);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous) = (previous, current);
        }

        return previous[to.Length];
    }
}
