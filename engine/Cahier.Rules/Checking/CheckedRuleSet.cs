using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

/// <summary>
/// A cahier's version whose every name, type and unit is known to fit: the only form that is compiled and run. Made by
/// <see cref="RuleSetChecker"/> only.
/// </summary>
public sealed record CheckedRuleSet
{
    internal CheckedRuleSet() { }

    public required RuleSetDefinition Definition { get; init; }

    public required FactModel Model { get; init; }

    /// <summary>The entity whose rows are judged.</summary>
    public required RowType UnitEntity { get; init; }

    public required CheckedExpression Date { get; init; }

    public required CheckedExpression Participant { get; init; }

    /// <summary>The condition by which a participant takes part even without an included unit; none when nobody does.</summary>
    public required CheckedExpression? TakesPart { get; init; }

    public required ImmutableArray<CheckedParameter> Parameters { get; init; }

    public required ImmutableArray<CheckedTable> Tables { get; init; }

    public required ImmutableArray<CheckedFunction> Functions { get; init; }

    public required ImmutableArray<CheckedScript> Scripts { get; init; }

    public required ImmutableArray<CheckedValue> Values { get; init; }

    public required ImmutableArray<CheckedRule> Eligibility { get; init; }

    public required ImmutableArray<CheckedRule> Exclusions { get; init; }

    public required ImmutableArray<CheckedIndicator> Indicators { get; init; }

    public required ImmutableArray<CheckedCohortValue> Cohort { get; init; }

    public required ImmutableArray<CheckedLine> UnitLines { get; init; }

    public required ImmutableArray<CheckedLine> ParticipantLines { get; init; }

    /// <summary>Definitions in an order in which each comes after all that it reads.</summary>
    public required ImmutableArray<CheckedDefinition> Schedule { get; init; }

    /// <summary>How many of <see cref="Schedule"/> judging needs.</summary>
    public required int JudgingSteps { get; init; }

    /// <summary>A unit with its values and lines, as expressions over participants see it.</summary>
    public required RowType UnitResult { get; init; }

    /// <summary>The fields of the model that the version reads: no others need be loaded.</summary>
    public required ImmutableArray<FieldRead> FieldsRead { get; init; }

    public string Name => $"{Definition.Cahier}@{Definition.Version}";

    /// <summary>Eligibility and exclusion rules in the order of the text.</summary>
    public IEnumerable<CheckedRule> Rules => Eligibility.Concat(Exclusions);

    /// <summary>The fields that several versions of one model read together.</summary>
    public static WantedFields Wanted(IEnumerable<CheckedRuleSet> together)
    {
        var all = together.ToList();
        var wanted = new WantedFields(all[0].Model);
        foreach (var rules in all)
        {
            wanted.Add(rules.UnitEntity.Entity);
            foreach (var (entity, field) in rules.FieldsRead)
            {
                wanted.Add(entity.Entity, field.Name);
            }
        }

        return wanted;
    }
}

/// <summary>A version of a library in itself: definitions whose names, types and units fit, and nothing that is run.</summary>
internal sealed record CheckedLibrary(
    RuleSetDefinition Definition,
    FactModel Model,
    ImmutableArray<CheckedParameter> Parameters,
    ImmutableArray<CheckedTable> Tables,
    ImmutableArray<CheckedFunction> Functions,
    ImmutableArray<CheckedScript> Scripts);

/// <summary>Something of a cahier that has a name and is calculated.</summary>
public abstract record CheckedDefinition(RuleSymbol Symbol)
{
    public string Name => Symbol.Name;
}

/// <summary>A parameter with its values through time.</summary>
public sealed record CheckedParameter(ParameterDefinition Definition, RuleSymbol Symbol, ImmutableArray<DatedValue> Values) : CheckedDefinition(Symbol)
{
    /// <summary>The value in force on a day; unknown before the first.</summary>
    public FeelValue On(Date date) => InForce(date)?.Value ?? NullValue.Because($"the parameter {Name} has no value on {date}");

    /// <summary>The entry in force on a day, or none.</summary>
    public DatedValue? InForce(Date date)
    {
        DatedValue? found = null;
        foreach (var value in Values)
        {
            if (value.From > date)
            {
                break;
            }

            found = value;
        }

        return found;
    }
}

/// <summary>A decision table whose rows fit its columns.</summary>
public sealed record CheckedTable(TableDefinition Definition, RuleSymbol Symbol, DecisionTable Table) : CheckedDefinition(Symbol)
{
    /// <summary>The table as a value that expressions call.</summary>
    public FunctionValue Function { get; } = Table.ToFunction();
}

/// <summary>A function whose body fits its parameters.</summary>
/// <param name="Body">The expression; its <see cref="CheckedExpression.Parameters"/> are those of the function, in order.</param>
public sealed record CheckedFunction(FunctionDefinition Definition, RuleSymbol Symbol, CheckedExpression Body) : CheckedDefinition(Symbol)
{
    public FunctionType Type => (FunctionType)Symbol.Fact.Type;
}

