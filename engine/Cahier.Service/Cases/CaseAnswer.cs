using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cahier.Service.Cases;

/// <summary>What is decided, measured and paid in a case. Values are as rules write them, numbers and amounts decimals in text.</summary>
/// <param name="Undated">Units without a date, for which no period can be found.</param>
internal sealed record CaseAnswer(
    string Cahier,
    string Version,
    string Status,
    string From,
    string To,
    string RuleHash,
    string EngineVersion,
    ImmutableArray<UnitAnswer> Units,
    ImmutableArray<ParticipantAnswer> Participants,
    ImmutableArray<UnknownAnswer> Unknown,
    ImmutableArray<string> Undated);

/// <summary>A unit.</summary>
/// <param name="Decision">included, not eligible, excluded or undetermined.</param>
/// <param name="Rules">The outcome of every rule: true, false, or null for unknown.</param>
internal sealed record UnitAnswer(string Unit, string? Participant, string Date, string Decision, ImmutableSortedDictionary<string, bool?> Rules, ImmutableSortedDictionary<string, string?> Values, ImmutableArray<LineAnswer> Lines)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Explanation { get; init; }
}

/// <summary>A participant.</summary>
internal sealed record ParticipantAnswer(string Participant, ImmutableArray<IndicatorAnswer> Indicators, ImmutableArray<LineAnswer> Lines)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Explanation { get; init; }
}

/// <summary>An amount.</summary>
/// <param name="Amount">Null when it is unknown.</param>
internal sealed record LineAnswer(string Line, string? Amount, string Currency);

/// <summary>An indicator of a participant; what is unknown is null.</summary>
internal sealed record IndicatorAnswer(string Indicator, string? Numerator, string? Denominator, string? Value);

/// <summary>Something that could not be decided or calculated, and which facts are missing.</summary>
internal sealed record UnknownAnswer(string? Unit, string? Participant, string What, ImmutableArray<MissingAnswer> Missing);

/// <summary>A fact that is missing, or the reason why there is no result.</summary>
internal sealed record MissingAnswer(string? Entity, string? Key, string? Field, string? Reason);
