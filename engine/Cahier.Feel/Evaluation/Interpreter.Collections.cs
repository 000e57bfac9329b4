using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

public sealed partial class Interpreter
{
    private FeelValue For(ForNode node, Locals? locals)
    {
        var declared = expression.DeclaredBy(node);
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        var readsPartial = expression.Reads(declared[^1]);
        var unknown = Iterate(node.Iterators, declared, 0, locals, EvaluationScope.StepsOf(node.Body), inner =>
        {
            results.Add(Visit(node.Body, readsPartial ? new Locals(declared[^1], scope.Partial(results), inner) : inner));
            scope.Keep(results);
            return true;
        });
        return unknown ?? new ListValue(results.ToImmutable());
    }

    private FeelValue Quantified(QuantifiedNode node, Locals? locals)
    {
        FeelValue result = BooleanValue.Of(node.IsEvery);
        var unknown = Iterate(node.Iterators, expression.DeclaredBy(node), 0, locals, EvaluationScope.StepsOf(node.Condition), inner =>
        {
            var condition = Visit(node.Condition, inner);
            result = node.IsEvery ? Semantics.And(result, condition) : Semantics.Or(result, condition);
            return !(node.IsEvery ? Semantics.IsFalse(result) : Semantics.IsTrue(result));
        });
        return unknown ?? result;
    }

    /// <summary>Runs a body for every combination until it says stop. Gives null (C#), or the unknown value when a domain cannot be gone over.</summary>
    private FeelValue? Iterate(ImmutableArray<IteratorNode> iterators, ImmutableArray<LocalSymbol> symbols, int depth, Locals? locals, int steps, Func<Locals?, bool> body)
    {
        if (depth == iterators.Length)
        {
            scope.Step(steps);
            return body(locals) ? null : Stopped;
        }

        var iterator = iterators[depth];
        var domain = Visit(iterator.Domain, locals);
        var end = iterator.DomainEnd is null ? null : Visit(iterator.DomainEnd, locals);
        var items = end is null ? Semantics.Domain(domain, scope) : Semantics.Domain(domain, end, scope);
        if (items is null)
        {
            return domain.IsNull ? NullValue.From(domain) : NullValue.Because("this cannot be gone over");
        }

        foreach (var item in items)
        {
            if (Iterate(iterators, symbols, depth + 1, new Locals(symbols[depth], item, locals), steps, body) is { } outcome)
            {
                return ReferenceEquals(outcome, Stopped) && depth == 0 ? null : outcome;
            }
        }

        return null;
    }

    private static readonly FeelValue Stopped = new TextValue("stopped");

    private FeelValue Filter(FilterNode node, Locals? locals)
    {
        var target = Visit(node.Target, locals);
        var item = expression.DeclaredBy(node)[0];
        return Semantics.Filter(target, candidate => Visit(node.Predicate, new Locals(item, candidate, locals)), EvaluationScope.StepsOf(node.Predicate), scope);
    }

    private FeelValue Invocation(InvocationNode node, Locals? locals)
    {
        if (node.Function is NameNode name && expression.SymbolOf(name) is BuiltinSymbol builtin)
        {
            return Semantics.InvokeBuiltin(builtin.Builtin, node.Names, [.. node.Arguments.Select(a => Visit(a.Value, locals))], scope);
        }

        var function = Visit(node.Function, locals);
        return Semantics.Invoke(function, node.Names, [.. node.Arguments.Select(a => Visit(a.Value, locals))], scope);
    }

    private FunctionValue Function(FunctionNode node, Locals? locals)
    {
        var symbols = expression.DeclaredBy(node);
        return new FunctionValue(null, [.. node.Parameters.Select(p => p.Name)], scope.Bounded(arguments =>
        {
            var inner = locals;
            for (var i = 0; i < symbols.Length; i++)
            {
                var type = node.Parameters[i].Type is { } written ? expression.TypeNamed(written) : null;
                inner = new Locals(symbols[i], Semantics.Argument(arguments[i], type, scope), inner);
            }

            return node.External ? NullValue.Because("external functions are not run") : Visit(node.Body, inner);
        }, EvaluationScope.StepsOf(node.Body)), (FunctionType)expression.FactOf(node).Type);
    }

    private FeelValue Context(ContextNode node, Locals? locals)
    {
        var symbols = expression.DeclaredBy(node);
        var values = new FeelValue[symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            values[i] = Visit(node.Entries[i].Value, locals);
            locals = new Locals(symbols[i], values[i], locals);
        }

        return Semantics.ContextOf([.. node.Entries.Select(e => e.Key)], values);
    }
}
