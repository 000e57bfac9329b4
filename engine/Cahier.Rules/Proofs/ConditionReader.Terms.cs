using System.Text;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Proofs;

internal sealed partial class ConditionReader
{
    private const int LongestKey = 4000;

    private Term TermOf(CheckedExpression from, Node node)
    {
        if (node is NameNode name && Definition(from, name) is { } definition)
        {
            return Deeper(definition, TermOf);
        }

        if (node is InputNode)
        {
            var input = from.Parameters is [var declared, ..] ? declared.Fact : TypeFact.Optional(FeelType.Any);
            return new Term("?", input.Type, input.MayBeMissing);
        }

        var key = KeyOf(from, node);
        var fact = from.FactOf(node);
        var (least, most) = names.Limits(key);
        return new Term(key, fact.Type, fact.MayBeMissing, IsCount(node) ? 0 : least, most);
    }

    private static bool IsCount(Node node) => node is InvocationNode { Function: NameNode { Name: "count" or "string length" } };

    /// <summary>
    /// A calculation's text with names of values and parameters replaced by what they stand for, and blanks that do not matter taken out.
    /// Two of one key are the same calculation.
    /// </summary>
    private string KeyOf(CheckedExpression from, Node node)
    {
        if (node.Span.Length == 0)
        {
            return "?";
        }

        var key = new StringBuilder();
        var at = node.Span.Start;
        foreach (var name in NodeParts.All(node).OfType<NameNode>().OrderBy(n => n.Span.Start))
        {
            if (Replacement(from, name) is { } replacement && name.Span.Start >= at)
            {
                key.Append(Plain(from.Text[at..name.Span.Start])).Append(replacement);
                at = name.Span.End;
            }
        }

        key.Append(Plain(from.Text[at..node.Span.End]));
        // Beyond, the text alone: what is not found to be the same is only not proven.
        return key.Length <= LongestKey ? key.ToString() : from.Text.Substring(node.Span.Start, node.Span.Length);
    }

    private string? Replacement(CheckedExpression from, NameNode name) => from.SymbolOf(name) switch
    {
        null => null,
        { } symbol when names.Constant(symbol) is { } constant => FeelText.Write(constant),
        _ when Definition(from, name) is { } definition => Simple(definition.Root) ? Deeper(definition, KeyOf) : $"({Deeper(definition, KeyOf)})",
        _ => null,
    };

    private static bool Simple(Node node) => node is NameNode or PathNode or LiteralNode or InvocationNode;

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        var inText = false;
        for (var i = 0; i < text.Length; i++)
        {
            inText ^= text[i] == '"' && (i == 0 || text[i - 1] != '\\');
            if (inText || !char.IsWhiteSpace(text[i]))
            {
                plain.Append(text[i]);
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString();
    }

    /// <summary>A number, date or length of time as a sum of terms; null when the node is of another kind.</summary>
    private Sum? SumOf(CheckedExpression from, Node node)
    {
        if (KnownValue(from, node) is { } known)
        {
            return Sum.Of(known);
        }

        switch (node)
        {
            case NameNode name when Definition(from, name) is { } definition:
                return Deeper(definition, SumOf);
            case NegationNode negation:
                return SumOf(from, negation.Operand)?.Times(-1);
            case ArithmeticNode { Operator: ArithmeticOperator.Add } sum:
                return SumOf(from, sum.Left) is { } first && SumOf(from, sum.Right) is { } second ? first.Plus(second) : AsTerm(from, node);
            case ArithmeticNode { Operator: ArithmeticOperator.Subtract } difference:
                return SumOf(from, difference.Left) is { } whole && SumOf(from, difference.Right) is { } part ? whole.Minus(part) : AsTerm(from, node);
            case ArithmeticNode { Operator: ArithmeticOperator.Multiply } product when from.FactOf(node).Type is NumberType:
                return SumOf(from, product.Left) is { } left && SumOf(from, product.Right) is { } right
                    ? (left.IsConstant ? right.Times(left.Constant) : right.IsConstant ? left.Times(right.Constant) : null) ?? AsTerm(from, node)
                    : AsTerm(from, node);
            case PathNode { Name: "days" } path when from.FactOf(path.Target).Type is DaysDurationType && SumOf(from, path.Target) is { IsOfDates: true } days:
                return days;
            default:
                return AsTerm(from, node);
        }
    }

    private Sum? AsTerm(CheckedExpression from, Node node)
    {
        var term = TermOf(from, node);
        return term.Type is NumberType or DateType or DaysDurationType or MonthsDurationType ? Sum.Of(term) : null;
    }
}
