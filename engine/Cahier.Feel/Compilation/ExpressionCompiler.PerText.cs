using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>
/// What depends on one text field of a row and else on nothing that changes - a tariff by the nature of an act - is found
/// once for each text that occurs. Only calls of tables, functions and scripts, and what is made of them, are worth it.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private Expression? PerText(Node node)
    {
        if (nest.IsPerText || !MayBePerText(node) || TextSubject(node) is not { } subject || TryField(subject, f => f.Fact.Type is TextType) is not { } read)
        {
            return null;
        }

        nest.IsPerText = true;
        var value = Make(node);
        nest.IsPerText = false;
        return environment.PerText(read.Entity, read.Field, read.Row, value) ?? value;
    }

    private bool MayBePerText(Node node) => nest.KeepsForRun && node switch
    {
        InvocationNode { Function: NameNode name } => expression.SymbolOf(name) is GlobalSymbol,
        ComparisonNode comparison => MayBePerText(comparison.Left) || MayBePerText(comparison.Right),
        _ => false,
    };

    /// <summary>The one text field that a node depends on; null (C#) when it depends on more, or on something else.</summary>
    private Node? TextSubject(Node node)
    {
        Node? subject = null;
        return Find(node, ref subject) ? subject : null;
    }

    private bool Find(Node node, ref Node? subject)
    {
        if (IsTextField(node))
        {
            var isOther = subject is not null && !TextOf(subject).SequenceEqual(TextOf(node));
            subject ??= node;
            return !isOther;
        }

        if (!expression.DeclaredBy(node).IsEmpty || node is FunctionNode || (node is NameNode or InputNode && expression.SymbolOf(node) is { } symbol && LevelOf(symbol) != LoopNest.OfRun))
        {
            return false;
        }

        foreach (var part in NodeParts.Of(node))
        {
            if (!Find(part, ref subject))
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
