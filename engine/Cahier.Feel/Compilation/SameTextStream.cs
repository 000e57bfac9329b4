using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Those of other rows whose text field has one text, known by its number: the numbers stand one after the other, so that
/// many are compared at a time and the rows between are not looked at.
/// </summary>
internal sealed record SameTextStream(BoundedStream Source, RowField Field, Func<Expression> Code) : RowStream(Source.Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Between((from, to) =>
    {
        var code = Expression.Variable(typeof(int), "code");
        var row = Expression.Variable(typeof(int), "row");
        var end = Expression.Variable(typeof(int), "end");
        var done = Expression.Label();
        var next = backwards ? Find(code, end, Expression.Increment(row), last: true) : Find(code, row, end, last: false);
        return Expression.Block(
            [code, row, end],
            Expression.Assign(backwards ? end : row, from),
            Expression.Assign(backwards ? row : end, backwards ? Expression.Decrement(to) : to),
            Expression.Assign(code, Code()),
            Source.Nest.Loop(() => Expression.Loop(
                Expression.Block(
                    Expression.Assign(row, next),
                    Expression.IfThen(backwards ? Expression.LessThan(row, end) : Expression.GreaterThanOrEqual(row, end), Expression.Break(done)),
                    body(row),
                    backwards ? Expression.PreDecrementAssign(row) : Expression.PreIncrementAssign(row)),
                done)));
    });

    private Expression Find(Expression code, Expression from, Expression to, bool last) => Source.Environment.SearchText(Source.Rows, Field, from, to, code, last);
}
