using Cahier.Rules.Versions;

namespace Cahier.Service.Requests;

/// <summary>What requests ask for beside their address.</summary>
internal static class Query
{
    /// <summary>One of some words.</summary>
    /// <exception cref="Refusal">It is none of them.</exception>
    public static string Choice(string name, string value, params ReadOnlySpan<string> words) =>
        words.Contains(value) ? value : throw Refusal.BadQuery(name, $"it is one of {string.Join(", ", words.ToArray())}");

    /// <summary>Some days.</summary>
    /// <exception cref="Refusal">It is no period.</exception>
    public static Period Period(string? value) =>
        Rules.Versions.Period.TryParse(value, out var period) ? period : throw Refusal.BadQuery("period", "write 2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30");

    /// <summary>How many rows are asked for.</summary>
    /// <exception cref="Refusal">It is none, or more than may be.</exception>
    public static int Take(int? value, int most) => value switch
    {
        null => most,
        >= 1 when value <= most => value.Value,
        _ => throw Refusal.BadQuery("take", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it is a whole number from 1 to {most}")),
    };

    /// <summary>After which place to go on.</summary>
    /// <exception cref="Refusal">It is below 0.</exception>
    public static long After(long? value) => value switch
    {
        null => 0,
        >= 0 => value.Value,
        _ => throw Refusal.BadQuery("after", "it is 0, or what the page before gave as next"),
    };
}
