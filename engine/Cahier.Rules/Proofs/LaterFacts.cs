using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Facts.Models;
using Cahier.Rules.Checking;

namespace Cahier.Rules.Proofs;

/// <summary>Rows of a list that a rule reads beyond the unit's date.</summary>
/// <param name="Entity">What the rows are.</param>
/// <param name="Field">A date of such a row.</param>
/// <param name="End">Up to where they are read, or null when nothing ends it.</param>
internal sealed record LaterRead(CheckedRule Rule, string Entity, string Field, string? End);

/// <summary>
/// Finds rules of eligibility and exclusion that read facts dated after the unit. A rule does when it reads a list of dated
/// rows and nothing ends it, or when it is ended only by the unit's date and a time after it. Whatever speaks of the period
/// is ended by it; rows that hang from the unit itself belong to it, unless the unit is the root, from which all hang.
/// </summary>
internal sealed class LaterFacts
{
    private readonly CheckedRuleSet rules;
    private readonly Dictionary<string, CheckedValue> values;
    private readonly List<LaterRead> found = [];

    // Values are looked into once, however often they are used.
    private readonly HashSet<(CheckedExpression Definition, Ending? Ending)> visited = [];
    private readonly Dictionary<CheckedExpression, Ending?> endings = [];
    private CheckedRule rule = null!;

    private LaterFacts(CheckedRuleSet rules)
    {
        this.rules = rules;
        values = rules.Values.ToDictionary(v => v.Name, StringComparer.Ordinal);
    }

    /// <summary>How a condition ends a list of rows in time.</summary>
    private sealed record Ending(string? After);

    public static IEnumerable<LaterRead> Of(CheckedRuleSet rules)
    {
        var reading = new LaterFacts(rules);
        foreach (var rule in rules.Rules)
        {
            reading.rule = rule;
            reading.visited.Clear();
            reading.Visit(rule.When, rule.When.Root, null);
        }

        return reading.found.Distinct();
    }

    private void Visit(CheckedExpression from, Node node, Ending? ending)
    {
        switch (node)
        {
            case FilterNode filter:
                Visit(from, filter.Target, Earlier(ending, EndingOf(from, filter.Predicate)));
                Visit(from, filter.Predicate, null);
                return;
            case QuantifiedNode quantified:
                foreach (var iterator in quantified.Iterators)
                {
                    Visit(from, iterator.Domain, EndingOf(from, quantified.Condition));
                }

                Visit(from, quantified.Condition, null);
                return;
            case NameNode name when Definition(from, name) is { } definition:
                if (visited.Add((definition, ending)))
                {
                    Visit(definition, definition.Root, ending);
                }

                return;
            case InvocationNode { Function: NameNode function } call when from.SymbolOf(function) is RuleSymbol:
                // What a function of the cahier does with a list is not looked into: it may end it.
                foreach (var argument in call.Arguments)
                {
                    Visit(from, argument.Value, new Ending(null));
                }

                return;
            case PathNode path when from.FactOf(path).Type is ListType { Element: RowType row } && from.FactOf(path.Target).Type is RowType:
                Note(from, path, row, ending);
                Visit(from, path.Target, null);
                return;
        }

        foreach (var part in NodeParts.Of(node))
        {
            Visit(from, part, node is PathNode or InvocationNode ? ending : null);
        }
    }

    private void Note(CheckedExpression from, PathNode path, RowType row, Ending? ending)
    {
        var isOwn = path.Target is NameNode name && name.Name == rules.Definition.Unit?.As && rules.Model.Find(rules.UnitEntity.Entity)?.Kind != EntityKind.Root;
        if (!isOwn && ending is not { After: null } && from.FactOf(path.Target).Type is RowType && row.Fields.FirstOrDefault(f => f.Fact.Type is DateType) is { } date)
        {
            found.Add(new LaterRead(rule, row.Entity, date.Name, ending?.After));
        }
    }

    private static Ending? Earlier(Ending? one, Ending? other) => one is { After: null } ? one : other ?? one;

