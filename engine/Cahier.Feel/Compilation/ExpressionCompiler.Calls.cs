using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

public sealed partial class ExpressionCompiler
{
    private Expression Invocation(InvocationNode node)
    {
        var names = Expression.Constant(node.Names);
        if (node.Function is NameNode name && expression.SymbolOf(name) is BuiltinSymbol { Builtin: var builtin })
        {
            return NativeCall(node, builtin)
                ?? Call(nameof(Semantics.InvokeBuiltin), Expression.Constant(builtin), names, Array(node.Arguments.Select(a => Boxed(a.Value))), environment.Scope);
        }

        return Defined(node) is { } body
            ? Inlined(node, body)
            : Call(nameof(Semantics.Invoke), Boxed(node.Function), names, Array(node.Arguments.Select(a => Boxed(a.Value))), environment.Scope);
    }

    /// <summary>Code for calls whose argument types are known and that matter for speed; null (C#) for all others.</summary>
    private Expression? NativeCall(InvocationNode node, Builtin builtin)
    {
        if (node.Arguments.Any(a => a.Name is not null))
        {
            return null;
        }

        var arguments = node.Arguments.Select(a => a.Value).ToList();
        switch (builtin.Name, arguments)
        {
            case ("not", [var operand]) when TypeOf(operand) is BooleanType:
                return CallLifted(nameof(Lifted.Not), As(operand, typeof(bool?)));
            case ("get or else", [var value, var otherwise]) when NativeForm.Of(TypeOf(value)) is var shape && shape == NativeForm.Of(TypeOf(otherwise)) && HasFallback(shape):
                return CallLifted(nameof(Lifted.GetOrElse), As(value, shape), As(otherwise, shape));
            case ("min" or "max", [var first, var second]) when TypeOf(first) is NumberType && TypeOf(second) is NumberType:
                return CallLifted(builtin.Name == "min" ? nameof(Lifted.Min) : nameof(Lifted.Max), As(first, typeof(decimal?)), As(second, typeof(decimal?)));
            case ("years and months duration", [var from, var to]) when TypeOf(from) is DateType && TypeOf(to) is DateType:
                return CallLifted(nameof(Lifted.Between), As(from, typeof(Date?)), As(to, typeof(Date?)));
            case ("starts with" or "ends with" or "contains" or "matches", [var subject, LiteralNode { Value: TextValue } literal]):
                return OnTextField(subject, text => Boxing.ToBoolean(BuiltinLibrary.Invoke(builtin, [new TextValue(text), literal.Value], new EvaluationScope(NoClock.Instance))), null);
            case ("count" or "sum" or "min" or "max" or "mean", [var list]) when TryStream(list) is { } stream:
                return Aggregate(builtin.Name, stream);
            default:
                return null;
        }
    }

    private bool IsBuiltin(InvocationNode node, string name) => node.Function is NameNode called && expression.SymbolOf(called) is BuiltinSymbol { Builtin: var builtin } && builtin.Name == name;

    private static bool HasFallback(Type shape) => shape == typeof(decimal?) || shape == typeof(bool?) || shape == typeof(string) || shape == typeof(Date?);

    private MethodCallExpression Function(FunctionNode node) => nest.Function(() =>
    {
        var symbols = expression.DeclaredBy(node);
        var arguments = Expression.Parameter(typeof(FeelValue[]), "arguments");
        var variables = symbols.Select(s => Expression.Variable(typeof(FeelValue), s.Name)).ToList();
        var steps = new List<Expression>();
        for (var i = 0; i < symbols.Length; i++)
        {
            var type = node.Parameters[i].Type is { } written ? expression.TypeNamed(written) : null;
            steps.Add(Expression.Assign(variables[i], Call(nameof(Semantics.Argument), Expression.ArrayIndex(arguments, Expression.Constant(i)), Expression.Constant(type, typeof(FeelType)), environment.Scope)));
            locals[symbols[i]] = variables[i];
        }

        steps.Add(node.External ? Expression.Constant(NullValue.Because("external functions are not run"), typeof(FeelValue)) : Boxed(node.Body));
        return Expression.Call(
            typeof(BoxedLoops),
            nameof(BoxedLoops.Function),
            null,
            Expression.Constant(TypeOf(node), typeof(FunctionType)),
            Expression.Lambda<Func<FeelValue[], FeelValue>>(Expression.Block(typeof(FeelValue), variables, steps), arguments),
            Expression.Constant(EvaluationScope.StepsOf(node.Body)),
            environment.Scope);
    });
}
