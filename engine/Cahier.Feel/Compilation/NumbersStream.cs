using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>A number field of each row of another stream: the numbers are known by their rows, so that they are added as their column holds them.</summary>
internal sealed record NumbersStream(RowStream Source, ICodeEnvironment Environment, RowType Entity, RowField Field) : RowStream(Field.Fact)
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false) =>
        new MappedStream(Source, Element, row => Environment.Field(Entity, Field, row)).Each(body, backwards);

    /// <summary>Code that adds all to a tally.</summary>
    public Expression AddTo(ParameterExpression tally) => Source.Each(row => Environment.AddTo(tally, Entity, Field, row));
}