    private Ending? EndingOf(CheckedExpression from, Node condition) => condition switch
    {
        LogicNode { IsAnd: true } both => Earlier(EndingOf(from, both.Left), EndingOf(from, both.Right)),
        InvocationNode { Function: NameNode { Name: "get or else" }, Arguments: [var value, { Value: LiteralNode { Value: BooleanValue { Value: false } } }] } => EndingOf(from, value.Value),
        NameNode name when Definition(from, name) is { } definition => EndingOf(definition),
        ComparisonNode { Operator: ComparisonOperator.Less or ComparisonOperator.LessOrEqual or ComparisonOperator.Equal } before when IsDateOfRow(from, before.Left) => EndOf(from, before.Right),
        ComparisonNode { Operator: ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual or ComparisonOperator.Equal } after when IsDateOfRow(from, after.Right) => EndOf(from, after.Left),
        ComparisonNode { Operator: ComparisonOperator.Less or ComparisonOperator.LessOrEqual } since when IsTimeSince(from, since.Left) => new Ending(null),
        BetweenNode between when IsDateOfRow(from, between.Value) => EndOf(from, between.High),
        InNode { Tests: [RangeNode range] } within when IsDateOfRow(from, within.Value) => EndOf(from, range.End),
        InNode { Tests: [ComparisonTestNode { Operator: ComparisonOperator.Less or ComparisonOperator.LessOrEqual } test] } within when IsDateOfRow(from, within.Value) => EndOf(from, test.Operand),
        _ => null,
    };

    private Ending? EndingOf(CheckedExpression definition)
    {
        if (!endings.TryGetValue(definition, out var ending))
        {
            endings[definition] = ending = EndingOf(definition, definition.Root);
        }

        return ending;
    }

    private static bool IsDateOfRow(CheckedExpression from, Node node) => from.FactOf(node).Type is DateType && IsOfRow(from, node);

    private static bool IsTimeSince(CheckedExpression from, Node node) => node switch
    {
        PathNode { Name: "days" } days => IsTimeSince(from, days.Target),
        ArithmeticNode { Operator: ArithmeticOperator.Subtract } difference => IsDateOfRow(from, difference.Left),
        _ => false,
    };

    private static bool IsOfRow(CheckedExpression from, Node node) => node switch
    {
        NameNode name => from.SymbolOf(name) is ItemFieldSymbol,
        PathNode { Target: NameNode row } => from.SymbolOf(row) is LocalSymbol,
        _ => false,
    };

    // An end that is itself a date of the row ends nothing.
    private Ending? EndOf(CheckedExpression from, Node end) =>
        NodeParts.All(end).Any(n => IsOfRow(from, n)) ? null : new Ending(IsAfter(from, end) ? from.Text.Substring(end.Span.Start, end.Span.Length) : null);

    private bool IsAfter(CheckedExpression from, Node end) => end switch
    {
        NameNode name when Definition(from, name) is { } definition => IsAfter(definition, definition.Root),
        ArithmeticNode { Operator: ArithmeticOperator.Add } sum => (IsUnitDate(from, sum.Left) && IsPositive(from, sum.Right)) || (IsUnitDate(from, sum.Right) && IsPositive(from, sum.Left)),
        _ => false,
    };

    private bool IsUnitDate(CheckedExpression from, Node node) => node switch
    {
        NameNode name when Definition(from, name) is { } definition => IsUnitDate(definition, definition.Root),
        _ => from.Text.AsSpan(node.Span.Start, node.Span.Length).SequenceEqual(rules.Date.Text.AsSpan().Trim()),
    };

    private bool IsPositive(CheckedExpression from, Node node)
    {
        var values = node is NameNode name && rules.Parameters.FirstOrDefault(p => from.SymbolOf(name) == p.Symbol) is { } parameter
            ? parameter.Values.Select(v => v.Value)
            : from.ConstantOf(node) is { } constant ? [constant] : [];
        return values.Any(v => v is DaysDurationValue { Value.Nanoseconds: var nanoseconds } && nanoseconds > 0 || v is MonthsDurationValue { Value.Months: > 0 });
    }

    private CheckedExpression? Definition(CheckedExpression from, NameNode name) =>
        from.SymbolOf(name) is RuleSymbol { Kind: RuleSymbolKind.Value } symbol && values.TryGetValue(symbol.Name, out var value) ? value.Expression : null;
}
