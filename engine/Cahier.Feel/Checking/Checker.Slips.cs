using System.Globalization;
using System.Text.RegularExpressions;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

// What the language can read, but not as it was meant: a day written as a division, a range written as a subtraction.
public sealed partial class Checker
{
    private static readonly Regex DayFirst = new("^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})$", RegexOptions.CultureInvariant);
    private static readonly Regex YearFirst = new("^([0-9]{4})[/-]([0-9]{2})[/-]([0-9]{2})$", RegexOptions.CultureInvariant);

    /// <summary>Reports <c>01/07/2019</c> and <c>2019-07-01</c>, which would be calculated.</summary>
    private bool DateSlip(ArithmeticNode node)
    {
        if (mode == CheckMode.Standard || node.Operator is not (ArithmeticOperator.Divide or ArithmeticOperator.Subtract) || node.Span.Length is < 8 or > 10)
        {
            return false;
        }

        var text = parsed.Text.Substring(node.Span.Start, node.Span.Length);
        var (match, year, day) = DayFirst.Match(text) is { Success: true } first ? (first, 3, 1) : (YearFirst.Match(text), 1, 3);
        if (!match.Success)
        {
            return false;
        }

        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var read = string.Create(CultureInfo.InvariantCulture, $"{Part(year):0000}-{Part(2):00}-{Part(day):00}");
        Report(DiagnosticCatalog.BadLiteral, node.Span, $"‘{text}’ is a {(node.Operator == ArithmeticOperator.Divide ? "division" : "subtraction")} here, not a day", $"write date(\"{(Date.TryParse(read, out _) ? read : "2019-07-01")}\"): year, month, day");
        return true;
    }

    /// <summary>Reports <c>65 &lt; age &lt; 80</c>, which would compare an outcome with a number.</summary>
    private bool ChainSlip(ComparisonNode node)
    {
        if (mode == CheckMode.Standard || node.Left is not ComparisonNode { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) } left || node.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return false;
        }

        var rest = parsed.Text[left.Right.Span.End..node.Span.End];
        Report(DiagnosticCatalog.NotComparable, node.Span, "two comparisons cannot stand in a row", $"write {Excerpt(left)} and {Excerpt(left.Right)}{rest}");
        return true;
    }

    /// <summary>Reports <c>mode = home</c>: a code that stands without quotes.</summary>
    private bool QuotesSlip(TypeFact left, Node right)
    {
        if (mode == CheckMode.Standard || left.Type is not TextType { Codes.Values: var codes } || right is not NameNode { Name: var name } || !codes.Contains(name) || Resolve(name) is not null)
        {
            return false;
        }

        Report(DiagnosticCatalog.UnknownName, right.Span, $"‘{name}’ is a text, and a text stands in double quotes", $"write \"{name}\"");
        return true;
    }

    /// <summary>Reports <c>item.kind = kind</c> in a filter over rows that have the field: both are the row's.</summary>
    private bool FieldSlip(ComparisonNode node)
    {
        if (mode == CheckMode.Standard || RowFieldOf(node.Left) is not { } field || RowFieldOf(node.Right) != field)
        {
            return false;
        }

        var row = ((RowType)field.Item.Fact.Type).Entity;
        Report(DiagnosticCatalog.SameField, node.Span, $"‘{field.Field.Name}’ is on both sides the {field.Field.Name} of the {row} that is looked at", $"give what else is called {field.Field.Name} another name");
        return true;
    }

    /// <summary>The field of the item that is looked at, written as <c>item.kind</c> or <c>kind</c>.</summary>
    private (RowField Field, LocalSymbol Item)? RowFieldOf(Node node) => node switch
    {
        NameNode name when symbols[name.Id] is ItemFieldSymbol symbol => (symbol.Field, symbol.Item),
        PathNode { Target: NameNode target, Name: var name } when symbols[target.Id] is LocalSymbol { Fact.Type: RowType row } item && row.TryFind(name, out var field) => (field, item),
        _ => null,
    };

    /// <summary>Reports <c>x = 1 or 2</c>: the second value is compared with nothing.</summary>
    private bool AlternativeSlip(LogicNode node, TypeFact right)
    {
        if (mode == CheckMode.Standard || right.Type is BooleanType or AnyType or NullType || node is not { Left: ComparisonNode compared, Right: LiteralNode })
        {
            return false;
        }

        var sign = parsed.Text[compared.Left.Span.End..compared.Right.Span.Start].Trim();
        Report(DiagnosticCatalog.WrongType, node.Right.Span, $"{Quote(node.Right)} is compared with nothing", $"repeat the comparison: {Excerpt(compared)} {(node.IsAnd ? "and" : "or")} {Excerpt(compared.Left)} {sign} {Excerpt(node.Right)}{(compared.Operator == ComparisonOperator.Equal && !node.IsAnd ? $", or write {Excerpt(compared.Left)} in ({Excerpt(compared.Right)}, {Excerpt(node.Right)})" : "")}");
        return true;
    }

    /// <summary>Reports <c>65-80</c> as a test, which would be the one number -15.</summary>
    private bool RangeSlip(Node test)
    {
        if (mode == CheckMode.Standard || test is not ArithmeticNode { Operator: ArithmeticOperator.Subtract, Left: LiteralNode { Value: NumberValue { Value: var low } }, Right: LiteralNode { Value: NumberValue { Value: var high } } } || low >= high)
        {
            return false;
        }

        Report(DiagnosticCatalog.UnexpectedText, test.Span, $"{Quote(test)} is a subtraction here, not a range", string.Create(CultureInfo.InvariantCulture, $"write [{low}..{high}], or [{low}..{high}) without {high}"));
        return true;
    }
}
