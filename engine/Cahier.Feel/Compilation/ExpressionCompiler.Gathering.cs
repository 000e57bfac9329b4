using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>Rows given to a function that goes over them several times: gathered as long as nothing that they depend on changes.</summary>
public sealed partial class ExpressionCompiler
{
    private Entered Gather(Entered entered, LocalSymbol parameter, Node argument, RowStream rows)
    {
        var gathered = Expression.Variable(typeof(RowBuffer), parameter.Name);
        entered.Body.streams[parameter] = new GatheredStream(nest, (RowType)rows.Element.Type, gathered);
        return entered with { Variables = entered.Variables.Add(gathered), Assignments = entered.Assignments.Add(Expression.Assign(gathered, Gathered(LevelOf(argument), argument))) };
    }

    private Expression Gathered(int level, Node argument)
    {
        if (level >= nest.Floor)
        {
            return Gathering(argument);
        }

        var floor = nest.Lower(level);
        var gathering = Gathering(argument);
        nest.Raise(floor);
        return nest.Keep(level, gathering, environment);
    }

    private BlockExpression Gathering(Node argument)
    {
        var buffer = Expression.Variable(typeof(RowBuffer), "buffer");
        return Expression.Block(
            typeof(RowBuffer),
            [buffer],
            Expression.Assign(buffer, Expression.Call(environment.KeepForRun(Expression.New(typeof(RowBuffer))), nameof(RowBuffer.Empty), null)),
            TryStream(argument)!.Each(row => Expression.Call(buffer, nameof(RowBuffer.Add), null, row)),
            buffer);
    }
}
