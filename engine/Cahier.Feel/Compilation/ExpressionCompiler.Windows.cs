using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Conditions on the date by which rows stand - <c>item.date &gt;= from and item.date &lt;= to</c> - are bounds between
/// which rows are searched for, instead of tests of each.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private RowStream Filtered(FilterNode filter, RowStream source)
    {
        var item = expression.DeclaredBy(filter)[0];
        if (source is not ChildrenStream children)
        {
            return new FilteredStream(source, row => Bind(item, row, () => IsTrue(filter.Predicate)));
        }

        // A low bound alone lets pass rows without a date, which stand last.
        var conditions = Conditions(filter.Predicate).ToList();
        var order = environment.FirstInOrder(children.Rows);
        var bounds = conditions.ToDictionary(c => c, c => order is null ? null : BoundOf(c, item, order));
        var hasHigh = bounds.Values.Any(b => b is { IsLow: false });
        var left = conditions.FindAll(c => bounds[c] is null || (order!.Fact.MayBeMissing && !hasHigh));
        var window = order is null ? children : Window(children, order, bounds.Values, allWhenUnknown: false);
        RowStream rows = window;
        if (left.Select(c => (Condition: c, Text: SameText(c, item, window))).Where(t => t.Text is not null).Take(SameTextStream.MostTexts).ToList() is { Count: > 0 } texts)
        {
            rows = new SameTextStream(window, [.. texts.Select(t => t.Text!)]);
            left.RemoveAll(c => texts.Exists(t => t.Condition == c));
        }

        return left.Count == 0 ? rows : new FilteredStream(rows, row => Bind(item, row, () => left.Select(IsTrue).Aggregate(Expression.AndAlso)));
    }

    /// <summary>The rows for which <c>item.text = …</c> holds, where what it is compared with is one text by number; null (C#) when the condition is another.</summary>
    private SameText? SameText(Node condition, LocalSymbol item, BoundedStream rows)
    {
        if (condition is not ComparisonNode { Operator: ComparisonOperator.Equal } comparison)
        {
            return null;
        }

        var (read, other) = TextFieldOf(comparison.Left, item) is { } left ? (left, comparison.Right) : (TextFieldOf(comparison.Right, item), comparison.Left);
        return read is not { } field ? null
            : other is LiteralNode { Value: TextValue text } ? environment.CodeOfText(rows.Rows, field, text.Value) is { } code ? new SameText(field, () => code) : null
            : !Reads(other, item) && TryField(other, f => f == field) is { } same && same.Entity == rows.Rows && environment.TextCode(same.Entity, field, same.Row) is not null
                ? new SameText(field, () => environment.TextCode(rows.Rows, field, TryField(other, _ => true)!.Value.Row)!)
                : null;
    }

    private RowField? TextFieldOf(Node node, LocalSymbol item) => node switch
    {
        NameNode name when expression.SymbolOf(name) is ItemFieldSymbol { Field: { Kind: RowFieldKind.Scalar, Fact.Type: TextType } field } read && read.Item == item => field,
        PathNode { Target: NameNode target } path when expression.SymbolOf(target) == item && TypeOf(target) is RowType entity && entity.TryFind(path.Name, out var field) && field is { Kind: RowFieldKind.Scalar, Fact.Type: TextType } => field,
        _ => null,
    };

    /// <summary>What <c>some … satisfies</c> goes over: rows out of bounds do not satisfy it, and change nothing.</summary>
    private RowStream Narrowed(QuantifiedNode node, RowStream source)
    {
        if (node.IsEvery || source is not ChildrenStream children || environment.FirstInOrder((RowType)children.Element.Type) is not { Fact.MayBeMissing: false } order)
        {
            return source;
        }

        var item = expression.DeclaredBy(node)[0];
        return Window(children, order, Conditions(node.Condition).Select(c => BoundOf(c, item, order)), allWhenUnknown: true);
    }

    private static BoundedStream Window(ChildrenStream children, RowField order, IEnumerable<DateBound?> bounds, bool allWhenUnknown)
    {
        ImmutableArray<DateBound> known = [.. bounds.OfType<DateBound>()];
        return known.IsEmpty ? children : new WindowStream(children, order, known, allWhenUnknown);
    }

    private static IEnumerable<Node> Conditions(Node condition) =>
        condition is LogicNode { IsAnd: true } both ? Conditions(both.Left).Concat(Conditions(both.Right)) : [condition];

    private DateBound? BoundOf(Node condition, LocalSymbol item, RowField order)
    {
        if (condition is not ComparisonNode { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) } comparison)
        {
            return null;
        }

        var (op, other) = IsFieldOf(comparison.Left, item, order) ? (comparison.Operator, comparison.Right)
            : IsFieldOf(comparison.Right, item, order) ? (Operators.Turned(comparison.Operator), comparison.Left)
            : (default, null);
        return other is null || TypeOf(other) is not DateType || Reads(other, item)
            ? null
            : new DateBound(() => As(other, typeof(Date?)), op is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual, op is ComparisonOperator.GreaterOrEqual or ComparisonOperator.LessOrEqual);
    }

    private bool Reads(Node node, LocalSymbol item) =>
        ReadIn(node).Any(s => s == item || s is ItemFieldSymbol { Item: var of } && of == item || s is ItemEntrySymbol { Item: var entryOf } && entryOf == item);

    private bool IsFieldOf(Node node, LocalSymbol item, RowField field) => node switch
    {
        NameNode name => expression.SymbolOf(name) is ItemFieldSymbol read && read.Item == item && read.Field == field,
        PathNode { Target: NameNode target } path => expression.SymbolOf(target) == item && path.Name == field.Name,
        _ => false,
    };
}
