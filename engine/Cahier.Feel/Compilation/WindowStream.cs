using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>A bound of the dates that are wanted.</summary>
/// <param name="Date">Code of the date, which may be unknown.</param>
/// <param name="IsLow">Whether rows before it are not wanted, or else those after it.</param>
/// <param name="IsIncluded">Whether those of the date itself are.</param>
internal readonly record struct DateBound(Func<Expression> Date, bool IsLow, bool IsIncluded);

/// <summary>
/// The rows that hang from a row, those within bounds of dates: found by search, for they stand in order of their dates.
/// Where a bound is unknown there is no row, or - where what is unknown matters - there are all.
/// </summary>
internal sealed record WindowStream(ChildrenStream Children, RowField Field, ImmutableArray<DateBound> Bounds, bool AllWhenUnknown) : BoundedStream(Children.Nest, Children.Environment, Children.Rows)
{
    public override Expression Between(Func<Expression, Expression, Expression> each)
    {
        var parent = Expression.Variable(typeof(int), "parent");
        var from = Expression.Variable(typeof(int), "from");
        var to = Expression.Variable(typeof(int), "to");
        var children = Children.Environment.Children(Children.Entity, Children.Field, parent);
        var steps = new List<Expression> { Expression.Assign(parent, Children.Row), Expression.Assign(from, children.From), Expression.Assign(to, children.To) };
        steps.AddRange(Bounds.Select(bound => Narrowed(bound, from, to)));
        steps.Add(each(from, to));
        return Expression.Block([parent, from, to], steps);
    }

    // Nothing is asked for where no row is left: a bound may take longer to find than the rows.
    private ConditionalExpression Narrowed(DateBound bound, ParameterExpression from, ParameterExpression to)
    {
        var date = Expression.Variable(typeof(Values.Date?), "date");
        var found = Environment.Search(Rows, Field, from, to, Expression.Call(date, nameof(Nullable<>.GetValueOrDefault), null), later: bound.IsLow != bound.IsIncluded);
        Expression known = Expression.Assign(bound.IsLow ? from : to, found);
        Expression unknown = AllWhenUnknown ? Expression.Empty() : Expression.Assign(to, from);
        return Expression.IfThen(
            Expression.LessThan(from, to),
            Expression.Block([date], Expression.Assign(date, bound.Date()), Expression.IfThenElse(Expression.Property(date, nameof(Nullable<>.HasValue)), known, unknown)));
    }
}
