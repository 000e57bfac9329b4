using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

// What a condition tells about facts. Only an explicit test with null makes a fact present: "x > 5 and x = 7" would
// otherwise turn a missing x into false.
public sealed partial class Checker
{
    private const string NonZero = "≠0 ";

    private IEnumerable<string> ImpliedBy(Node condition, bool outcome)
    {
        switch (condition)
        {
            case LogicNode logic when logic.IsAnd == outcome:
                return ImpliedBy(logic.Left, outcome).Concat(ImpliedBy(logic.Right, outcome));
            case InvocationNode { Function: NameNode { Name: "not" }, Arguments: [var argument] }:
                return ImpliedBy(argument.Value, !outcome);
            case ComparisonNode comparison:
                return ImpliedByComparison(comparison, outcome);
            default:
                return [];
        }
    }

    private IEnumerable<string> ImpliedByComparison(ComparisonNode node, bool outcome)
    {
        var (subject, other) = node.Left is LiteralNode ? (node.Right, node.Left) : (node.Left, node.Right);
        if (PresenceKey(subject) is not { } key || other is not LiteralNode literal)
        {
            return [];
        }

        var differs = node.Operator == (outcome ? ComparisonOperator.NotEqual : ComparisonOperator.Equal);
        return literal.Value switch
        {
            NullValue when differs => [key],
            NumberValue { Value: 0 } when differs => [NonZero + key],
            NumberValue { Value: >= 0 } when outcome && node.Operator is ComparisonOperator.Greater && subject == node.Left => [NonZero + key],
            NumberValue { Value: > 0 } when outcome && node.Operator is ComparisonOperator.GreaterOrEqual && subject == node.Left => [NonZero + key],
            _ => [],
        };
    }

    private static bool IsZero(FeelValue duration) =>
        duration is DaysDurationValue days ? days.Value == default : duration is MonthsDurationValue { Value.Months: 0 };

    // A division has a result when the divisor cannot be zero: a literal, a tested fact, or a duration of fixed length.
    private bool IsNonZero(Node divisor) => divisor switch
    {
        LiteralNode { Value: NumberValue { Value: not 0 } } => true,
        NameNode name when symbols[name.Id] is GlobalSymbol { Fact.Type: NumberType } global && global is IKnownNonZero { IsNonZero: true } => true,
        LiteralNode or InvocationNode when ((divisor as LiteralNode)?.Value ?? constants[divisor.Id]) is (DaysDurationValue or MonthsDurationValue) and var duration => !IsZero(duration),
        NegationNode negation => IsNonZero(negation.Operand),
        ArithmeticNode { Operator: ArithmeticOperator.Multiply } product => IsNonZero(product.Left) && IsNonZero(product.Right),
        _ => PresenceKey(divisor) is { } key && present.Contains(NonZero + key),
    };
}

/// <summary>A surrounding name whose value is known before a run never to be zero, such as a parameter.</summary>
public interface IKnownNonZero
{
    bool IsNonZero { get; }
}
