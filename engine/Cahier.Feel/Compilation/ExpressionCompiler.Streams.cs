using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

public sealed partial class ExpressionCompiler
{
    /// <summary>The node as items to go over, when it begins at rows that hang from a row; null (C#) otherwise.</summary>
    private RowStream? TryStream(Node node)
    {
        switch (node)
        {
            case NameNode name when expression.SymbolOf(name) is LocalSymbol local && streams.TryGetValue(local, out var given):
                return given;
            case InvocationNode call when Defined(call) is { } body:
                return TryStream(call, body);
            case InvocationNode { Arguments: [{ Name: null, Value: var list }] } call when nest.KeepsForRun && IsBuiltin(call, "distinct values") && TryStream(list) is TextsStream { AreNumbered: true } texts:
                return new DistinctStream(texts);
            case NameNode name when expression.SymbolOf(name) is GlobalSymbol global && environment.InPlace(global) is { Parameters.IsEmpty: true } inPlace:
                return new ExpressionCompiler(inPlace, environment, nest).TryStream(inPlace.Root);
            case NameNode name when expression.SymbolOf(name) is GlobalSymbol global && environment.Rows(global) is { } rows:
                return new RangeStream(nest, rows.Entity, rows.From, rows.To);
            case NameNode name when expression.SymbolOf(name) is ItemFieldSymbol { Field.Kind: RowFieldKind.Children } item && locals[item.Item].Type == typeof(int):
                return new ChildrenStream(nest, environment, (RowType)item.Item.Fact.Type, item.Field, locals[item.Item]);
            case PathNode path when TypeOf(path.Target) is RowType entity && entity.TryFind(path.Name, out var field) && field.Kind == RowFieldKind.Children:
                return new ChildrenStream(nest, environment, entity, field, As(path.Target, typeof(int)));
            case PathNode path when TypeOf(path.Target) is ListType { Element: RowType entity } && entity.TryFind(path.Name, out var field) && TryStream(path.Target) is { } source:
                return Fields(source, entity, field);
            case FilterNode filter when TypeOf(filter.Predicate) is BooleanType && TryStream(filter.Target) is { } source:
                return Filtered(filter, source);
            case ForNode { Iterators: [{ DomainEnd: null } iterator] } loop when !expression.Reads(expression.DeclaredBy(loop)[^1]) && TryStream(iterator.Domain) is { } source:
                return new MappedStream(source, expression.FactOf(loop.Body), item => Bind(expression.DeclaredBy(loop)[0], item, () => As(loop.Body, NativeForm.Of(TypeOf(loop.Body)))));
            default:
                return null;
        }
    }

    private RowStream Fields(RowStream source, RowType entity, RowField field) => field.Kind == RowFieldKind.Children
        ? new NestedStream(source, new TypeFact(((ListType)field.Fact.Type).Element, false), row => new ChildrenStream(nest, environment, entity, field, row))
        : field is { Kind: RowFieldKind.Scalar, Fact.Type: TextType } ? new TextsStream(source, nest, environment, entity, field)
        : field is { Kind: RowFieldKind.Scalar, Fact.Type: NumberType } ? new NumbersStream(source, environment, entity, field)
        : new MappedStream(source, field.Fact, row => environment.Field(entity, field, row));

    private T Bind<T>(LocalSymbol symbol, Expression value, Func<T> code)
    {
        locals[symbol] = value;
        levels[symbol] = nest.Depth;
        return code();
    }

    /// <summary>All items as a list.</summary>
    private Expression Materialise(RowStream stream)
    {
        var list = Expression.Variable(typeof(ListBuilder), "list");
        return Expression.Block(
            typeof(FeelValue),
            [list],
            Expression.Assign(list, Expression.New(typeof(ListBuilder))),
            stream.Each(item => Expression.Call(list, nameof(ListBuilder.Add), null, NativeForm.Convert(item, stream.Element.Type, typeof(FeelValue), environment))),
            Expression.Call(list, nameof(ListBuilder.Build), null));
    }

    /// <summary>Count, sum, least, greatest or mean of the items, in one pass; null (C#) for items that are not numbers.</summary>
    private Expression? Aggregate(string function, RowStream stream)
    {
        var numbers = stream.Element.Type is NumberType;
        if (function != "count" && !numbers)
        {
            return null;
        }

        var total = Expression.Variable(typeof(Tally), "tally");
        var add = function switch
        {
            "count" => nameof(Tally.Count),
            "min" => nameof(Tally.Least),
            "max" => nameof(Tally.Greatest),
            _ => nameof(Tally.Add),
        };
        var result = function switch { "count" => nameof(Tally.Items), "mean" => nameof(Tally.Mean), _ => nameof(Tally.Total) };
        return Expression.Block(
            typeof(decimal?),
            [total],
            Expression.Assign(total, Expression.Default(typeof(Tally))),
            add == nameof(Tally.Add) && stream is NumbersStream fields ? fields.AddTo(total)
                : stream.Each(item => function == "count" ? Expression.Call(total, add, null) : Expression.Call(total, add, null, item)),
            Expression.Property(total, result));
    }

