using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>Territories, two a district, and the shares measured of their population each year: every one has its level, which drifts a little.</summary>
internal static class Territories
{
    public const int PerDistrict = 2;

    /// <summary>What is measured, as the model names it.</summary>
    public static readonly string[] Measured =
    [
        "attending_doctor_share", "readmitted_30d", "avoidable_stays", "polymedication",
        "diabetes_followed", "precarious_followed", "elderly_followed", "emergency_stays",
    ];

    // Lowest and highest level of each share, in thousandths.
    private static readonly (int Low, int High)[] Levels =
        [(780, 960), (40, 160), (5, 40), (60, 260), (350, 800), (500, 900), (450, 900), (20, 110)];

    public static string InYear(int territory, int year) => FormattableString.Invariant($"{Places.TerritoryAt(territory)}-{year}");

    /// <summary>The shares of a territory in a year, in thousandths; one in a hundred was not measured.</summary>
    public static int?[] Figures(int seed, int territory, int year)
    {
        var level = new Draw(seed, territory, Room.Territories);
        var drift = new Draw(seed, (territory * 10_000L) + year, Room.Territories);
        var figures = new int?[Levels.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            var share = level.Between(Levels[i]) + drift.Between(-5, 5);
            figures[i] = drift.PerCent(1) ? null : Math.Max(0, share);
        }

        return figures;
    }
}
