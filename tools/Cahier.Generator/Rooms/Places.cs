using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>
/// Where people live. Twelve districts make a zone of 24 000 people and lie in three regions, four each; a new zone opens
/// every 24 000 people, up to 42, and then people move in with the first ones. So places never depend on how many people
/// are asked for. Regions bear the names of France's; districts, departments, communes and territories are invented.
/// </summary>
internal static class Places
{
    public const int PeoplePerZone = 24_000;
    public const int DistrictsPerZone = 12;
    public const int CommunesPerDistrict = 4;

    private const int MostZones = 42;

    private static readonly string[] Regions =
    [
        "Île-de-France", "Hauts-de-France", "Grand Est", "Normandie", "Bretagne", "Pays de la Loire",
        "Centre-Val de Loire", "Bourgogne-Franche-Comté", "Auvergne-Rhône-Alpes", "Nouvelle-Aquitaine", "Occitanie", "Provence-Alpes-Côte d'Azur",
    ];

    private static readonly Weighted<int> CommuneSizes = new((50, 0), (25, 1), (15, 2), (10, 3));

    private static readonly string[] Departments = Names("D", 3, MostZones * 3);

    private static readonly string[] TerritoryNames = Names("T", 4, MostZones * DistrictsPerZone * 2);

    public static int RegionCount => Regions.Length;

    public static string Region(int region) => Regions[region];

    public static int District(long number) =>
        (int)(((number - 1) / PeoplePerZone % MostZones * DistrictsPerZone) + ((number - 1) % DistrictsPerZone));

    public static int Districts(int people) =>
        Math.Min(((people - 1) / PeoplePerZone) + 1, MostZones) * DistrictsPerZone;

    public static int RegionOf(int district) => district / 4 % Regions.Length;

    /// <summary>The commune's place, from 0.</summary>
    public static int Commune(int district, ref Draw draw) => (district * CommunesPerDistrict) + draw.Pick(CommuneSizes);

    public static string Department(int district) => Departments[district / 4];

    /// <summary>Two communes of a district share a territory.</summary>
    public static string Territory(int commune) => TerritoryAt(commune / 2);

    public static string TerritoryAt(int place) => TerritoryNames[place];

    public static bool IsPoor(int seed, int commune) => new Draw(seed, commune, Room.Places).PerCent(20);

    private static string[] Names(string letter, int digits, int count) =>
        [.. Enumerable.Range(1, count).Select(n => letter + n.ToString("D" + digits, System.Globalization.CultureInfo.InvariantCulture))];
}
