using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>A parsed expression, or the problems that kept it from being parsed. Made only by <see cref="Parser"/>.</summary>
public sealed class ParsedExpression
{
    internal ParsedExpression(string text, Node? root, int nodeCount, ImmutableArray<Problem> problems)
    {
        Text = text;
        Root = root;
        NodeCount = nodeCount;
        Problems = problems;
    }

    public string Text { get; }

    /// <summary>The whole expression, or none when there are problems.</summary>
    public Node? Root { get; }

    /// <summary>How many parts there are: every <see cref="Node.Id"/> is below it.</summary>
    public int NodeCount { get; }

    public ImmutableArray<Problem> Problems { get; }
}

/// <summary>Bounds that keep hostile text from costing more than an error.</summary>
public static class SyntaxLimits
{
    /// <summary>The longest expression, in characters.</summary>
    public const int Length = 20_000;

    /// <summary>The deepest nesting of parts.</summary>
    public const int Depth = 250;
}

/// <summary>Stops the parser at the first thing it cannot read.</summary>
internal sealed class SyntaxException(Problem problem) : Exception
{
    public Problem Problem { get; } = problem;
}
