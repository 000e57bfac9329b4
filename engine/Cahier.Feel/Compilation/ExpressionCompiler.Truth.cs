using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Conditions of which only one outcome is asked, as filters and <c>if</c> ask whether something is true: what is false and
/// what is unknown then come to the same, and plain booleans do.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private Expression IsTrue(Node node) => Is(node, true);

    private Expression Is(Node node, bool wanted)
    {
        switch (node)
        {
            case LogicNode logic:
                return logic.IsAnd == wanted
                    ? Expression.AndAlso(Is(logic.Left, wanted), Is(logic.Right, wanted))
                    : Expression.OrElse(Is(logic.Left, wanted), Is(logic.Right, wanted));
            case InvocationNode { Function: NameNode name, Arguments: [{ Name: null, Value: var operand }] } when expression.SymbolOf(name) is BuiltinSymbol { Builtin.Name: "not" } && TypeOf(operand) is Types.BooleanType:
                return Is(operand, !wanted);
            default:
                return Expression.Equal(As(node, typeof(bool?)), Expression.Constant((bool?)wanted, typeof(bool?)));
        }
    }
}
