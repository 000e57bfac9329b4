using System.Collections.Immutable;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Results;

/// <summary>Something that could not be decided or calculated, with what is missing and the money that hangs on it.</summary>
/// <param name="Unit">The unit's key; null for a participant, or a row of a cohort value.</param>
/// <param name="Participant">The participant; null when it is itself unknown, or what is unknown is nobody's.</param>
/// <param name="What">The rule, indicator, line or cohort value.</param>
/// <param name="Causes">What is missing.</param>
/// <param name="AtStake">What the unit's payment lines would come to if it were included; null when that is unknown too.</param>
public sealed record UnknownOutcome(string? Unit, string? Participant, string What, ImmutableArray<UnknownCause> Causes, decimal? AtStake);

/// <summary>All that a run found.</summary>
public sealed record RunResult
{
    internal RunResult() { }

    public required CheckedRuleSet RuleSet { get; init; }

    public required Snapshot Snapshot { get; init; }

    public required Date From { get; init; }

    public required Date To { get; init; }

    public required UnitResults Units { get; init; }

    public required ParticipantResults Participants { get; init; }

    /// <summary>In the order of units, then participants, then cohort values.</summary>
    public ImmutableArray<UnknownOutcome> Unknown => FoundUnknown.Value;

    /// <summary>Rows of the unit's entity whose date is missing: no period can be found for them.</summary>
    public required ImmutableArray<string> Undated { get; init; }

    /// <summary>What is kept of the units for other runs; null when that was not asked for, or nothing of the cahier is worth it.</summary>
    public KeptUnits? Kept => Frame.Kept;

    internal Lazy<ImmutableArray<UnknownOutcome>> FoundUnknown { get; init; } = null!;

    /// <summary>What it takes over of a former run: then only units of bundles that are not the same are at hand, with figures of all; null when it found all itself.</summary>
    internal CarriedFigures? Carried => Frame.Carried;

    /// <summary>What explanations read again.</summary>
    internal RunFrame Frame { get; init; } = null!;

    /// <summary>A value of a unit. For a unit that is not paid for, one that judging does not read is found only now.</summary>
    internal FeelValue ValueOf(CheckedValue value, int unit) => Units.Find(value.Symbol) is { } column && column.IsKnown(unit)
        ? column.Value(unit)
        : PlaceGlobals.Of(Frame, LoopKind.Units, unit).Read(value.Symbol);
}
