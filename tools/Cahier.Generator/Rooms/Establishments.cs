using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>Sixty invented hospitals, five a region, the first the largest. They are the same in every population.</summary>
internal static class Establishments
{
    public const int Count = 60;

    private static readonly Weighted<int> Sizes = new((40, 0), (25, 1), (15, 2), (12, 3), (8, 4));

    private static readonly string[] Kinds = ["public", "private", "public", "non_profit", "private"];

    public static string Kind(int establishment) => Kinds[establishment / Places.RegionCount];

    public static int RegionOf(int establishment) => establishment % Places.RegionCount;

    public static string Name(int establishment) =>
        $"Hôpital inventé {(establishment + 1).ToString("D2", System.Globalization.CultureInfo.InvariantCulture)}";

    public static bool InEds(int establishment) => establishment % 5 < 3;

    /// <summary>45 of the 60.</summary>
    public static bool InBiosimilars(int establishment) => establishment % 4 != 3;

    /// <summary>A hospital for someone of a region: nine times in ten of that region, larger ones more often.</summary>
    public static int Near(int region, ref Draw draw)
    {
        var where = draw.PerCent(92) ? region : draw.Below(Places.RegionCount);
        return where + (draw.Pick(Sizes) * Places.RegionCount);
    }

    /// <summary>The same, of those that are paid for episodes: three in five of each region.</summary>
    public static int NearInEds(int region, ref Draw draw)
    {
        var hospital = Near(region, ref draw);
        while (!InEds(hospital))
        {
            hospital = Near(region, ref draw);
        }

        return hospital;
    }

    /// <summary>One of a region's two smaller hospitals, which have rehabilitation beds.</summary>
    public static int Rehabilitation(int region, ref Draw draw) => region + (draw.Between(3, 4) * Places.RegionCount);
}
