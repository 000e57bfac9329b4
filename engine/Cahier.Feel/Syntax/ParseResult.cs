using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>A parsed expression, or the problems that kept it from being parsed. Made only by <see cref="Parser"/>.</summary>
public sealed class ParsedExpression
{
    internal ParsedExpression(string text, Node? root, int nodeCount, ImmutableArray<Problem> problems)
    {
        Text = text;
        Meant = root;
        NodeCount = nodeCount;
        Problems = problems;
    }

    public string Text { get; }

    /// <summary>The whole expression, or none when there are problems.</summary>
    public Node? Root => Problems.IsEmpty ? Meant : null;

    /// <summary>The expression as it was probably meant, when every problem has an obvious correction: it is checked too, never evaluated.</summary>
    internal Node? Meant { get; }

    /// <summary>How many parts there are: every <see cref="Node.Id"/> is below it.</summary>
    public int NodeCount { get; }

    public ImmutableArray<Problem> Problems { get; }
}

/// <summary>Bounds that keep hostile text from costing more than an error.</summary>
public static class SyntaxLimits
{
    /// <summary>The longest expression, in characters.</summary>
    public const int Length = 20_000;

    /// <summary>The most problems that are looked for in one expression.</summary>
    public const int Problems = 20;

    /// <summary>The deepest nesting of parts.</summary>
    public const int Depth = 250;
}

/// <summary>Stops the parser at what it cannot read.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="correction">What was probably meant: reading begins again with it, to find what else is wrong.</param>
internal sealed class SyntaxException(Problem problem, Correction? correction = null) : Exception
{
    public Problem Problem { get; } = problem;

    public Correction? Correction { get; } = correction;
}

/// <summary>Tokens to put in the place of others.</summary>
internal sealed record Correction(int First, int Count, ImmutableArray<Token> Instead);
