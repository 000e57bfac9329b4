using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;

namespace Cahier.Feel.Tests.Fuzzing;

/// <summary>What texts have reached so far: kinds of nodes under kinds of nodes, functions, problems and kinds of values. A text that reaches something new is worth going on from.</summary>
internal sealed class Coverage
{
    private readonly HashSet<string> reached = new(StringComparer.Ordinal);

    public int Count => reached.Count;

    /// <summary>Takes what a text has reached; tells whether any of it is new.</summary>
    public bool Add(CheckResult strict, CheckResult standard, string outcome)
    {
        var before = reached.Count;
        foreach (var problem in strict.Problems)
        {
            reached.Add($"{problem.Code} {problem.Cause.Split('‘')[0]}");
        }

        if (standard.Expression is { } expression)
        {
            Walk(expression, expression.Root, "");
            reached.Add($"{expression.Root.GetType().Name} gives {outcome}");
        }

        return reached.Count > before;
    }

    private void Walk(CheckedExpression expression, Node node, string above)
    {
        var name = node is NameNode && expression.SymbolOf(node) is BuiltinSymbol function ? function.Name : node.GetType().Name;
        reached.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {expression.FactOf(node).Type.GetType().Name} under {above}"));
        foreach (var part in NodeParts.Of(node))
        {
            Walk(expression, part, node.GetType().Name);
        }
    }
}
