using Cahier.Generator.Sinks;

namespace Cahier.Generator.Rooms;

/// <summary>
/// What a stay in a group is worth: a price, less so much a night below the low bound, more so much a night above the
/// high one, as in the French tariff per activity.
/// </summary>
internal sealed record Tariff(string Group, int? Ghs, int Low, int High, Cents Price, Cents PerNightBelow, Cents PerNightAbove)
{
    /// <summary>The group without its level: the first five characters.</summary>
    public string Root { get; } = Group[..5];

    /// <summary>The GHS number as text, missing for SSR and HAD.</summary>
    public string? GhsText { get; } = Ghs?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The level, 1 when the group has none.</summary>
    public string Severity { get; } = Group.Length == 6 && Group[5] is >= '1' and <= '4' ? Group[5..] : "1";

    /// <summary>A group paid by the night only.</summary>
    public static Tariff ByNight(string group, long cents) => new(group, null, 0, 0, default, default, new(cents));

    /// <summary>A group with one price whatever the length.</summary>
    public static Tariff Flat(string group, int ghs, long cents) => new(group, ghs, 0, 60, new(cents), default, default);

    public Cents Worth(int nights) =>
        Price + (PerNightAbove * Math.Max(0, nights - High)) + (PerNightBelow * -Math.Max(0, Low - nights));
}
