using System.Collections.Immutable;

namespace Cahier.Feel.Syntax;

/// <summary>A part of a parsed expression. <see cref="Id"/> numbers the parts of one expression from 0, children first.</summary>
public abstract class Node
{
    private protected Node() { }

    public int Id { get; internal init; }

    public SourceSpan Span { get; internal init; }
}

/// <summary>A number, text, boolean, null or <c>@</c> literal: <see cref="Value"/> is what it stands for.</summary>
public sealed class LiteralNode : Node
{
    public required Values.FeelValue Value { get; init; }
}

/// <summary>A name: a variable, a property of the item in a filter, or a function.</summary>
public sealed class NameNode : Node
{
    public required string Name { get; init; }
}

/// <summary>The value under test, written <c>?</c>.</summary>
public sealed class InputNode : Node;

/// <summary><c>target.name</c></summary>
public sealed class PathNode : Node
{
    public required Node Target { get; init; }

    public required string Name { get; init; }

    public required SourceSpan NameSpan { get; init; }
}

/// <summary><c>-operand</c></summary>
public sealed class NegationNode : Node
{
    public required Node Operand { get; init; }
}

/// <summary>The operators <c>+</c>, <c>-</c>, <c>*</c>, <c>/</c> and <c>**</c>.</summary>
public enum ArithmeticOperator { Add, Subtract, Multiply, Divide, Power }

/// <summary><c>left + right</c> and the like.</summary>
public sealed class ArithmeticNode : Node
{
    public required ArithmeticOperator Operator { get; init; }

    public required Node Left { get; init; }

    public required Node Right { get; init; }
}

/// <summary>The operators <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c>.</summary>
public enum ComparisonOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary><c>left = right</c> and the like.</summary>
public sealed class ComparisonNode : Node
{
    public required ComparisonOperator Operator { get; init; }

    public required Node Left { get; init; }

    public required Node Right { get; init; }
}

/// <summary><c>left and right</c> or <c>left or right</c>, three-valued.</summary>
public sealed class LogicNode : Node
{
    /// <summary>True for <c>and</c>, false for <c>or</c>.</summary>
    public required bool IsAnd { get; init; }

    public required Node Left { get; init; }

    public required Node Right { get; init; }
}

/// <summary><c>value between low and high</c>, both ends included.</summary>
public sealed class BetweenNode : Node
{
    public required Node Value { get; init; }

    public required Node Low { get; init; }

    public required Node High { get; init; }
}

/// <summary><c>value in test</c> or <c>value in (test, test)</c>: true when any test holds.</summary>
public sealed class InNode : Node
{
    public required Node Value { get; init; }

    public required ImmutableArray<Node> Tests { get; init; }
}

/// <summary>
/// A unary test that compares the value under test: <c>&lt; 10</c>. Standing alone in brackets it is a range,
/// <c>(&lt; 10)</c>.
/// </summary>
public sealed class ComparisonTestNode : Node
{
    public required ComparisonOperator Operator { get; init; }

    public required Node Operand { get; init; }
}

/// <summary>The unary tests of a table cell: <c>-</c> (no tests, not negated) holds always; <c>not(…)</c> negates.</summary>
public sealed class UnaryTestsNode : Node
{
    public required bool Negated { get; init; }

    public required ImmutableArray<Node> Tests { get; init; }
}

/// <summary>A range such as <c>[1..3)</c>.</summary>
public sealed class RangeNode : Node
{
    public required Node Start { get; init; }

    public required bool StartIncluded { get; init; }

    public required Node End { get; init; }

    public required bool EndIncluded { get; init; }
}

/// <summary><c>if condition then … else …</c></summary>
public sealed class ConditionalNode : Node
{
    public required Node Condition { get; init; }

    public required Node Then { get; init; }

    public required Node Else { get; init; }
}

/// <summary>One <c>name in domain</c> or <c>name in start..end</c> of an iteration.</summary>
public sealed class IteratorNode : Node
{
    public required string Name { get; init; }

    public required Node Domain { get; init; }

    /// <summary>The last number of <c>start..end</c>, or none for a list.</summary>
    public required Node? DomainEnd { get; init; }
}

/// <summary><c>for name in domain, … return body</c></summary>
public sealed class ForNode : Node
{
    public required ImmutableArray<IteratorNode> Iterators { get; init; }

    public required Node Body { get; init; }
}

/// <summary><c>some … satisfies</c> or <c>every … satisfies</c>.</summary>
public sealed class QuantifiedNode : Node
{
    public required bool IsEvery { get; init; }

    public required ImmutableArray<IteratorNode> Iterators { get; init; }

    public required Node Condition { get; init; }
}

/// <summary><c>list[predicate]</c> or <c>list[number]</c>.</summary>
public sealed class FilterNode : Node
{
    public required Node Target { get; init; }

    public required Node Predicate { get; init; }
}

/// <summary>An argument, with its name in a named invocation.</summary>
public readonly record struct ArgumentNode(string? Name, Node Value);

/// <summary><c>function(argument, …)</c>, by position or by name.</summary>
public sealed class InvocationNode : Node
{
    public required Node Function { get; init; }

    public required ImmutableArray<ArgumentNode> Arguments { get; init; }

    /// <summary>What the arguments are called, null (C#) for one by position. Made once, for invocations run often.</summary>
    internal string?[] Names => field ??= [.. Arguments.Select(a => a.Name)];
}

/// <summary>A parameter of a function written in place, with its type when one is given.</summary>
public readonly record struct ParameterNode(string Name, TypeNode? Type);

/// <summary><c>function(parameter, …) body</c></summary>
public sealed class FunctionNode : Node
{
    public required ImmutableArray<ParameterNode> Parameters { get; init; }

    public required Node Body { get; init; }

    /// <summary>Whether the body is <c>external</c>: such a function is refused everywhere.</summary>
    public required bool External { get; init; }
}

/// <summary><c>[item, …]</c></summary>
public sealed class ListNode : Node
{
    public required ImmutableArray<Node> Items { get; init; }
}

/// <summary>An entry of a context.</summary>
public readonly record struct EntryNode(string Key, SourceSpan KeySpan, Node Value);

/// <summary><c>{key: value, …}</c>: an entry may read those before it.</summary>
public sealed class ContextNode : Node
{
    public required ImmutableArray<EntryNode> Entries { get; init; }
}

/// <summary><c>value instance of type</c></summary>
public sealed class InstanceOfNode : Node
{
    public required Node Value { get; init; }

    public required TypeNode Type { get; init; }
}

/// <summary>A type as written after <c>instance of</c> or a parameter's colon.</summary>
/// <param name="Name">For example <c>number</c>, <c>list</c>, <c>context</c>, <c>function</c>, or an unknown name.</param>
/// <param name="Arguments">Types in angle brackets; entry names for contexts.</param>
/// <param name="Result">The result of a function type.</param>
public sealed record TypeNode(string Name, ImmutableArray<(string? Name, TypeNode Type)> Arguments, TypeNode? Result, SourceSpan Span);
