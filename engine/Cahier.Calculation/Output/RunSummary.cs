using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Cahier.Calculation.Output;

/// <summary>A run in figures: what <c>summary.json</c> holds. All but <see cref="Timings"/> and <see cref="PeakMemoryMb"/> is the same whenever the run is repeated.</summary>
public sealed record RunSummary
{
    public required string Cahier { get; init; }

    public required string Version { get; init; }

    /// <summary>draft, published or withdrawn.</summary>
    public required string Status { get; init; }

    public required DayRange Period { get; init; }

    public required string RuleHash { get; init; }

    public required string SnapshotHash { get; init; }

    public required string Model { get; init; }

    public required string ModelHash { get; init; }

    public required string EngineVersion { get; init; }

    /// <summary>SHA-256 over the tables of results and this summary without timings; empty until the tables are written.</summary>
    public string ResultHash { get; init; } = "";

    /// <summary>parts, when <see cref="ResultHash"/> is found of the hashes of parts of tables; none of runs from before that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultForm { get; init; }

    public required int Units { get; init; }

    public required int Participants { get; init; }

    public required DecisionCounts Decisions { get; init; }

    /// <summary>Every rule in the order of the text.</summary>
    public required ImmutableArray<RuleCounts> Rules { get; init; }

    /// <summary>Every payment line, those of units first.</summary>
    public required ImmutableArray<LineTotal> Totals { get; init; }

    /// <summary>What is missing, by field, where most money hangs on it first.</summary>
    public required ImmutableArray<MissingTotal> Unknown { get; init; }

    /// <summary>What the payment lines of undetermined units would come to together, as far as that is known.</summary>
    public required ImmutableArray<Stake> AtStake { get; init; }

    /// <summary>Rows that could be units but have no date.</summary>
    public required int UndatedUnits { get; init; }

    public required long RejectedRows { get; init; }

    public required ImmutableArray<EntityCount> RowsRead { get; init; }

    public StepTimings? Timings { get; init; }

    public long? PeakMemoryMb { get; init; }
}

/// <summary>The days of a run, both included, as YYYY-MM-DD.</summary>
public sealed record DayRange(string From, string To);

/// <summary>How many units were decided each way.</summary>
public sealed record DecisionCounts(int Included, int NotEligible, int Excluded, int Undetermined);

/// <summary>How often a rule was true, false and unknown.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Part">eligibility or exclusion.</param>
public sealed record RuleCounts(string Id, string Part, int True, int False, int Unknown);

/// <summary>What a payment line comes to.</summary>
/// <param name="Line">The line.</param>
/// <param name="Per">unit or participant.</param>
/// <param name="Amount">The sum of the known amounts; null when it is too large for a number.</param>
/// <param name="Currency">For example EUR.</param>
/// <param name="Known">Of how many amounts.</param>
/// <param name="Unknown">How many more could not be calculated.</param>
public sealed record LineTotal(string Line, string Per, decimal? Amount, string Currency, int Known, int Unknown);

/// <summary>A field that is missing somewhere, and what hangs on it.</summary>
/// <param name="Entity">The entity; empty when no fact is missing but a calculation has no result.</param>
/// <param name="Field">The field, or what has no result.</param>
/// <param name="Outcomes">How many rules, indicators and amounts are unknown because of it.</param>
/// <param name="Units">How many undetermined units wait for it.</param>
/// <param name="AtStake">What these would be paid, as far as that is known.</param>
public sealed record MissingTotal(string Entity, string Field, int Outcomes, int Units, decimal AtStake);

/// <summary>An amount that hangs on missing facts.</summary>
public sealed record Stake(decimal Amount, string Currency);

/// <summary>How long each step took, in milliseconds: reading facts, building the snapshot, rules, calculating, writing.</summary>
public sealed record StepTimings(long Load, long Snapshot, long Compile, long Evaluate, long Write);
