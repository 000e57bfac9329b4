using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

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
        if (source is not ChildrenStream children || environment.FirstInOrder((RowType)children.Element.Type) is not { } order)
        {
            return new FilteredStream(source, row => Bind(item, row, () => IsTrue(filter.Predicate)));
        }

        // A low bound alone lets pass rows without a date, which stand last.
        var conditions = Conditions(filter.Predicate).ToList();
        var bounds = conditions.ToDictionary(c => c, c => BoundOf(c, item, order));
        var hasHigh = bounds.Values.Any(b => b is { IsLow: false });
        var left = conditions.FindAll(c => bounds[c] is null || (order.Fact.MayBeMissing && !hasHigh));
        var window = Window(children, order, bounds.Values, allWhenUnknown: false);
        return left.Count == 0 ? window : new FilteredStream(window, row => Bind(item, row, () => left.Select(IsTrue).Aggregate(Expression.AndAlso)));
    }

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

    private static RowStream Window(ChildrenStream children, RowField order, IEnumerable<DateBound?> bounds, bool allWhenUnknown)
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
        return other is null || TypeOf(other) is not DateType || ReadIn(other).Any(s => s == item || s is ItemFieldSymbol { Item: var of } && of == item || s is ItemEntrySymbol { Item: var entryOf } && entryOf == item)
            ? null
            : new DateBound(() => As(other, typeof(Values.Date?)), op is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual, op is ComparisonOperator.GreaterOrEqual or ComparisonOperator.LessOrEqual);
    }

    private bool IsFieldOf(Node node, LocalSymbol item, RowField field) => node switch
    {
        NameNode name => expression.SymbolOf(name) is ItemFieldSymbol read && read.Item == item && read.Field == field,
        PathNode { Target: NameNode target } path => expression.SymbolOf(target) == item && path.Name == field.Name,
        _ => false,
    };
}