/// <summary>A script that can be read and holds nothing that it may not. Safe to call from any thread.</summary>
public sealed record CheckedScript(ScriptDefinition Definition, RuleSymbol Symbol, FunctionValue Function) : CheckedDefinition(Symbol);

/// <summary>A value of the unit.</summary>
/// <param name="IsColumn">Whether it is kept for each unit; lists and the like are found again where they are used.</param>
public sealed record CheckedValue(ValueDefinition Definition, RuleSymbol Symbol, CheckedExpression Expression, bool IsColumn) : CheckedDefinition(Symbol);

/// <summary>A rule of eligibility or exclusion.</summary>
public sealed record CheckedRule(RuleDefinition Definition, CheckedExpression When)
{
    public string Id => Definition.Id.Text;
}

/// <summary>A figure for each participant.</summary>
/// <param name="Of">The numerator, the number, the condition, or the expression over the participant; none counts every unit.</param>
public sealed record CheckedIndicator(IndicatorDefinition Definition, RuleSymbol Symbol, CheckedExpression? Of, CheckedExpression? Denominator) : CheckedDefinition(Symbol);

/// <summary>A figure across units, participants, or rows of a reference entity.</summary>
/// <param name="Source">The indicator, value or payment line that it is made of; none when it is made of rows.</param>
/// <param name="Rows">The rows that it is made of, or none.</param>
/// <param name="By">What makes the group; empty for all together.</param>
public sealed record CheckedCohortValue(CohortDefinition Definition, RuleSymbol Symbol, RuleSymbol? Source, CohortRows? Rows, Statistic Statistic, ImmutableArray<CheckedExpression> By) : CheckedDefinition(Symbol)
{
    /// <summary>Whether its members are units.</summary>
    public bool OverUnits => Source?.Kind is RuleSymbolKind.Value or RuleSymbolKind.UnitLine;

    /// <summary>Whether its members are participants, so that each has a figure that holds for it.</summary>
    public bool OverParticipants => Source?.Kind == RuleSymbolKind.Indicator;
}

/// <summary>Rows of a reference entity: those for which a condition holds, and a number of each.</summary>
/// <param name="When">The condition, or none when all count.</param>
public sealed record CohortRows(RowType Entity, CheckedExpression Of, CheckedExpression? When);

/// <summary>A payment line: an amount of money with its rounding.</summary>
/// <param name="Currency">For example EUR.</param>
public sealed record CheckedLine(LineDefinition Definition, RuleSymbol Symbol, CheckedExpression Amount, MoneyRounding Rounding, string Currency) : CheckedDefinition(Symbol);

/// <summary>A named rounding to a step, such as half up to 0.01.</summary>
public readonly record struct MoneyRounding(RoundingMode Mode, decimal Step)
{
    /// <summary>Reads for example <c>half up to 0.01</c>; false when the step is not above zero.</summary>
    internal static bool TryParse(string text, out MoneyRounding rounding)
    {
        var parts = text.Split(" to ");
        var known = Feel.Values.Rounding.TryParseMode(parts[0], out var mode);
        rounding = new MoneyRounding(mode, decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        return known && rounding.Step > 0;
    }

    /// <summary>The decimals of a step that is a power of ten, at most 1; null of any other.</summary>
    public int? Decimals => Step == new decimal(1, 0, 0, false, Step.Scale) ? Step.Scale : null;

    public decimal Apply(decimal amount) => Rounding.RoundToStep(amount, Step, Mode);
}

/// <summary>What is found of the members of a group.</summary>
public enum StatisticKind { Median, Mean, Sum, Minimum, Maximum, Percentile, Rank, Ntile }

/// <summary>What is found of the members of a group, such as percentile 20.</summary>
/// <param name="Parameter">The percentage of a percentile, the number of an ntile's parts.</param>
public readonly record struct Statistic(StatisticKind Kind, int Parameter)
{
    /// <summary>Whether each member has a figure of its own.</summary>
    public bool IsPerMember => Kind is StatisticKind.Rank or StatisticKind.Ntile;

    /// <summary>The percentage at which the figure lies among the numbers, from 0 for the lowest to 100 for the highest; none when it does not lie among them.</summary>
    public int? Percent => Kind switch
    {
        StatisticKind.Median => 50,
        StatisticKind.Percentile => Parameter,
        StatisticKind.Minimum => 0,
        StatisticKind.Maximum => 100,
        _ => null,
    };

    internal static Statistic Parse(string text)
    {
        var parts = text.Split(' ');
        return new Statistic(Enum.Parse<StatisticKind>(parts[0], ignoreCase: true), parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
    }
}
