using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>One text that a field is to have.</summary>
/// <param name="Field">The field.</param>
/// <param name="Code">Code of the number of the text.</param>
internal sealed record SameText(RowField Field, Func<Expression> Code);

/// <summary>
/// Those of other rows whose text fields, one or two of them, have one text each, known by its number: the numbers stand one after
/// the other, so that many are compared at a time and the rows between are not looked at.
/// </summary>
internal sealed record SameTextStream(BoundedStream Source, ImmutableArray<SameText> Texts) : RowStream(Source.Element)
{
    /// <summary>How many fields can be looked at together.</summary>
    public const int MostTexts = 2;

    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Between((from, to) =>
    {
        ImmutableArray<ParameterExpression> codes = [.. Texts.Select(_ => Expression.Variable(typeof(int), "code"))];
        var row = Expression.Variable(typeof(int), "row");
        var end = Expression.Variable(typeof(int), "end");
        var done = Expression.Label();
        var next = backwards ? Find(codes, end, Expression.Increment(row), last: true) : Find(codes, row, end, last: false);
        return Expression.Block(
            [.. codes, row, end],
            Expression.Assign(backwards ? end : row, from),
            Expression.Assign(backwards ? row : end, backwards ? Expression.Decrement(to) : to),
            Expression.Block(Texts.Zip(codes, (text, code) => Expression.Assign(code, text.Code()))),
            Source.Nest.Loop(() => Expression.Loop(
                Expression.Block(
                    Expression.Assign(row, next),
                    Expression.IfThen(backwards ? Expression.LessThan(row, end) : Expression.GreaterThanOrEqual(row, end), Expression.Break(done)),
                    body(row),
                    backwards ? Expression.PreDecrementAssign(row) : Expression.PreIncrementAssign(row)),
                done)));
    });

    private Expression Find(ImmutableArray<ParameterExpression> codes, Expression from, Expression to, bool last) =>
        Source.Environment.SearchTexts(Source.Rows, [.. Texts.Zip(codes, (text, code) => (text.Field, (Expression)code))], from, to, last);
}
