using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Lives;

/// <summary>A stay; its entry date is its place in <see cref="Life.Stays"/>.</summary>
internal record struct Stay()
{
    public required StayKind Kind { get; init; }

    public required Tariff Tariff { get; init; }

    /// <summary>Place of the establishment, from 0.</summary>
    public required int Establishment { get; init; }

    public required DateOnly Entry { get; init; }

    public required DateOnly Exit { get; set; }

    public required Cents Cost { get; init; }

    /// <summary>The operation, when it is one; <c>null</c> for medical stays, sessions, SSR and HAD.</summary>
    public Operation? Operation { get; init; }

    /// <summary>The day after entry, or the day of entry in an emergency.</summary>
    public readonly DateOnly? SurgeryDate => Operation is null ? null : Emergency ? Entry : Entry.AddDays(1);

    public string? Diagnosis { get; init; }

    public string EntryMode { get; init; } = "home";

    public bool Emergency { get; init; }

    public string ExitMode { get; set; } = "home";

    public string? ExitTo { get; set; }

    public bool Palliative { get; init; }

    public bool TotalColectomy { get; init; }

    public bool? RecentTrauma { get; init; }

    public bool? Planned { get; init; }

    public bool? Complication { get; init; }

    /// <summary>1 to 4, or missing.</summary>
    public int? Asa { get; init; }

    public int? IntensiveCareDays { get; init; }
}

/// <summary>The field of the PMSI: acute care, rehabilitation, hospital at home.</summary>
internal enum StayKind
{
    MCO,
    SSR,
    HAD,
}
