using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>
/// Six specialists at each hospital, then fifteen professionals in each district. They count from 1, hospitals first, so
/// a larger population only adds to the list.
/// </summary>
internal static class Professionals
{
    public static readonly string[] HospitalTeam =
        ["orthopaedic_surgeon", "orthopaedic_surgeon", "orthopaedic_surgeon", "digestive_surgeon", "oncologist", "rheumatologist"];

    public static readonly string[] DistrictTeam =
    [
        "general_practitioner", "general_practitioner", "general_practitioner", "nurse", "nurse", "nurse",
        "physiotherapist", "physiotherapist", "psychologist", "dietician",
        "dentist", "pharmacist", "laboratory", "radiologist", "transporter",
    ];

    /// <summary>Of those who stand after doctors and nurses in a district's team, the first so many may belong to its group.</summary>
    public const int OthersInGroup = 4;

    /// <summary>Where a trade stands in a district's team, and how many there are.</summary>
    public static readonly (int First, int Count) Doctor = (0, 3), Nurse = (3, 3), Physiotherapist = (6, 2), Psychologist = (8, 1),
        Dietician = (9, 1), Dentist = (10, 1), Laboratory = (12, 1), Radiologist = (13, 1), Transporter = (14, 1);

    public static int FirstOf(int district) => (Establishments.Count * HospitalTeam.Length) + (district * DistrictTeam.Length) + 1;

    /// <summary>A professional of a trade, at home or, so many times in a hundred, in the neighbouring district.</summary>
    public static int Near(int district, (int First, int Count) trade, int elsewhere, ref Draw draw)
    {
        var where = draw.PerCent(elsewhere) ? district ^ 1 : district;
        return FirstOf(where) + trade.First + draw.Below(trade.Count);
    }

    /// <summary>One of a hospital's specialists: 0 to 2 orthopaedic, 3 digestive surgeon, 4 oncologist, 5 rheumatologist.</summary>
    public static int Specialist(int establishment, int place) => (establishment * HospitalTeam.Length) + place + 1;
}
