using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>Is told the value of every part of an expression, as it is found.</summary>
public interface IEvaluationTrace
{
    void Record(CheckedExpression expression, Node node, FeelValue value);

    /// <summary>A field of a row was read.</summary>
    void Fact(RowValue row, string field, FeelValue value);
}

/// <summary>
/// Evaluates by walking the tree: slow and obvious. It is what explanations show, and what the compiler must agree with.
/// </summary>
public sealed partial class Interpreter
{
    private readonly CheckedExpression expression;
    private readonly IGlobals globals;
    private readonly EvaluationScope scope;
    private readonly IEvaluationTrace? trace;

    private Interpreter(CheckedExpression expression, IGlobals globals, EvaluationScope scope, IEvaluationTrace? trace)
    {
        this.expression = expression;
        this.globals = globals;
        this.scope = scope;
        this.trace = trace;
    }

    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">What the checker accepted.</param>
    /// <param name="globals">The values of surrounding names.</param>
    /// <param name="scope">Clock and bounds.</param>
    /// <param name="trace">Told of every intermediate value, or none.</param>
    public static FeelValue Evaluate(CheckedExpression expression, IGlobals globals, EvaluationScope scope, IEvaluationTrace? trace = null) =>
        new Interpreter(expression, globals, scope, trace).Run();

    /// <summary>Evaluates unary tests over a value: true, false or null.</summary>
    public static FeelValue EvaluateTests(CheckedExpression tests, FeelValue input, IGlobals globals, EvaluationScope scope, IEvaluationTrace? trace = null) =>
        new Interpreter(tests, globals, scope, trace).Run(input);

    /// <summary>Evaluates the body of a function, within the bounds of what calls it. What is made of something unknown is unknown.</summary>
    /// <exception cref="EvaluationLimitException">What calls it is beyond its bounds.</exception>
    public static FeelValue Apply(CheckedExpression body, ReadOnlySpan<FeelValue> arguments, IGlobals globals, EvaluationScope scope, IEvaluationTrace? trace = null)
    {
        var given = new FeelValue[arguments.Length];
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = Semantics.Argument(arguments[i], body.Parameters[i].Fact.Type);
        }

