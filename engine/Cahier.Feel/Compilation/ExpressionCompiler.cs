using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Turns a checked expression into code. Where types are known the code works on native shapes and loops over rows;
/// where they are not it calls the same <see cref="Semantics"/> as the interpreter.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private readonly CheckedExpression expression;
    private readonly ICodeEnvironment environment;
    private readonly Dictionary<LocalSymbol, Expression> locals = [];

    private ExpressionCompiler(CheckedExpression expression, ICodeEnvironment environment, LoopNest nest)
    {
        this.expression = expression;
        this.environment = environment;
        this.nest = nest;
    }

    /// <summary>Code for the value in its native shape, or boxed where there is none.</summary>
    public static Expression Compile(CheckedExpression expression, ICodeEnvironment environment) => Compile(expression, environment, new LoopNest());

    /// <summary>Code for the value, boxed.</summary>
    public static Expression CompileBoxed(CheckedExpression expression, ICodeEnvironment environment) =>
        new ExpressionCompiler(expression, environment, new LoopNest()).Boxed(expression.Root);

    private static Expression Compile(CheckedExpression expression, ICodeEnvironment environment, LoopNest nest) =>
        new ExpressionCompiler(expression, environment, nest).As(expression.Root, NativeForm.Of(expression.Fact.Type));

    private Expression As(Node node, Type shape) => NativeForm.Convert(Visit(node), TypeOf(node), shape, environment);

    private Expression Boxed(Node node) => As(node, typeof(FeelValue));

    private FeelType TypeOf(Node node) => expression.FactOf(node).Type;

    private Expression Make(Node node) => node switch
    {
        _ when expression.ConstantOf(node) is { } constant => Constant(constant),
        NameNode or InputNode => Read(expression.SymbolOf(node)),
        PathNode path => Path(path),
        NegationNode negation => Negation(negation),
        ArithmeticNode arithmetic => Arithmetic(arithmetic),
        ComparisonNode comparison => Comparison(comparison),
        LogicNode logic => Logic(logic),
        BetweenNode between => Between(between),
        InNode membership => In(membership),
        ComparisonTestNode test => Call(nameof(Semantics.ComparisonRange), Expression.Constant(test.Operator), Boxed(test.Operand)),
        UnaryTestsNode tests => UnaryTests(tests),
        RangeNode range => Call(nameof(Semantics.Range), Boxed(range.Start), Expression.Constant(range.StartIncluded), Boxed(range.End), Expression.Constant(range.EndIncluded)),
        ConditionalNode conditional => Conditional(conditional),
        ForNode loop => For(loop),
        QuantifiedNode quantified => Quantified(quantified),
        FilterNode filter => Filter(filter),
        InvocationNode invocation => Invocation(invocation),
        FunctionNode function => Function(function),
        ListNode list => Call(nameof(Semantics.ListOf), Array(list.Items.Select(Boxed))),
        ContextNode context => Context(context),
        InstanceOfNode instance => InstanceOf(instance),
        _ => throw new InvalidOperationException($"no code for {node.GetType().Name}"),
    };

    private static MethodCallExpression Call(string semantics, params Expression[] arguments) => Expression.Call(typeof(Semantics), semantics, null, arguments);

    private static MethodCallExpression CallLifted(string operation, params Expression[] arguments) => Expression.Call(typeof(Lifted), operation, null, arguments);

    private static NewArrayExpression Array(IEnumerable<Expression> items) => Expression.NewArrayInit(typeof(FeelValue), items);

    private static ConstantExpression Constant(FeelValue constant) => constant switch
    {
        BooleanValue b => Expression.Constant((bool?)b.Value, typeof(bool?)),
        NumberValue n => Expression.Constant((decimal?)n.Value, typeof(decimal?)),
        TextValue t => Expression.Constant(t.Value, typeof(string)),
        DateValue d => Expression.Constant((Date?)d.Value, typeof(Date?)),
        DaysDurationValue d => Expression.Constant((DaysDuration?)d.Value, typeof(DaysDuration?)),
        MonthsDurationValue m => Expression.Constant((MonthsDuration?)m.Value, typeof(MonthsDuration?)),
        var value => Expression.Constant(value, typeof(FeelValue)),
    };

    private Expression Read(Symbol? symbol)
    {
        switch (symbol)
        {
            case LocalSymbol local:
                return streams.TryGetValue(local, out var stream) ? Materialise(stream) : locals[local];
            case GlobalSymbol global:
                return environment.InPlace(global) is { } inPlace ? inPlace.Parameters.IsEmpty ? Compile(inPlace, environment, nest) : Closure(global, inPlace)
                    : environment.Rows(global) is { } rows ? Materialise(new RangeStream(nest, rows.Entity, rows.From, rows.To))
                    : environment.Global(global);
            case BuiltinSymbol builtin:
                return Call(nameof(Semantics.BuiltinValue), Expression.Constant(builtin.Builtin), environment.Scope);
            case ItemFieldSymbol field:
                return Field((RowType)field.Item.Fact.Type, field.Field, locals[field.Item]);
            case ItemEntrySymbol entry:
                var item = NativeForm.Convert(locals[entry.Item], entry.Item.Fact.Type, typeof(FeelValue), environment);
                var otherwise = entry.Otherwise is null
                    ? Expression.Constant(NullValue.Because($"nothing is called ‘{entry.Name}’"), typeof(FeelValue))
                    : NativeForm.Convert(Read(entry.Otherwise), TypeOfSymbol(entry.Otherwise), typeof(FeelValue), environment);
                return Expression.Coalesce(Expression.Call(typeof(BoxedLoops), nameof(BoxedLoops.Entry), null, item, Expression.Constant(entry.Name)), otherwise);
            default:
                return Expression.Constant(NullValue.Because("an unknown name"), typeof(FeelValue));
        }
    }

    private static FeelType TypeOfSymbol(Symbol symbol) => symbol switch
    {
        LocalSymbol local => local.Fact.Type,
        GlobalSymbol global => global.Fact.Type,
        ItemFieldSymbol field => field.Field.Fact.Type,
        _ => FeelType.Any,
    };

    private Expression Field(RowType entity, RowField field, Expression row)
    {
        if (row.Type != typeof(int))
        {
            return Call(nameof(Semantics.Field), row, Expression.Constant(field.Ordinal));
        }

        return field.Kind == RowFieldKind.Children
            ? Materialise(new ChildrenStream(nest, environment, entity, field, row))
            : environment.Field(entity, field, row);
    }

    private Expression Path(PathNode node)
    {
        if (TypeOf(node.Target) is RowType entity && entity.TryFind(node.Name, out var field))
        {
            return Field(entity, field, As(node.Target, typeof(int)));
        }

        if (TryStream(node) is { } stream)
        {
            return Materialise(stream);
        }

        if (Part(node) is { } part)
        {
            return part;
        }

        return Call(nameof(Semantics.Path), Boxed(node.Target), Expression.Constant(node.Name), environment.Scope);
    }

    /// <summary>The parts of dates and durations that are asked for in most cahiers; null (C#) for all others.</summary>
    private MethodCallExpression? Part(PathNode node) => (TypeOf(node.Target), node.Name) switch
    {
        (DateType, "year") => CallLifted(nameof(Lifted.Year), As(node.Target, typeof(Date?))),
        (DateType, "month") => CallLifted(nameof(Lifted.Month), As(node.Target, typeof(Date?))),
        (DateType, "day") => CallLifted(nameof(Lifted.Day), As(node.Target, typeof(Date?))),
        (DaysDurationType, "days") => CallLifted(nameof(Lifted.Days), As(node.Target, typeof(DaysDuration?))),
        (MonthsDurationType, "years") => CallLifted(nameof(Lifted.Years), As(node.Target, typeof(MonthsDuration?))),
        _ => null,
    };

    private Expression Conditional(ConditionalNode node)
    {
        var shape = NativeForm.Of(TypeOf(node));
        return Expression.Condition(IsTrue(node.Condition), As(node.Then, shape), As(node.Else, shape));
    }

    private Expression InstanceOf(InstanceOfNode node)
    {
        var type = expression.TypeNamed(node.Type);
        return type is null
            ? Expression.Constant(NullValue.Because($"there is no type ‘{node.Type.Name}’"), typeof(FeelValue))
            : Expression.Convert(Call(nameof(Semantics.InstanceOf), Boxed(node.Value), Expression.Constant(type, typeof(FeelType)), environment.Scope), typeof(bool?));
    }

    private Expression Context(ContextNode node)
    {
        var symbols = expression.DeclaredBy(node);
        var variables = symbols.Select(s => Expression.Variable(typeof(FeelValue), s.Name)).ToList();
        var steps = new List<Expression>();
        for (var i = 0; i < symbols.Length; i++)
        {
            steps.Add(Expression.Assign(variables[i], Boxed(node.Entries[i].Value)));
            locals[symbols[i]] = variables[i];
        }

        steps.Add(Call(nameof(Semantics.ContextOf), Expression.Constant(node.Entries.Select(e => e.Key).ToArray()), Array(variables)));
        return Expression.Block(typeof(FeelValue), variables, steps);
    }
}
