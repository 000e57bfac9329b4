using Cahier.Generator.Drawing;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Rooms;

/// <summary>Town acts: codes and bases of the usual order, not a nomenclature; shares are invented.</summary>
internal static class ActKinds
{
    public static readonly ActKind Consultation = new("consultation", "G", 2_500, 70, Professionals.Doctor);
    public static readonly ActKind Surgeon = new("consultation", "CS", 3_000, 70, default) { ExcessPerCent = 45 };
    public static readonly ActKind Nursing = new("nursing", "AMI", 315, 60, Professionals.Nurse) { Most = 4 };
    public static readonly ActKind Physiotherapy = new("physiotherapy", "AMS", 1_613, 60, Professionals.Physiotherapist);
    public static readonly ActKind BloodCount = new("biology", "1104", 675, 60, Professionals.Laboratory);
    public static readonly ActKind Hba1c = new("biology", "1577", 675, 60, Professionals.Laboratory);
    public static readonly ActKind JointImage = new("imaging", "NEQK010", 2_128, 70, Professionals.Radiologist);
    public static readonly ActKind Scan = new("imaging", "ZCQH001", 5_054, 70, Professionals.Radiologist);
    public static readonly ActKind Transport = new("transport", "VSL", 3_140, 65, Professionals.Transporter);
    public static readonly ActKind Device = new("device", "CANNES", 2_440, 60, default);


    /// <summary>Outside the nomenclature: nothing of it is reimbursed, all of it is the professional's fee.</summary>
    public static readonly ActKind Unlisted = new("technical", "HN", 0, 0, Professionals.Doctor) { ExcessPerCent = 100 };

    public static readonly Weighted<ActKind> Ordinary = new(
        (360, Consultation),
        (30, new("home_visit", "VG", 3_500, 70, Professionals.Doctor)),
        (60, new("consultation", "CS", 3_000, 70, default) { ExcessPerCent = 35 }),
        (140, Nursing),
        (90, Physiotherapy),
        (130, BloodCount),
        (50, new("imaging", "ZBQK002", 2_128, 70, Professionals.Radiologist)),
        (25, Transport),
        (45, new("technical", "DEQP003", 1_426, 70, Professionals.Doctor)),
        (50, new("dental", "HBJD001", 2_892, 70, Professionals.Dentist)));

    public static readonly ActKind Assessment = new("assessment", "BILAN", 6_500, 100, Professionals.Dietician);
    public static readonly ActKind Dietetics = new("dietetics", "SUIVI", 2_500, 100, Professionals.Dietician);
    public static readonly ActKind Psychology = new("psychology", "SUIVI", 3_200, 100, Professionals.Psychologist);
    public static readonly ActKind Dialysis = new("dialysis", "D11", 23_000, 100, default);
    public static readonly ActKind Radiotherapy = new("radiotherapy", "ZZNL050", 9_570, 100, default);
    public static readonly ActKind HealthPlan = new("coordination", "PPS", 10_000, 100, Professionals.Doctor);
}

/// <summary>An act: nature, code, base in cents, reimbursed share in per cent, and who carries it out.</summary>
internal sealed record ActKind(string Nature, string Code, long BaseCents, int RatePerCent, (int First, int Count) Trade)
{
    public Cents Base { get; } = new(BaseCents);

    /// <summary>The largest quantity of one line.</summary>
    public int Most { get; init; } = 1;

    /// <summary>How often a fee in excess is asked.</summary>
    public int ExcessPerCent { get; init; }
}
