namespace Cahier.Generator.Rooms;

/// <summary>
/// Groups and structures. Of a zone's twelve districts the first four make one IPEP group; each of the others has its own
/// structure. They count from 1, nine a zone. In every second zone, the first among them, are some that an experiment
/// does not take, or not yet, each for one reason: without them its rules would have nobody to turn away.
/// </summary>
internal static class Groups
{
    public const int PerZone = 9;

    private const int IpepDistricts = 4;

    private static readonly GroupKind[] Usual =
    [
        new("cpts", "ipep", IpepDistricts), new("sisa", "peps", 1), new("sisa", "none", 1), new("cds", "peps", 1), new("practice", "none", 1),
        new("sisa", "peps", 1), new("practice", "none", 1), new("cds", "peps", 1), new("practice", "none", 1),
    ];

    private static readonly GroupKind[] WithMisfits =
    [
        Usual[0],
        Usual[1],
        new("cpts", "ipep", 1) { IsLate = true },
        new("cds", "peps", 1) { IsLate = true, FewPatients = true },
        new("practice", "peps", 1),
        new("sisa", "peps", 1) { Doctors = 2 },
        new("sisa", "peps", 1) { Nurses = 0 },
        new("practice", "none", 1),
        new("cds", "peps", 1) { Nurses = 1, Others = 0 },
    ];

    public static int Count(int districts) => districts / Places.DistrictsPerZone * PerZone;

    public static int Of(int district)
    {
        var inZone = district % Places.DistrictsPerZone;
        return (district / Places.DistrictsPerZone * PerZone) + (inZone < IpepDistricts ? 1 : inZone - IpepDistricts + 2);
    }

    /// <summary>The group of one of a district's team, by his place in it; none for those whom it has not taken in.</summary>
    public static int? Of(int district, int place) => KindOf(Of(district)).Has(place) ? Of(district) : null;

    public static GroupKind KindOf(int group) => ((group - 1) / PerZone % 2 == 0 ? WithMisfits : Usual)[(group - 1) % PerZone];

    /// <summary>The group's first district.</summary>
    public static int DistrictOf(int group)
    {
        var inZone = (group - 1) % PerZone;
        return ((group - 1) / PerZone * Places.DistrictsPerZone) + (inZone == 0 ? 0 : inZone + IpepDistricts - 1);
    }
}

/// <summary>A group's legal form, its experiment, and how many districts' teams it unites.</summary>
internal readonly record struct GroupKind(string Form, string Experiment, int Districts)
{
    /// <summary>General practitioners of a district that belong to it, then nurses, then others.</summary>
    public int Doctors { get; init; } = Professionals.Doctor.Count;

    public int Nurses { get; init; } = Professionals.Nurse.Count;

    public int Others { get; init; } = Professionals.OthersInGroup;

    /// <summary>Whether it enters its experiment in the middle of the last year but one, and not of the first.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether most of its people have their doctor next door.</summary>
    public bool FewPatients { get; init; }

    public int Team => Doctors + Nurses + Others;

    /// <summary>Whether someone belongs to it, by his place in the team of a district.</summary>
    public bool Has(int place) =>
        place < Professionals.Nurse.First ? place < Doctors
        : place < Professionals.Physiotherapist.First ? place - Professionals.Nurse.First < Nurses
        : place - Professionals.Physiotherapist.First < Others;
}
