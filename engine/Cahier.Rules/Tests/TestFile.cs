using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Rules.Definitions;
using Cahier.Rules.Versions;

namespace Cahier.Rules.Tests;

/// <summary>A file of tests: facts in, decisions and figures out. Made by <see cref="TestReader"/> only.</summary>
public sealed record TestFile
{
    internal TestFile() { }

    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The cahier or library that is tested.</summary>
    public required RuleText Cahier { get; init; }

    /// <summary>For a library: what uses its definitions; none for a cahier, which does so itself.</summary>
    public required TestedUse? Use { get; init; }

    /// <summary>The version, or none: then the one that holds for the period.</summary>
    public required RuleText? Version { get; init; }

    /// <summary>By entity, facts that rows have when they do not say otherwise; see <see cref="TestDefaults"/>.</summary>
    public required YamlMap? Defaults { get; init; }

    /// <summary>In the order of the file.</summary>
    public required ImmutableArray<TestCase> Cases { get; init; }
}

/// <summary>What uses a library's definitions in its tests: the rows, and values of them.</summary>
public sealed record TestedUse(UnitDefinition Unit, ImmutableArray<ValueDefinition> Values);

/// <summary>Facts and what must come of them.</summary>
/// <param name="Name">What the case shows.</param>
/// <param name="PeriodText">The period as written.</param>
/// <param name="Period">The days of the run.</param>
/// <param name="Facts">The file's facts and the case's own, by entity.</param>
/// <param name="Expect">What must come out.</param>
public sealed record TestCase(RuleText Name, RuleText PeriodText, Period Period, YamlMap Facts, TestExpectations Expect);

/// <summary>What must come out of a case. What is not named may be anything.</summary>
public sealed record TestExpectations
{
    internal TestExpectations() { }

    public required ImmutableArray<ExpectedDecision> Decisions { get; init; }

    /// <summary>Values and payment lines of units.</summary>
    public required ImmutableArray<ExpectedFigure> Values { get; init; }

    public required ImmutableArray<ExpectedFigure> Indicators { get; init; }

    /// <summary>Figures across participants or units; of a group when <see cref="ExpectedFigure.Of"/> says one.</summary>
    public required ImmutableArray<ExpectedFigure> Cohort { get; init; }

    /// <summary>Payment lines of participants.</summary>
    public required ImmutableArray<ExpectedFigure> Payments { get; init; }

    public bool IsEmpty => Decisions.IsEmpty && Values.IsEmpty && Indicators.IsEmpty && Cohort.IsEmpty && Payments.IsEmpty;
}

/// <summary>What must be decided of a unit.</summary>
/// <param name="Unit">The unit's key.</param>
/// <param name="Status">The word for the decision, or none when only rules are looked at.</param>
public sealed record ExpectedDecision(RuleText Unit, RuleText? Status, ImmutableArray<ExpectedOutcome> Rules);

/// <summary>The outcome that a rule must have: true, false, or null for unknown.</summary>
public sealed record ExpectedOutcome(RuleText Rule, bool? Outcome);

/// <summary>The figure that must come out.</summary>
/// <param name="Of">The key of the unit, the participant, or the group; null for a cohort value of all together.</param>
/// <param name="Name">The value, line, indicator or cohort value.</param>
/// <param name="Value">What is expected; none when only parts are.</param>
/// <param name="Tolerance">How far a number may be off.</param>
public sealed record ExpectedFigure(RuleText? Of, RuleText Name, ExpectedValue? Value, ExpectedValue? Numerator, ExpectedValue? Denominator, decimal Tolerance);

/// <summary>An expected value as written.</summary>
public sealed record ExpectedValue(RuleText Text, bool IsUnknown);
