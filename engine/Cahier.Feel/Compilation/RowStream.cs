using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>Items that compiled code goes over one by one, without making a list.</summary>
/// <param name="Element">What is known of an item.</param>
internal abstract record RowStream(TypeFact Element)
{
    /// <summary>Code that runs a body for each item.</summary>
    /// <param name="body">Makes the code of the body for an item.</param>
    /// <param name="backwards">Whether the last item comes first.</param>
    public abstract Expression Each(Func<Expression, Expression> body, bool backwards = false);
}

/// <summary>Rows that stand one after the other.</summary>
internal sealed record RangeStream(LoopNest Nest, RowType Entity, Expression From, Expression To) : RowStream(new TypeFact(Entity, false))
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false)
    {
        var row = Expression.Variable(typeof(int), "row");
        var end = Expression.Variable(typeof(int), "end");
        var done = Expression.Label();
        return Expression.Block(
            [row, end],
            Expression.Assign(backwards ? end : row, From),
            Expression.Assign(backwards ? row : end, backwards ? Expression.Decrement(To) : To),
            Nest.Loop(() => Expression.Loop(
                Expression.Block(
                    Expression.IfThen(backwards ? Expression.LessThan(row, end) : Expression.GreaterThanOrEqual(row, end), Expression.Break(done)),
                    body(row),
                    backwards ? Expression.PreDecrementAssign(row) : Expression.PreIncrementAssign(row)),
                done)));
    }
}

/// <summary>Rows between two numbers that are found when they are asked for.</summary>
internal abstract record BoundedStream(LoopNest Nest, ICodeEnvironment Environment, RowType Rows) : RowStream(new TypeFact(Rows, false))
{
    /// <summary>Code that finds the numbers and goes over the rows between them.</summary>
    public abstract Expression Between(Func<Expression, Expression, Expression> each);

    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Between((from, to) => new RangeStream(Nest, Rows, from, to).Each(body, backwards));
}

/// <summary>The rows that hang from a row.</summary>
internal sealed record ChildrenStream(LoopNest Nest, ICodeEnvironment Environment, RowType Entity, RowField Field, Expression Row)
    : BoundedStream(Nest, Environment, (RowType)((ListType)Field.Fact.Type).Element)
{
    public override Expression Between(Func<Expression, Expression, Expression> each)
    {
        var parent = Expression.Variable(typeof(int), "parent");
        var (from, to) = Environment.Children(Entity, Field, parent);
        return Expression.Block([parent], Expression.Assign(parent, Row), each(from, to));
    }
}

/// <summary>The items of another stream for which a condition is true.</summary>
internal sealed record FilteredStream(RowStream Source, Func<Expression, Expression> Condition) : RowStream(Source.Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Each(item => Expression.IfThen(Condition(item), body(item)), backwards);
}

/// <summary>What each item of another stream is turned into.</summary>
internal sealed record MappedStream(RowStream Source, TypeFact Element, Func<Expression, Expression> Map) : RowStream(Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Each(
        item =>
        {
            var mapped = Expression.Variable(NativeForm.Of(Element.Type), "mapped");
            return Expression.Block([mapped], Expression.Assign(mapped, Map(item)), body(mapped));
        },
        backwards);
}

/// <summary>The rows that hang from each row of another stream.</summary>
internal sealed record NestedStream(RowStream Source, TypeFact Element, Func<Expression, RowStream> Inner) : RowStream(Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Source.Each(item => Inner(item).Each(body, backwards), backwards);
}

/// <summary>The items that the body of a function gives, once its arguments are at hand.</summary>
internal sealed record EnteredStream(RowStream Inner, ImmutableArray<ParameterExpression> Variables, ImmutableArray<Expression> Assignments) : RowStream(Inner.Element)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) => Expression.Block(Variables, [.. Assignments, Inner.Each(body, backwards)]);
}
