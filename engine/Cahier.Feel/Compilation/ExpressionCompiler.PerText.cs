using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>
/// What depends on a text field or two of rows and else on nothing that changes - a tariff by the nature of an act - is found
/// once for each text, or each two, that occur. Only calls of tables, functions and scripts, and what is made of them, are worth it.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private const int MostSubjects = 2;

    private Expression? PerText(Node node)
    {
        if (nest.IsPerText || !MayBePerText(node) || TextSubjects(node) is not [_, ..] subjects)
        {
            return null;
        }

        var reads = ImmutableArray.CreateBuilder<TextRead>();
        foreach (var subject in subjects)
        {
            if (TryField(subject, f => f.Fact.Type is TextType) is not var (entity, field, row))
            {
                return null;
            }

            reads.Add(new TextRead(entity, field, row));
        }

        nest.IsPerText = true;
        var value = Make(node);
        nest.IsPerText = false;
        return environment.PerText(reads.ToImmutable(), value) ?? value;
    }

    private bool MayBePerText(Node node) => nest.KeepsForRun && node switch
    {
        InvocationNode { Function: NameNode name } => expression.SymbolOf(name) is GlobalSymbol,
        ComparisonNode comparison => MayBePerText(comparison.Left) || MayBePerText(comparison.Right),
        _ => false,
    };

    /// <summary>The text fields that a node depends on; none when it depends on many, or on something else.</summary>
    private List<Node> TextSubjects(Node node)
    {
        var subjects = new List<Node>();
        return Find(node, subjects) ? subjects : [];
    }

    private bool Find(Node node, List<Node> subjects)
    {
        if (IsTextField(node))
        {
            if (!subjects.Exists(s => TextOf(s).SequenceEqual(TextOf(node))))
            {
                subjects.Add(node);
            }

            return subjects.Count <= MostSubjects;
        }

        if (!expression.DeclaredBy(node).IsEmpty || node is FunctionNode || (node is NameNode or InputNode && expression.SymbolOf(node) is { } symbol && LevelOf(symbol) != LoopNest.OfRun))
        {
            return false;
        }

        foreach (var part in NodeParts.Of(node))
        {
            if (!Find(part, subjects))
            {
                return false;
            }
        }

        return true;
    }

    // Of a row known by its number, which some loop outside of the node goes over.
    private bool IsTextField(Node node) => node switch
    {
        PathNode path => TypeOf(path.Target) is RowType entity && entity.TryFind(path.Name, out var field) && field is { Kind: RowFieldKind.Scalar, Fact.Type: TextType },
        NameNode name => expression.SymbolOf(name) switch
        {
            ItemFieldSymbol { Field: { Kind: RowFieldKind.Scalar, Fact.Type: TextType } } item => locals.TryGetValue(item.Item, out var row) && row.Type == typeof(int),
            LocalSymbol local => locals.TryGetValue(local, out var text) && nest.ReadOf(text) is not null,
            _ => false,
        },
        _ => false,
    };

    private ReadOnlySpan<char> TextOf(Node node) => expression.Text.AsSpan(node.Span.Start, node.Span.Length);
}
