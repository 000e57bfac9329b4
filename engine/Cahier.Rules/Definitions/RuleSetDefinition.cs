using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Values;

namespace Cahier.Rules.Definitions;

/// <summary>
/// A version of a cahier, or of a library that cahiers use, as written and consolidated, not yet checked. Made by
/// <see cref="Loading.RuleSetLoader"/> only.
/// </summary>
public sealed record RuleSetDefinition
{
    internal RuleSetDefinition() { }

    public required string Cahier { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    public required RuleText Model { get; init; }

    /// <summary>The version that this one amends, for example <c>mssp@2013</c>.</summary>
    public required string? Amends { get; init; }

    public required Date AppliesFrom { get; init; }

    /// <summary>Where the first day is written.</summary>
    public required RuleText AppliesPlace { get; init; }

    /// <summary>The last day, or none when the end is open.</summary>
    public required Date? AppliesTo { get; init; }

    /// <summary>The versions of libraries that this one uses, as it names them.</summary>
    public required ImmutableArray<RuleText> Uses { get; init; }

    /// <summary>Those libraries, in the same order.</summary>
    public required ImmutableArray<RuleSetDefinition> Libraries { get; init; }

    /// <summary>The texts that its rules come from, and those of its libraries.</summary>
    public required ImmutableArray<SourceDefinition> Sources { get; init; }

    /// <summary>The rows that are judged; none for a library.</summary>
    public required UnitDefinition? Unit { get; init; }

    public required ImmutableArray<ParameterDefinition> Parameters { get; init; }

    public required ImmutableArray<TableDefinition> Tables { get; init; }

    public required ImmutableArray<FunctionDefinition> Functions { get; init; }

    public required ImmutableArray<ScriptDefinition> Scripts { get; init; }

    public required ImmutableArray<ValueDefinition> Values { get; init; }

    public required ImmutableArray<RuleDefinition> Eligibility { get; init; }

    public required ImmutableArray<RuleDefinition> Exclusions { get; init; }

    public required ImmutableArray<IndicatorDefinition> Indicators { get; init; }

    public required ImmutableArray<CohortDefinition> Cohort { get; init; }

    public required ImmutableArray<LineDefinition> UnitLines { get; init; }

    public required ImmutableArray<LineDefinition> ParticipantLines { get; init; }

    public required GateDefinition Gates { get; init; }

    /// <summary>Whether this is a library: definitions that cahiers use, and nothing that is run.</summary>
    public bool IsLibrary => Unit is null;

    public string Name => $"{Cahier}@{Version}";

    /// <summary>SHA-256 of every text that the version consists of: its own, those it amends, its CSV tables, its libraries.</summary>
    public required string Hash { get; init; }

    /// <summary>The texts, by file name, for the archive.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Texts { get; init; }

    public bool Applies(Date date) => date >= AppliesFrom && (AppliesTo is not { } last || date <= last);
}

/// <summary>What the results of a run must keep to; a run that does not is held until a person releases it. None where nothing is said.</summary>
/// <param name="TotalChange">The share by which all that is paid may differ from the last run for the same period.</param>
/// <param name="ParticipantChange">The share by which what one participant is paid may differ from it.</param>
/// <param name="SmallestDenominator">The least that an indicator with a value may be made of.</param>
/// <param name="RejectedRows">The share of rows that may have been rejected.</param>
public sealed record GateDefinition(decimal? TotalChange, decimal? ParticipantChange, decimal? SmallestDenominator, decimal? RejectedRows)
{
    public bool IsEmpty => (TotalChange ?? ParticipantChange ?? SmallestDenominator ?? RejectedRows) is null;

