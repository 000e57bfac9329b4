using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

public sealed partial class Checker
{
    private TypeFact Range(RangeNode node)
    {
        var start = Visit(node.Start);
        var end = Visit(node.End);
        Comparable(node.Span, node.Start, start.Type, node.End, end.Type);
        return new TypeFact(new RangeType(TypeOf.Common(start.Type, end.Type)), start.MayBeMissing || end.MayBeMissing || start.Type is AnyType || end.Type is AnyType);
    }

    private TypeFact Conditional(ConditionalNode node)
    {
        var condition = Visit(node.Condition);
        ExpectDecided(node.Condition, condition, "if");
        var then = Assuming(ImpliedBy(node.Condition, true), () => Visit(node.Then));
        var otherwise = Assuming(ImpliedBy(node.Condition, false), () => Visit(node.Else));
        if (then.Type is NumberType x && otherwise.Type is NumberType y)
        {
            return new TypeFact(SameUnit(node.Span, node.Then, x, node.Else, y, "two answers of one if"), then.MayBeMissing || otherwise.MayBeMissing);
        }

        return new TypeFact(TypeOf.Common(then.Type, otherwise.Type), then.MayBeMissing || otherwise.MayBeMissing);
    }

    private TypeFact For(ForNode node)
    {
        var body = Iterate(node, node.Iterators, () =>
        {
            var partial = new LocalSymbol("partial", TypeFact.Present(new ListType(FeelType.Any)));
            declared[node.Id] = declared[node.Id].Add(partial);
            return With(partial, false, () => Visit(node.Body));
        });
        var missing = node.Iterators.Any(MayNotBeGoneOver);
        return new TypeFact(new ListType(body.Type, body.MayBeMissing), missing);
    }

    private TypeFact Quantified(QuantifiedNode node)
    {
        var condition = Iterate(node, node.Iterators, () => Visit(node.Condition));
        ExpectBoolean(node.Condition, condition, node.IsEvery ? "every" : "some");
        var missing = node.Iterators.Any(MayNotBeGoneOver);
        return new TypeFact(FeelType.Boolean, missing || condition.MayBeMissing || condition.Type is AnyType);
    }

    // A range may be open or end before it begins; steps begin at a whole number.
    private bool MayNotBeGoneOver(IteratorNode iterator)
    {
        var domain = facts[iterator.Domain.Id];
        return domain is { MayBeMissing: true } or { Type: AnyType or RangeType }
            || (iterator.DomainEnd is { } end && (facts[end.Id] is { MayBeMissing: true } or { Type: AnyType } || !(domain.Type is DateType || IsWhole(iterator.Domain))));
    }

    private static bool IsWhole(Node node) => node switch
    {
        LiteralNode { Value: NumberValue number } => decimal.IsInteger(number.Value),
        NegationNode negation => IsWhole(negation.Operand),
        _ => false,
    };

    private TypeFact Iterate(Node node, ImmutableArray<IteratorNode> iterators, Func<TypeFact> body)
    {
        var saved = bindings;
        declared[node.Id] = [];
        foreach (var iterator in iterators)
        {
            Visit(iterator);
            var item = ItemOf(iterator);
            var symbol = new LocalSymbol(iterator.Name, item);
            declared[node.Id] = declared[node.Id].Add(symbol);
            bindings = bindings.Push(new Binding(symbol, OpensEntries: false));
        }

        var result = body();
        bindings = saved;
        return result;
    }

    private TypeFact ItemOf(IteratorNode iterator)
    {
        var domain = facts[iterator.Domain.Id];
        if (iterator.DomainEnd is { } end)
        {
            Visit(end);
            return domain with { MayBeMissing = false };
        }

        return domain.Type switch
        {
            ListType list => new TypeFact(list.Element, list.ItemsMayBeMissing),
            RangeType range => TypeFact.Present(range.Element),
            AnyType or NullType => TypeFact.Optional(FeelType.Any),
            var single => TypeFact.Present(single),
        };
    }

    private TypeFact Filter(FilterNode node)
    {
        var target = Visit(node.Target);
        var item = target.Type switch
        {
            ListType list => new TypeFact(list.Element, list.ItemsMayBeMissing),
            AnyType or NullType => TypeFact.Optional(FeelType.Any),
            var single => new TypeFact(single, target.MayBeMissing),
        };
        var symbol = new LocalSymbol("item", item);
        declared[node.Id] = [symbol];
        var predicate = With(symbol, true, () => Visit(node.Predicate));
        switch (predicate.Type)
        {
            case NumberType when predicate.MayBeMissing:
                Report(DiagnosticCatalog.MissingDecides, node.Predicate.Span, $"the position {Quote(node.Predicate)} may be missing, and then there is no item", $"say which position is meant: get or else({Excerpt(node.Predicate)}, 1)");
                return TypeFact.Optional(FeelType.Any);
            case NumberType:
                return TypeFact.Optional(item.Type);
            case AnyType or NullType:
                return TypeFact.Optional(FeelType.Any);
            case BooleanType:
                ExpectDecided(node.Predicate, predicate, "a filter");
                return new TypeFact(new ListType(item.Type, item.MayBeMissing), target.MayBeMissing);
            default:
                Report(DiagnosticCatalog.WrongType, node.Predicate.Span, $"{Quote(node.Predicate)} is a {predicate.Type}, but a filter needs a condition or a position", "write a condition such as item > 10, or a position such as 1");
                return AlreadyReported;
        }
    }

    private TypeFact List(ListNode node)
    {
        if (node.Items.IsEmpty)
        {
            return TypeFact.Present(new ListType(FeelType.Null, ItemsMayBeMissing: false));
        }

        var items = node.Items.Select(Visit).ToList();
        var units = items.Zip(node.Items).Where(i => i.First.Type is NumberType { Unit: not null }).ToList();
        foreach (var (fact, item) in units.Skip(1))
        {
            SameUnit(item.Span, units[0].Second, (NumberType)units[0].First.Type, item, (NumberType)fact.Type, "items of one list");
        }

        return TypeFact.Present(new ListType(TypeOf.Common(items.Select(i => i.Type)), items.Exists(i => i.MayBeMissing)));
    }

    private TypeFact Context(ContextNode node)
    {
        var saved = bindings;
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, TypeFact>>();
        var own = ImmutableArray.CreateBuilder<LocalSymbol>();
        foreach (var entry in node.Entries)
        {
            var fact = Visit(entry.Value);
            entries.Add(KeyValuePair.Create(entry.Key, fact));
            own.Add(new LocalSymbol(entry.Key, fact));
            bindings = bindings.Push(new Binding(own[^1], OpensEntries: false));
        }

        bindings = saved;
        declared[node.Id] = own.ToImmutable();
        return TypeFact.Present(new ContextType(entries.ToImmutable()));
    }

    private TypeFact InstanceOf(InstanceOfNode node)
    {
        Visit(node.Value);
        if (Named(node.Type) is null)
        {
            Report(DiagnosticCatalog.UnknownName, node.Type.Span, $"there is no type ‘{node.Type.Name}’", Suggestions.Remedy(node.Type.Name, ["number", "string", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration", "list", "context"]));
        }

        return TypeFact.Present(FeelType.Boolean);
    }
}
