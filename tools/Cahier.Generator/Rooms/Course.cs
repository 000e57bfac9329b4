using Cahier.Generator.Drawing;

namespace Cahier.Generator.Rooms;

/// <summary>What happens around one operation: all that the rules of the bundled payment look at.</summary>
internal readonly record struct Course()
{
    public string EntryMode { get; init; } = "home";

    public bool Emergency { get; init; }

    /// <summary>The hospital is one that is paid for episodes; otherwise it may be.</summary>
    public bool InEds { get; init; }

    public bool Death { get; init; }

    public bool Palliative { get; init; }

    /// <summary>Days before this one that a similar operation was done.</summary>
    public int? EarlierDays { get; init; }

    /// <summary>A diagnosis that is not the episode's.</summary>
    public bool OtherDiagnosis { get; init; }

    /// <summary>The diagnosis is missing.</summary>
    public bool NoDiagnosis { get; init; }

    public bool Total { get; init; }

    public bool Readmission { get; init; }

    public bool Revision { get; init; }

    /// <summary>The stay is for a complication of an earlier one.</summary>
    public bool Complication { get; init; }

    private static readonly Weighted<string> EntryModes = new((950, "home"), (25, "transfer"), (25, "mutation"));

    public static Course Drawn(Operation operation, ref Draw draw) => new()
    {
        EntryMode = draw.Pick(EntryModes),
        Emergency = draw.PerThousand(operation.EmergencyPerThousand),
        Death = draw.PerThousand(7),
        Palliative = draw.PerThousand(operation.PalliativePerThousand),
        EarlierDays = draw.PerThousand(30) ? draw.Between(100, 500) : null,
        OtherDiagnosis = operation.OtherDiagnoses.Length > 0 && draw.PerCent(25),
        NoDiagnosis = draw.PerThousand(8),
        Total = draw.PerThousand(operation.TotalPerThousand),
        Readmission = draw.PerThousand(operation.ReadmissionPerThousand),
        Revision = draw.PerThousand(operation.RevisionPerThousand),
    };
}
