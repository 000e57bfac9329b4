using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

internal sealed partial class DmnEvaluator
{
    private FeelValue Evaluate(DmnLogic logic, DmnFrame frame)
    {
        EvaluationScope.EnsureStack();
        if (logic is FunctionLogic function)
        {
            return DmnCoercion.ConvertFunction(Function(function, frame), frame.TypeOf(function.TypeRef), "the function", scope);
        }

        var value = logic switch
        {
            LiteralLogic literal => Expressions.Evaluate(literal.Text, frame),
            UnknownLogic unknown => NullValue.Because(unknown.Cause),
            TableLogic table => Table(table.Table, frame),
            ContextLogic context => Context(context, frame),
            InvocationLogic invocation => Invocation(invocation, frame),
            ListLogic list => new ListValue([.. list.Items.Select(i => Evaluate(i, frame))]),
            RelationLogic relation => new ListValue([.. relation.Rows.Select(r => Row(relation.Columns, r, frame))]),
            ConditionalLogic conditional => Conditional(conditional, frame),
            IterationLogic iteration => Iteration(iteration, frame),
            FilterLogic filter => Filter(filter, frame),
            _ => throw new InvalidOperationException($"no evaluation for {logic.GetType().Name}"),
        };
        return DmnCoercion.Convert(value, frame.TypeOf(logic.TypeRef), "the value", scope);
    }

    private FunctionValue Function(FunctionLogic function, DmnFrame frame) =>
        new(null, [.. function.Parameters.Select(p => p.Name)], scope.Bounded(arguments => Apply(function, frame, arguments)));

    private FeelValue Context(ContextLogic context, DmnFrame frame)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        foreach (var (name, logic) in context.Entries)
        {
            var value = Evaluate(logic, frame);
            if (name is not { } variable)
            {
                return value;
            }

            value = DmnCoercion.Convert(value, frame.TypeOf(variable.TypeRef), variable.Name, scope);
            entries.Add(KeyValuePair.Create(variable.Name, value));
            frame = frame.With(variable.Name, value);
        }

        return Semantics.ContextOf([.. entries.Select(e => e.Key)], [.. entries.Select(e => e.Value)]);
    }

    private FeelValue Row(ImmutableArray<DmnVariable> columns, ImmutableArray<DmnLogic> cells, DmnFrame frame)
    {
        var values = columns.Zip(cells, (c, l) => DmnCoercion.Convert(Evaluate(l, frame), frame.TypeOf(c.TypeRef), c.Name, scope));
        return Semantics.ContextOf([.. columns.Take(cells.Length).Select(c => c.Name)], [.. values]);
    }

    // A parameter that nothing is bound to is unknown.
    private FeelValue Invocation(InvocationLogic invocation, DmnFrame frame)
    {
        var function = Evaluate(invocation.Function, frame);
        var bound = invocation.Bindings.Select(b => (b.Parameter.Name, Value: DmnCoercion.Convert(Evaluate(b.Value, frame), frame.TypeOf(b.Parameter.TypeRef), b.Parameter.Name, scope))).ToList();
        if (function is FunctionValue { Name: null } called && bound.TrueForAll(b => called.Parameters.Contains(b.Name)))
        {
            bound.AddRange(called.Parameters.Where(p => !bound.Exists(b => b.Name == p)).Select(p => (p, (FeelValue)NullValue.Because($"‘{p}’ is not given"))).ToList());
        }

        return Semantics.Invoke(function, [.. bound.Select(b => b.Name)], [.. bound.Select(b => b.Value)], scope);
    }

    private FeelValue Conditional(ConditionalLogic conditional, DmnFrame frame) =>
        Condition(conditional.Condition, frame) is { } condition
            ? Evaluate(Semantics.IsTrue(condition) ? conditional.Then : conditional.Else, frame)
            : NullValue.Because("what stands after ‘if’ is neither true nor false");

    // Boxed conditions are true, false or unknown; null (C#) for any other value, which no branch and no quantifier takes.
    private FeelValue? Condition(DmnLogic logic, DmnFrame frame) => Evaluate(logic, frame) is var value and (BooleanValue or NullValue) ? value : null;

    private FeelValue Iteration(IterationLogic iteration, DmnFrame frame)
    {
        var domain = Evaluate(iteration.In, frame);
        if (Semantics.Domain(domain, scope) is not { } items)
        {
            return domain.IsNull ? domain : NullValue.Because($"{FeelText.Kind(domain)} has no items to go through");
        }

        if (iteration.Kind == IterationKind.For)
        {
            return For(iteration, items, frame);
        }

        FeelValue result = BooleanValue.Of(iteration.Kind == IterationKind.Every);
        foreach (var item in items)
        {
            scope.Step();
            if (Condition(iteration.Body, frame.With(iteration.Variable, item)) is not { } holds)
            {
                return NullValue.Because("what each item must satisfy is neither true nor false");
            }

            result = iteration.Kind == IterationKind.Some ? Semantics.Or(result, holds) : Semantics.And(result, holds);
        }

        return result;
    }

    private ListValue For(IterationLogic iteration, ImmutableArray<FeelValue> items, DmnFrame frame)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>(items.Length);
        foreach (var item in items)
        {
            scope.Step();
            results.Add(Evaluate(iteration.Body, frame.With("partial", scope.Partial(results)).With(iteration.Variable, item)));
            scope.Keep(results);
        }

        return new ListValue(results.ToImmutable());
    }

    // The entries of an item are names in the condition, as in a filter of the language; those of all items, for it is read once.
    private FeelValue Filter(FilterLogic filter, DmnFrame frame)
    {
        var target = Evaluate(filter.In, frame);
        var names = Semantics.Items(target).OfType<ContextValue>().SelectMany(c => c.Entries.Select(e => e.Key)).Distinct(StringComparer.Ordinal).ToList();
        return Semantics.Filter(
            target,
            item => Evaluate(filter.Match, names.Aggregate(frame.With("item", item), (f, n) => f.With(n, (item as ContextValue)?.Find(n) ?? NullValue.Because($"there is no ‘{n}’")))),
            1,
            scope);
    }
}
