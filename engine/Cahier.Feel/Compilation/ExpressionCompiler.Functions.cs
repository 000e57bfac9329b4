using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Functions that a cahier defines are compiled where they are called, with the arguments in their native form: what they
/// go over stays a loop over rows, and no value is boxed on the way in or out.
/// </summary>
public sealed partial class ExpressionCompiler
{
    /// <summary>Lists given to a function, gone over where its body goes over the parameter.</summary>
    private readonly Dictionary<LocalSymbol, RowStream> streams = [];

    /// <summary>The body of a function about to run: its arguments evaluated, and whether all of them are known.</summary>
    private sealed record Entered(ExpressionCompiler Body, ImmutableArray<ParameterExpression> Variables, ImmutableArray<Expression> Assignments, Expression? AllKnown);

    /// <summary>The body of the defined function that is called, or null (C#) when something else is.</summary>
    private CheckedExpression? Defined(InvocationNode node) =>
        node.Function is NameNode name && expression.SymbolOf(name) is GlobalSymbol global && environment.InPlace(global) is { Parameters.IsEmpty: false } body ? body : null;

    private BlockExpression Inlined(InvocationNode node, CheckedExpression body) => Run(Enter(node, body), body, NativeForm.Of(body.Fact.Type));

    /// <summary>The list that a defined function gives, as items to go over; null (C#) when an argument may be unknown, for then the list may be too.</summary>
    private RowStream? TryStream(InvocationNode node, CheckedExpression body)
    {
        if (body.Fact.Type is not ListType)
        {
            return null;
        }

        var entered = Enter(node, body);
        return entered.AllKnown is null && entered.Body.TryStream(body.Root) is { } inner ? new EnteredStream(inner, entered.Variables, entered.Assignments) : null;
    }

    private Entered Enter(InvocationNode node, CheckedExpression body)
    {
        var entered = new Entered(new ExpressionCompiler(body, environment, nest), [], [], null);
        foreach (var (index, parameter) in body.Parameters.Index())
        {
            var argument = node.Arguments.FirstOrDefault(a => a.Name == parameter.Name).Value ?? node.Arguments[index].Value;
            var fact = expression.FactOf(argument);
            var fits = TypeTests.Conforms(fact.Type, parameter.Fact.Type);
            if (fits && !fact.MayBeMissing && parameter.Fact.Type is ListType && (body.Readings(parameter) < 2 || IsShort(argument)) && TryStream(argument) is { } stream)
            {
                entered.Body.streams[parameter] = stream;
            }
            else if (fits && !fact.MayBeMissing && parameter.Fact.Type is ListType { Element: RowType } && nest.KeepsForRun && TryStream(argument) is { } rows)
            {
                entered = Gather(entered, parameter, argument, rows);
            }
            else
            {
                entered = fits ? Give(entered, parameter, As(argument, NativeForm.Of(parameter.Fact.Type)), fact.MayBeMissing) : Give(entered, parameter, Fitting(parameter, Boxed(argument)), mayBeUnknown: true);
            }

            entered.Body.levels[parameter] = LevelOf(argument);
            if (fits && parameter.Fact.Type is TextType && entered.Body.locals.TryGetValue(parameter, out var text) && TryField(argument, _ => true) is { Row: ParameterExpression } read)
            {
                nest.Remember(text, read.Entity, read.Field, read.Row);
            }
        }

        return entered;
    }

    /// <summary>A defined function as a value, to be called by another.</summary>
    private MethodCallExpression Closure(GlobalSymbol function, CheckedExpression body)
    {
        var arguments = Expression.Parameter(typeof(FeelValue[]), "arguments");
        var entered = body.Parameters.Index().Aggregate(
            new Entered(new ExpressionCompiler(body, environment, nest), [], [], null),
            (e, p) => Give(e, p.Item, Fitting(p.Item, Expression.ArrayIndex(arguments, Expression.Constant(p.Index))), mayBeUnknown: true));
        var called = nest.Function(() => Run(entered, body, typeof(FeelValue)));
        return Expression.Call(typeof(BoxedLoops), nameof(BoxedLoops.Function), null, Expression.Constant(function.Fact.Type, typeof(FunctionType)), Expression.Lambda<Func<FeelValue[], FeelValue>>(called, arguments), Expression.Constant(EvaluationScope.StepsOf(body.Root)), environment.Scope);
    }

    private static Entered Give(Entered entered, LocalSymbol parameter, Expression value, bool mayBeUnknown)
    {
        var variable = Expression.Variable(value.Type, parameter.Name);
        entered.Body.locals[parameter] = variable;
        return entered with
        {
            Variables = entered.Variables.Add(variable),
            Assignments = entered.Assignments.Add(Expression.Assign(variable, value)),
            AllKnown = !mayBeUnknown ? entered.AllKnown : entered.AllKnown is null ? Known(variable) : Expression.AndAlso(entered.AllKnown, Known(variable)),
        };
    }

    private static BlockExpression Run(Entered entered, CheckedExpression body, Type shape)
    {
        var value = entered.Body.As(body.Root, shape);
        return Expression.Block(shape, entered.Variables, [.. entered.Assignments, entered.AllKnown is null ? value : Expression.Condition(entered.AllKnown, value, Unknown(shape))]);
    }

    // A value of another kind than the parameter's is unknown.
    private Expression Fitting(LocalSymbol parameter, Expression boxed) =>
        NativeForm.Convert(Call(nameof(Semantics.Argument), boxed, Expression.Constant(parameter.Fact.Type, typeof(FeelType))), parameter.Fact.Type, NativeForm.Of(parameter.Fact.Type), environment);

    // What a body reads several times is written several times: nothing that holds the body of something else.
    private bool IsShort(Node argument) =>
        !expression.Text.AsSpan(argument.Span.Start, argument.Span.Length).Contains('(') && !expression.Globals.Any(g => environment.InPlace(g) is { Parameters.IsEmpty: true });

    private static Expression Known(Expression value) =>
        value.Type == typeof(int) ? Expression.GreaterThanOrEqual(value, Expression.Constant(0))
        : value.Type == typeof(FeelValue) ? Expression.Not(Expression.Property(value, nameof(FeelValue.IsNull)))
        : Expression.NotEqual(value, Expression.Constant(null, value.Type));

    private static ConstantExpression Unknown(Type shape) =>
        shape == typeof(int) ? Expression.Constant(-1)
        : shape == typeof(FeelValue) ? Expression.Constant(NullValue.Instance, typeof(FeelValue))
        : Expression.Constant(null, shape);
}
