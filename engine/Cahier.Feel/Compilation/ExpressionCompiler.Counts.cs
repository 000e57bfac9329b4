using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary><c>count(…) &gt; 0</c>, and the like: counting ends where more items make no difference.</summary>
public sealed partial class ExpressionCompiler
{
    private BlockExpression? CountComparison(ComparisonNode node)
    {
        if (TypeOf(node.Left) is not NumberType || TypeOf(node.Right) is not NumberType)
        {
            return null;
        }

        return Counts(node.Left) && TryCounted(node.Left) is { } counted ? CountComparison(counted, node.Operator, node.Right)
            : Counts(node.Right) && TryCounted(node.Right) is { } other ? CountComparison(other, Operators.Turned(node.Operator), node.Left)
            : null;
    }

    private BlockExpression CountComparison(RowStream stream, ComparisonOperator op, Node other)
    {
        var bound = Expression.Variable(typeof(decimal?), "bound");
        var items = Expression.Variable(typeof(int), "items");
        var enough = Expression.Variable(typeof(int), "enough");
        var decided = Expression.Label();
        return Expression.Block(
            typeof(bool?),
            [bound, items, enough],
            Expression.Assign(bound, As(other, typeof(decimal?))),
            Expression.Assign(enough, CallLifted(nameof(Lifted.Enough), Expression.Constant(op), bound)),
            Expression.Assign(items, Expression.Constant(0)),
            stream.Each(_ => Expression.IfThen(Expression.GreaterThanOrEqual(Expression.PreIncrementAssign(items), enough), Expression.Goto(decided))),
            Expression.Label(decided),
            CallLifted(nameof(Lifted.CompareCount), Expression.Constant(op), items, bound));
    }

    private bool Counts(Node node) => node is InvocationNode call
        && (IsBuiltin(call, "count") || (Defined(call) is { Fact.Type: NumberType } body && new ExpressionCompiler(body, environment, nest).Counts(body.Root)));

    /// <summary>The items that a node counts, itself or by a function; null (C#) when it does something else.</summary>
    private RowStream? TryCounted(Node node)
    {
        if (node is InvocationNode { Arguments: [{ Name: null, Value: var list }] } count && IsBuiltin(count, "count"))
        {
            return TryStream(list);
        }

        if (node is not InvocationNode call || Defined(call) is not { Fact.Type: NumberType } body)
        {
            return null;
        }

        var entered = Enter(call, body);
        return entered.AllKnown is null && entered.Body.TryCounted(body.Root) is { } counted ? new EnteredStream(counted, entered.Variables, entered.Assignments) : null;
    }
}