    /// <summary>Whether a run is held against the one before.</summary>
    public bool AsksFormer => (TotalChange ?? ParticipantChange) is not null;
}

/// <summary>A text that rules come from.</summary>
/// <param name="Id">The name that rules refer to.</param>
/// <param name="Title">The text's title.</param>
/// <param name="Basis">official, published or illustrative.</param>
public sealed record SourceDefinition(RuleText Id, string Title, string? Basis, string? Reference)
{
    /// <summary>Whether both say the same, wherever they stand.</summary>
    internal bool IsSameText(SourceDefinition other) => (Title, Basis, Reference) == (other.Title, other.Basis, other.Reference);
}

/// <summary>The rows that the cahier judges one by one.</summary>
/// <param name="Participants">Who takes part even without an included unit; none when nobody does.</param>
public sealed record UnitDefinition(RuleText Entity, string As, RuleText Date, RuleText Participant, RuleText? Participants);

/// <summary>A number, amount, date or duration that the text sets, with the day from which each value is in force.</summary>
public sealed record ParameterDefinition(RuleText Name, Label Label, RuleText? Unit, string? Basis, RuleText? Source, string? Note, ImmutableArray<DatedText> Values, ImmutableArray<RuleText> Paragraphs);

/// <summary>A value in force from a day on.</summary>
public sealed record DatedText(Date From, RuleText Value);

/// <summary>A decision table.</summary>
public sealed record TableDefinition(
    RuleText Name,
    Label Label,
    string? Basis,
    RuleText? Source,
    ImmutableArray<TableColumn> Inputs,
    ImmutableArray<TableColumn> Outputs,
    string Hit,
    ImmutableArray<ImmutableArray<RuleText>> Rows,
    RuleText? Default,
    ImmutableArray<RuleText> Paragraphs);

/// <summary>An input or output of a table: its name, type and unit.</summary>
/// <param name="Type">A kind of value, or for an input the field of the model that is looked up, such as <c>stay.severity</c>.</param>
/// <param name="Place">Where the type is written, or the table when it is not.</param>
/// <param name="Allowed">The tests of which an input must pass one, or the values that an output may have, the one that counts most first; none when any will do.</param>
/// <param name="Default">The output's value when no row matches, or none.</param>
public sealed record TableColumn(string Name, string Type, RuleText? Unit, RuleText Place, ImmutableArray<RuleText> Allowed, RuleText? Default)
{
    /// <summary>Its name for readers.</summary>
    public Label Label { get; init; }
}

/// <summary>A calculation that is named once and used with different values.</summary>
public sealed record FunctionDefinition(RuleText Name, Label Label, RuleText? Source, ImmutableArray<FunctionParameter> Parameters, RuleText Expression, ImmutableArray<RuleText> Paragraphs);

/// <summary>What a function is given.</summary>
/// <param name="Type">For example <c>date</c>, <c>number of EUR</c>, <c>stay</c>, <c>list of stay</c> or <c>stay.severity</c>.</param>
public sealed record FunctionParameter(RuleText Name, RuleText Type);

/// <summary>A function in JavaScript.</summary>
/// <param name="Result">The kind of what it gives, for example <c>number of EUR</c>.</param>
/// <param name="Round">How its numbers are rounded.</param>
public sealed record ScriptDefinition(RuleText Name, Label Label, RuleText? Source, ImmutableArray<FunctionParameter> Parameters, RuleText Result, RuleText? Round, RuleText Body, ImmutableArray<RuleText> Paragraphs);

/// <summary>A value of the unit, named once and used below.</summary>
public sealed record ValueDefinition(RuleText Name, Label Label, RuleText? Source, RuleText Expression, ImmutableArray<RuleText> Paragraphs);

/// <summary>A condition of eligibility or exclusion.</summary>
/// <param name="Id">For example <c>INC-1</c>.</param>
/// <param name="WhenMissing">What an unknown outcome counts as, or none: then the unit is undetermined.</param>
public sealed record RuleDefinition(RuleText Id, Label Label, RuleText When, bool? WhenMissing, RuleText? Source, ImmutableArray<RuleText> Paragraphs);

/// <summary>Something measured per participant over included units.</summary>
public sealed record IndicatorDefinition(
    RuleText Id,
    Label Label,
    IndicatorKind Kind,
    RuleText? Of,
    RuleText? Denominator,
    string? Better,
    int Minimum,
    MissingOutcome WhenMissing,
    RuleText? Source,
    ImmutableArray<RuleText> Paragraphs);

/// <summary>How an indicator is made of its units.</summary>
public enum IndicatorKind
{
    /// <summary>Units for which the numerator is true, over units for which the denominator is.</summary>
    Proportion,

    /// <summary>The sum of one number over the sum of another.</summary>
    Ratio,
    Mean,
    Median,
    Sum,
    Count,

    /// <summary>An expression over the participant.</summary>
    Value,
}

/// <summary>What an indicator does with a unit whose outcome is unknown.</summary>
public enum MissingOutcome
{
    /// <summary>The indicator is unknown.</summary>
    Unknown,
    True,
    False,

    /// <summary>The unit is left out.</summary>
    LeaveOut,
}

/// <summary>A figure across participants, units, or the rows of a reference entity.</summary>
/// <param name="Of">What it is made of: a name, or for rows an expression over one of them.</param>
/// <param name="Over">Which units, or the entity; none for what <paramref name="Of"/> is of.</param>
/// <param name="When">For rows: those that count, or none for all.</param>
/// <param name="By">What makes the group; empty for all together.</param>
public sealed record CohortDefinition(RuleText Id, Label Label, RuleText Of, RuleText Statistic, RuleText? Over, RuleText? When, ImmutableArray<RuleText> By, RuleText? Source, ImmutableArray<RuleText> Paragraphs)
{
    internal const string IncludedUnits = "included units";
    internal const string AllUnits = "all units";

    /// <summary>Whether it is made of every unit of the period, not only of those included.</summary>
    public bool OverAllUnits => Over?.Text == AllUnits;

    /// <summary>The entity whose rows it is made of, or none.</summary>
    public RuleText? Entity => Over?.Text is null or IncludedUnits or AllUnits ? null : Over;

    /// <summary>What it is made of, in the words of the text.</summary>
    public string Made => $"{Of}{(OverAllUnits || Entity is not null ? $" over {Over}" : "")}{(When is null ? "" : $" when {When}")}{(By.IsEmpty ? "" : $" by {string.Join(", ", By)}")}";
}

/// <summary>An amount paid, per unit or per participant.</summary>
public sealed record LineDefinition(RuleText Id, Label Label, RuleText Amount, RuleText Round, RuleText? Source, ImmutableArray<RuleText> Paragraphs);
