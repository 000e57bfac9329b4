namespace Cahier.Generator.Rooms;

/// <summary>
/// Groups and structures. Of a zone's twelve districts the first four make one IPEP group; each of the others has its own
/// structure, every second one in PEPS. They count from 1, nine a zone.
/// </summary>
internal static class Groups
{
    public const int PerZone = 9;

    private const int IpepDistricts = 4;

    public static int Count(int districts) => districts / Places.DistrictsPerZone * PerZone;

    public static int Of(int district)
    {
        var inZone = district % Places.DistrictsPerZone;
        return (district / Places.DistrictsPerZone * PerZone) + (inZone < IpepDistricts ? 1 : inZone - IpepDistricts + 2);
    }

    public static GroupKind KindOf(int group) => ((group - 1) % PerZone) switch
    {
        0 => new("cpts", "ipep", IpepDistricts),
        1 or 5 => new("sisa", "peps", 1),
        3 or 7 => new("cds", "peps", 1),
        2 => new("sisa", "none", 1),
        _ => new("practice", "none", 1),
    };

    /// <summary>The group's first district.</summary>
    public static int DistrictOf(int group)
    {
        var inZone = (group - 1) % PerZone;
        return ((group - 1) / PerZone * Places.DistrictsPerZone) + (inZone == 0 ? 0 : inZone + IpepDistricts - 1);
    }
}

/// <summary>A group's legal form, its experiment, and how many districts' teams it unites.</summary>
internal readonly record struct GroupKind(string Form, string Experiment, int Districts);
