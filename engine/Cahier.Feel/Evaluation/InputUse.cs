using Cahier.Feel.Syntax;

namespace Cahier.Feel.Evaluation;

/// <summary>Whether an expression speaks of <c>?</c>, the value under test.</summary>
internal static class InputUse
{
    public static bool In(Node node) => node switch
    {
        InputNode => true,
        PathNode n => In(n.Target),
        NegationNode n => In(n.Operand),
        ArithmeticNode n => In(n.Left) || In(n.Right),
        ComparisonNode n => In(n.Left) || In(n.Right),
        LogicNode n => In(n.Left) || In(n.Right),
        BetweenNode n => In(n.Value) || In(n.Low) || In(n.High),
        InNode n => In(n.Value),
        ConditionalNode n => In(n.Condition) || In(n.Then) || In(n.Else),
        IteratorNode n => In(n.Domain),
        ForNode n => n.Iterators.Any(In) || In(n.Body),
        QuantifiedNode n => n.Iterators.Any(In) || In(n.Condition),
        FilterNode n => In(n.Target) || In(n.Predicate),
        InvocationNode n => In(n.Function) || n.Arguments.Any(a => In(a.Value)),
        InstanceOfNode n => In(n.Value),
        _ => false,
    };
}