    private Expression Quantified(QuantifiedNode node)
    {
        if (node.Iterators is [{ DomainEnd: null } iterator] && TryStream(iterator.Domain) is { } stream)
        {
            var result = Expression.Variable(typeof(bool?), "result");
            var decides = Expression.Constant((bool?)!node.IsEvery, typeof(bool?));
            var symbol = expression.DeclaredBy(node)[0];
            var decided = Expression.Label();
            return Expression.Block(
                typeof(bool?),
                [result],
                Expression.Assign(result, Expression.Constant((bool?)node.IsEvery, typeof(bool?))),
                Narrowed(node, stream).Each(item => Expression.Block(
                    Expression.Assign(result, CallLifted(node.IsEvery ? nameof(Lifted.And) : nameof(Lifted.Or), result, Bind(symbol, item, () => As(node.Condition, typeof(bool?))))),
                    Expression.IfThen(Expression.Equal(result, decides), Expression.Goto(decided)))),
                Expression.Label(decided),
                result);
        }

        return Iterate(nameof(BoxedLoops.Quantified), node, node.Iterators, node.Condition, Expression.Constant(node.IsEvery));
    }

    private Expression For(ForNode node) => TryStream(node) is { } stream
        ? Materialise(stream)
        : Iterate(nameof(BoxedLoops.For), node, node.Iterators, node.Body, Expression.Constant(expression.Reads(expression.DeclaredBy(node)[^1])));

    // Each combination of items has a frame of its own, so that functions made in the body may keep it.
    private MethodCallExpression Iterate(string loop, Node node, IReadOnlyList<IteratorNode> iterators, Node body, Expression flag) => nest.Function(() =>
    {
        var frame = Expression.Parameter(typeof(FeelValue[]), "frame");
        var symbols = expression.DeclaredBy(node);
        for (var i = 0; i < symbols.Length; i++)
        {
            locals[symbols[i]] = Expression.ArrayIndex(frame, Expression.Constant(i));
        }

        var domains = iterators.Select(i => Expression.Call(
            typeof(BoxedLoops),
            nameof(BoxedLoops.Domain),
            null,
            Expression.Lambda<Func<FeelValue[], FeelValue>>(Boxed(i.Domain), frame),
            i.DomainEnd is null ? Expression.Constant(null, typeof(Func<FeelValue[], FeelValue>)) : Expression.Lambda<Func<FeelValue[], FeelValue>>(Boxed(i.DomainEnd), frame)));
        return Expression.Call(
            typeof(BoxedLoops),
            loop,
            null,
            Expression.NewArrayInit(typeof(LoopDomain), domains),
            Expression.Lambda<Func<FeelValue[], FeelValue>>(Boxed(body), frame),
            flag,
            Expression.Constant(EvaluationScope.StepsOf(body)),
            environment.Scope);
    });

    private Expression Filter(FilterNode node)
    {
        if (TryStream(node) is { } stream)
        {
            return Materialise(stream);
        }

        if (node.Predicate is LiteralNode { Value: NumberValue { Value: 1 } } && TypeOf(node.Target) is ListType { Element: RowType } && TryStream(node.Target) is { } rows)
        {
            return End(rows, last: false);
        }

        if (node.Predicate is NegationNode { Operand: LiteralNode { Value: NumberValue { Value: 1 } } } && TypeOf(node.Target) is ListType { Element: RowType } && TryStream(node.Target) is { } all)
        {
            return End(all, last: true);
        }

        var item = Expression.Parameter(typeof(FeelValue), "item");
        locals[expression.DeclaredBy(node)[0]] = item;
        var predicate = nest.Function(() => Boxed(node.Predicate));
        return Call(nameof(Semantics.Filter), Boxed(node.Target), Expression.Lambda<Func<FeelValue, FeelValue>>(predicate, item), Expression.Constant(EvaluationScope.StepsOf(node.Predicate)), environment.Scope);
    }

    private static BlockExpression End(RowStream rows, bool last)
    {
        var found = Expression.Variable(typeof(int), "found");
        var isFound = Expression.Label();
        return Expression.Block(
            typeof(int),
            [found],
            Expression.Assign(found, Expression.Constant(-1)),
            rows.Each(row => Expression.Block(Expression.Assign(found, row), Expression.Goto(isFound)), backwards: last),
            Expression.Label(isFound),
            found);
    }
}
