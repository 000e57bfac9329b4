namespace Cahier.Feel.Syntax;

/// <summary>The parts of a node, for whoever looks for something in a whole expression.</summary>
public static class NodeParts
{
    /// <summary>The nodes right below, in the order of the text.</summary>
    public static IEnumerable<Node> Of(Node node) => node switch
    {
        PathNode n => [n.Target],
        NegationNode n => [n.Operand],
        ArithmeticNode n => [n.Left, n.Right],
        ComparisonNode n => [n.Left, n.Right],
        LogicNode n => [n.Left, n.Right],
        BetweenNode n => [n.Value, n.Low, n.High],
        InNode n => [n.Value, .. n.Tests],
        ComparisonTestNode n => [n.Operand],
        UnaryTestsNode n => n.Tests,
        RangeNode n => [n.Start, n.End],
        ConditionalNode n => [n.Condition, n.Then, n.Else],
        IteratorNode n => n.DomainEnd is { } end ? [n.Domain, end] : [n.Domain],
        ForNode n => [.. n.Iterators, n.Body],
        QuantifiedNode n => [.. n.Iterators, n.Condition],
        FilterNode n => [n.Target, n.Predicate],
        InvocationNode n => [n.Function, .. n.Arguments.Select(a => a.Value)],
        FunctionNode n => [n.Body],
        ListNode n => n.Items,
        ContextNode n => n.Entries.Select(e => e.Value),
        InstanceOfNode n => [n.Value],
        _ => [],
    };

    /// <summary>The node and everything below it.</summary>
    public static IEnumerable<Node> All(Node node) => Of(node).SelectMany(All).Prepend(node);
}