        scope.Step();
        return Array.Exists(given, g => g.IsNull) ? NullValue.From(given) : new Interpreter(body, globals, scope, trace).Enter(given);
    }

    private FeelValue Enter(params ReadOnlySpan<FeelValue> arguments)
    {
        Locals? locals = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            locals = new Locals(expression.Parameters[i], arguments[i], locals);
        }

        return Visit(expression.Root, locals);
    }

    private FeelValue Run(params ReadOnlySpan<FeelValue> arguments)
    {
        try
        {
            return Enter(arguments);
        }
        catch (EvaluationLimitException e)
        {
            return NullValue.Because(e.Message);
        }
    }

    /// <summary>Names bound so far, the innermost first. Immutable, so that functions may keep it.</summary>
    private sealed record Locals(LocalSymbol Symbol, FeelValue Value, Locals? Outer)
    {
        public static FeelValue Find(Locals? locals, LocalSymbol symbol)
        {
            for (var l = locals; l is not null; l = l.Outer)
            {
                if (ReferenceEquals(l.Symbol, symbol))
                {
                    return l.Value;
                }
            }

            throw new InvalidOperationException($"‘{symbol.Name}’ is not bound");
        }
    }

    private FeelValue Visit(Node node, Locals? locals)
    {
        EvaluationScope.EnsureStack();
        var value = node switch
        {
            LiteralNode literal => literal.Value,
            NameNode or InputNode => Read(expression.SymbolOf(node), locals),
            PathNode path => Path(Visit(path.Target, locals), path.Name),
            NegationNode negation => Arithmetic.Negate(Visit(negation.Operand, locals), node.Span),
            ArithmeticNode n => Semantics.Calculate(n.Operator, Visit(n.Left, locals), Visit(n.Right, locals), n.Span, scope),
            ComparisonNode n => Semantics.Compare(n.Operator, Visit(n.Left, locals), Visit(n.Right, locals), scope),
            LogicNode logic => Logic(logic, locals),
            BetweenNode n => Semantics.Between(Visit(n.Value, locals), Visit(n.Low, locals), Visit(n.High, locals), scope),
            InNode membership => In(membership, locals),
            ComparisonTestNode test => Semantics.ComparisonRange(test.Operator, Visit(test.Operand, locals)),
            UnaryTestsNode tests => UnaryTests(tests, locals),
            RangeNode range => Semantics.Range(Visit(range.Start, locals), range.StartIncluded, Visit(range.End, locals), range.EndIncluded),
            ConditionalNode n => Semantics.IsTrue(Visit(n.Condition, locals)) ? Visit(n.Then, locals) : Visit(n.Else, locals),
            ForNode loop => For(loop, locals),
            QuantifiedNode quantified => Quantified(quantified, locals),
            FilterNode filter => Filter(filter, locals),
            InvocationNode invocation => globals.Known(invocation) ?? Invocation(invocation, locals),
            FunctionNode function => Function(function, locals),
            ListNode list => new ListValue([.. list.Items.Select(i => Visit(i, locals))]),
            ContextNode context => Context(context, locals),
            InstanceOfNode instance => InstanceOf(instance, locals),
            _ => throw new InvalidOperationException($"no evaluation for {node.GetType().Name}"),
        };
        trace?.Record(expression, node, value);
        return value;
    }

    private FeelValue Read(Symbol? symbol, Locals? locals)
    {
        switch (symbol)
        {
            case LocalSymbol local:
                return Locals.Find(locals, local);
            case GlobalSymbol global:
                return globals.Read(global);
            case BuiltinSymbol builtin:
                return Semantics.BuiltinValue(builtin.Builtin, scope);
            case ItemFieldSymbol field:
                return Path(Locals.Find(locals, field.Item), field.Name);
            case ItemEntrySymbol entry:
                var item = Locals.Find(locals, entry.Item);
                return (item is ContextValue or RowValue ? Properties.Find(item, entry.Name) : null)
                    ?? (entry.Otherwise is null ? NullValue.Because($"nothing is called ‘{entry.Name}’") : Read(entry.Otherwise, locals));
            default:
                return NullValue.Because("an unknown name");
        }
    }

    private FeelValue Path(FeelValue target, string name)
    {
        var value = Semantics.Path(target, name, scope);
        if (trace is not null)
        {
            foreach (var row in Semantics.Items(target).OfType<RowValue>().Where(r => r.Type.TryFind(name, out var field) && field.Kind == RowFieldKind.Scalar))
            {
                trace.Fact(row, name, row.Find(name)!);
            }
        }

        return value;
    }

    private FeelValue Logic(LogicNode node, Locals? locals)
    {
        var left = Visit(node.Left, locals);
        if (node.IsAnd ? Semantics.IsFalse(left) : Semantics.IsTrue(left))
        {
            return left;
        }

        var right = Visit(node.Right, locals);
        return node.IsAnd ? Semantics.And(left, right) : Semantics.Or(left, right);
    }

    private FeelValue In(InNode node, Locals? locals)
    {
        var value = Visit(node.Value, locals);
        return AnyTest(node.Tests, value, new Locals(expression.DeclaredBy(node)[0], value, locals));
    }

    private FeelValue UnaryTests(UnaryTestsNode node, Locals? locals)
    {
        var value = Locals.Find(locals, expression.Parameters[0]);
        var passed = node.Tests.IsEmpty ? BooleanValue.True : AnyTest(node.Tests, value, locals);
        return node.Negated ? Semantics.Not(passed) : passed;
    }

    private FeelValue AnyTest(ImmutableArray<Node> tests, FeelValue value, Locals? locals)
    {
        FeelValue result = BooleanValue.False;
        foreach (var test in tests)
        {
            result = Semantics.Or(result, Test(test, value, locals));
            if (Semantics.IsTrue(result))
            {
                break;
            }
        }

        return result;
    }

    private FeelValue Test(Node test, FeelValue value, Locals? locals)
    {
        switch (test)
        {
            case ComparisonTestNode comparison:
                return Semantics.Compare(comparison.Operator, value, Visit(comparison.Operand, locals), scope);
            case ListNode list when list.Items.Any(i => i is ComparisonTestNode):
                return AnyTest(list.Items, value, locals);
            default:
                return Semantics.Passes(value, Visit(test, locals), InputUse.In(test), scope);
        }
    }

    private FeelValue InstanceOf(InstanceOfNode node, Locals? locals)
    {
        var value = Visit(node.Value, locals);
        return expression.TypeNamed(node.Type) is { } type ? BooleanValue.Of(Semantics.InstanceOf(value, type, scope)) : NullValue.Because($"there is no type ‘{node.Type.Name}’");
    }
}
