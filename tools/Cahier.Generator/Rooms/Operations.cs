using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>
/// The operations of the bundled payment and their neighbours, with the public-sector tariffs of the file dated
/// 2026-09-24 for 08C24, 08C48 and 06C04. All else is invented: tariffs of 08C47 and 08C22, frequencies (far denser than
/// in France, so that small populations have enough cases), lengths and odds.
/// </summary>
internal static class Operations
{
    // People in ten thousand over three years, by band of ten years: about 2 %, 1.5 % and 0.6 % of all.
    private static readonly int[] HipPer10000 = [0, 0, 2, 8, 40, 200, 500, 800, 700, 200];
    private static readonly int[] KneePer10000 = [0, 0, 0, 4, 20, 150, 420, 640, 450, 80];
    private static readonly int[] ColonPer10000 = [0, 1, 3, 8, 20, 55, 150, 240, 250, 120];
    private static readonly int[] TraumaPer10000 = [0, 0, 1, 1, 3, 8, 25, 70, 220, 400];
    private static readonly int[] RevisionPer10000 = [0, 0, 0, 1, 3, 8, 25, 45, 45, 20];

    // Nights by level.
    private static readonly (int, int)[] JointNights = [(2, 6), (4, 10), (7, 20), (4, 60)];
    private static readonly (int, int)[] ColonNights = [(4, 10), (6, 17), (9, 35), (4, 70)];

    public static readonly Operation Hip = new("NEKA020", HipPer10000, JointNights, ["M161", "M160", "M169", "M870"], UsualBand: 7)
    {
        Tariffs = [Row("08C481", 2885, 0, 10, 565451, 0, 14001), Row("08C482", 2886, 0, 13, 631171, 0, 13437), Row("08C483", 2887, 0, 18, 753392, 0, 11949), Row("08C484", 2888, 6, 55, 1195553, 49129, 45547)],
        RehabilitationPerCent = 30,
        ReadmissionPerThousand = 100,
        RevisionPerThousand = 10,
        AgainPerThousand = 30,
    };

    public static readonly Operation Knee = new("NFKA007", KneePer10000, JointNights, ["M171", "M170", "M179"], UsualBand: 7)
    {
        Tariffs = [Row("08C241", 2783, 0, 11, 626233, 0, 14987), Row("08C242", 2784, 0, 13, 700371, 0, 13761), Row("08C243", 2785, 0, 19, 801776, 0, 13133), Row("08C244", 2786, 6, 49, 1195755, 43775, 50927)],
        RehabilitationPerCent = 35,
        ReadmissionPerThousand = 100,
        RevisionPerThousand = 8,
        AgainPerThousand = 30,
    };

    public static readonly Operation Colon = new("HHFA009", ColonPer10000, ColonNights, ["C182", "C187", "C180", "C184", "C189"], UsualBand: 6)
    {
        Tariffs = [Row("06C041", 1939, 0, 13, 692335, 0, 21646), Row("06C042", 1940, 0, 18, 912550, 0, 19360), Row("06C043", 1941, 0, 32, 1204218, 0, 18772), Row("06C044", 1942, 6, 67, 1861236, 73002, 46909)],
        OtherDiagnoses = ["K572", "K573", "D120", "K565", "K501"],
        RehabilitationPerCent = 10,
        ReadmissionPerThousand = 140,
        EmergencyPerThousand = 150,
        TotalPerThousand = 40,
        PalliativePerThousand = 40,
        ChemotherapyPerCent = 35,
        AgainPerThousand = 60,
    };

    public static readonly Operation HipAfterTrauma = new("NEKA011", TraumaPer10000, JointNights, ["S7200", "S7210"], UsualBand: 8)
    {
        Tariffs = [Row("08C471", 2881, 0, 14, 620000, 0, 14000), Row("08C472", 2882, 0, 18, 720000, 0, 13500), Row("08C473", 2883, 0, 25, 840000, 0, 12500), Row("08C474", 2884, 6, 55, 1210000, 45000, 45000)],
        Trauma = true,
        RehabilitationPerCent = 60,
        ReadmissionPerThousand = 120,
        EmergencyPerThousand = 900,
    };

    public static readonly Operation Revision = new("NEKA004", RevisionPer10000, JointNights, ["T840", "T845"], UsualBand: 7)
    {
        Tariffs = [Row("08C221", 2771, 0, 14, 780000, 0, 15000), Row("08C222", 2772, 0, 20, 910000, 0, 14500), Row("08C223", 2773, 0, 30, 1180000, 0, 14000), Row("08C224", 2774, 6, 60, 1650000, 50000, 48000)],
        RehabilitationPerCent = 35,
        ReadmissionPerThousand = 120,
    };

    public static readonly Operation[] All = [Hip, Knee, Colon, HipAfterTrauma, Revision];

    /// <summary>Place of the level in the tables above, 0 to 3.</summary>
    public static readonly Weighted<int> Levels = new((60, 0), (25, 1), (11, 2), (4, 3));

    private static Tariff Row(string ghm, int ghs, int low, int high, long price, long below, long above) =>
        new(ghm, ghs, low, high, new(price), new(below), new(above));
}

/// <summary>An operation: procedure, people in ten thousand by band, nights by level, diagnoses, and the odds of its course.</summary>
internal sealed record Operation(string Procedure, int[] Per10000, (int, int)[] Nights, string[] Diagnoses, int UsualBand)
{
    public required Tariff[] Tariffs { get; init; }

    /// <summary>Diagnoses of the same group that are not the episode's: colectomy without cancer.</summary>
    public string[] OtherDiagnoses { get; init; } = [];

    public bool Trauma { get; init; }

    public int RehabilitationPerCent { get; init; }

    public int ReadmissionPerThousand { get; init; }

    public int RevisionPerThousand { get; init; }

    public int EmergencyPerThousand { get; init; } = 110;

    public int TotalPerThousand { get; init; }

    public int PalliativePerThousand { get; init; } = 5;

    public int ChemotherapyPerCent { get; init; }

    /// <summary>How often the same place is operated again.</summary>
    public int AgainPerThousand { get; init; }

    /// <summary>The operation that is then done: a joint is revised, the colon operated as before.</summary>
    public Operation Again => this == Operations.Colon ? this : Operations.Revision;
}
