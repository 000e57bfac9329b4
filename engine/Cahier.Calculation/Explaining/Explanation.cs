using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Facts.Models;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Explaining;

/// <summary>A fact that was read.</summary>
public sealed record FactRead(string Entity, string Key, string Field, FeelValue Value);

/// <summary>A parameter that was read: the value in force, since when, and where it comes from.</summary>
public sealed record ParameterRead(string Name, Label Label, FeelValue Value, Date? Since, string? Unit, string? Basis, string? Source);

/// <summary>A named value that was read, and how it is found.</summary>
public sealed record ValueRead(string Name, Label Label, FeelValue Value, string Expression);

/// <summary>A table that was asked: its inputs, the rows that matched (from 1) and its answer.</summary>
public sealed record TableRead(string Name, ImmutableArray<FeelValue> Inputs, ImmutableArray<int> Rows, FeelValue Answer);

/// <summary>A function that was called: what it was given, its answer, how it finds it, and where it is written.</summary>
public sealed record FunctionRead(string Name, Label Label, ImmutableArray<FeelValue> Arguments, FeelValue Answer, string Expression, SourceLocation At, string? Source);

/// <summary>A call of a script: what it was given, and what it gave.</summary>
public sealed record ScriptCall(string Name, Label Label, ImmutableArray<FeelValue> Arguments, FeelValue Result, string Script, string? Source);

/// <summary>How one expression came to its value.</summary>
public sealed record Reasoning(
    string Expression,
    FeelValue Value,
    ImmutableArray<FactRead> Facts,
    ImmutableArray<ParameterRead> Parameters,
    ImmutableArray<ValueRead> Values,
    ImmutableArray<TableRead> Tables,
    ImmutableArray<FunctionRead> Functions,
    ImmutableArray<ScriptCall> Scripts,
    ImmutableArray<UnknownCause> Causes);

/// <summary>A rule with its outcome and reasons.</summary>
/// <param name="Outcome">True, false or unknown, after what the rule says of missing facts.</param>
/// <param name="CountsAsWhenMissing">What the rule takes an unknown outcome for, when it says so.</param>
public sealed record RuleExplanation(string Id, Label Label, bool IsExclusion, bool? Outcome, bool? CountsAsWhenMissing, string? Source, Reasoning Reasoning);

/// <summary>A payment line with its making.</summary>
/// <param name="Amount">The amount after rounding; null when unknown.</param>
/// <param name="Rounding">For example <c>half up to 0.01</c>.</param>
public sealed record LineExplanation(string Name, Label Label, decimal? Amount, string Currency, string Rounding, string? Source, Reasoning Reasoning);

/// <summary>An indicator of a participant.</summary>
public sealed record IndicatorExplanation(string Name, Label Label, string Kind, decimal? Numerator, decimal? Denominator, decimal? Value, int Minimum, string? Source, ImmutableArray<string> Expressions);

/// <summary>A cohort value as it holds for a participant.</summary>
/// <param name="Of">What it is made of, and over which rows.</param>
/// <param name="Rows">For a figure of rows: those that count, from the lowest number to the highest, and last those that may.</param>
/// <param name="Between">Of these, the one at which a percentile lies, or the two between which it does.</param>
public sealed record CohortExplanation(string Name, Label Label, string Statistic, string Of, decimal? Value, ImmutableArray<CohortMember> Rows, ImmutableArray<CohortMember> Between, string? Source);

/// <summary>Which texts and facts an explanation rests on.</summary>
public sealed record Basis(string Cahier, string Version, Label Title, string RuleHash, string SnapshotHash, Date From, Date To, ImmutableArray<string> Sources);

/// <summary>Why a unit is in or out, and how each of its amounts came to be.</summary>
public sealed record UnitExplanation(
    Basis Basis,
    string Entity,
    string Unit,
    string? Participant,
    Date Date,
    DecisionStatus Status,
    ImmutableArray<RuleExplanation> Rules,
    ImmutableArray<ValueRead> Values,
    ImmutableArray<LineExplanation> Lines);

/// <summary>How a participant's indicators and amounts came to be.</summary>
public sealed record ParticipantExplanation(
    Basis Basis,
    string Participant,
    ImmutableArray<KeyValuePair<DecisionStatus, int>> Units,
    ImmutableArray<IndicatorExplanation> Indicators,
    ImmutableArray<CohortExplanation> Cohort,
    ImmutableArray<(string Line, decimal Total, string Currency)> UnitLines,
    ImmutableArray<LineExplanation> Lines,
    ImmutableArray<string> IncludedUnits);
