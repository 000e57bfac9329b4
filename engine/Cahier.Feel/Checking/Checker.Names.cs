using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

public sealed partial class Checker
{
    private const string BadLiteralRemedy = "write a date as 2019-07-01, a time as 08:30:00, a date and time as 2019-07-01T08:30:00, a duration as P30D, P65Y or PT12H";

    private TypeFact Literal(LiteralNode node)
    {
        if (node.Value is NullValue { Causes.IsEmpty: false })
        {
            Report(DiagnosticCatalog.BadLiteral, node.Span, $"{Quote(node)} is no date, time or duration", BadLiteralRemedy);
            return AlreadyReported;
        }

        return node.Value.IsNull ? TypeFact.Optional(FeelType.Null) : TypeFact.Present(TypeOf.Value(node.Value));
    }

    private TypeFact Name(NameNode node)
    {
        var symbol = symbols[node.Id] = Resolve(node.Name);
        switch (symbol)
        {
            case LocalSymbol local:
                return local.Fact;
            case GlobalSymbol global:
                if (!globals.Contains(global))
                {
                    globals.Add(global);
                }

                return global.Fact;
            case BuiltinSymbol:
                return TypeFact.Present(new FunctionType([], FeelType.Any));
            case ItemFieldSymbol field:
                return Field((RowType)field.Item.Fact.Type, field.Field, node.Span);
            case ItemEntrySymbol { Item.Fact.Type: ContextType context }:
                return context.Find(node.Name)!.Value;
            case ItemEntrySymbol { Otherwise: var otherwise }:
                if (otherwise is GlobalSymbol outer && !globals.Contains(outer))
                {
                    globals.Add(outer);
                }

                return TypeFact.Optional(FeelType.Any);
            default:
                Report(DiagnosticCatalog.UnknownName, node.Span, $"nothing is called ‘{node.Name}’ here", ForeignWords.Find(new Token(TokenKind.Word, node.Name, node.Span))?.Remedy ?? Suggestions.Remedy(node.Name, NamesInScope()));
                return AlreadyReported;
        }
    }

    private Symbol? Resolve(string name)
    {
        foreach (var binding in bindings)
        {
            // An entry that is itself called "item" hides the item.
            var isItem = string.Equals(binding.Symbol.Name, name, StringComparison.Ordinal);
            switch (binding.Symbol.Fact.Type)
            {
                case RowType row when binding.OpensEntries && row.TryFind(name, out var field):
                    return new ItemFieldSymbol(field, binding.Symbol);
                case ContextType context when binding.OpensEntries && context.Find(name) is not null:
                    return new ItemEntrySymbol(name, binding.Symbol, null);
                case AnyType when binding.OpensEntries:
                    return new ItemEntrySymbol(name, binding.Symbol, isItem ? binding.Symbol : ResolveBeyond(binding, name));
            }

            if (isItem)
            {
                return binding.Symbol;
            }
        }

        return ResolveGlobal(name);
    }

    private Symbol? ResolveBeyond(Binding inner, string name)
    {
        var saved = bindings;
        while (bindings.Peek() != inner)
        {
            bindings = bindings.Pop();
        }

        bindings = bindings.Pop();
        var symbol = Resolve(name);
        bindings = saved;
        return symbol;
    }

    private Symbol? ResolveGlobal(string name) =>
        scope.TryFind(name, out var global) ? global
        : BuiltinLibrary.TryFind(name, out var builtin) ? new BuiltinSymbol(builtin)
        : null;

    private IEnumerable<string> NamesInScope() =>
        bindings.Select(b => b.Symbol.Name)
            .Concat(bindings.Where(b => b.OpensEntries).SelectMany(b => b.Symbol.Fact.Type is RowType row ? row.Fields.Select(f => f.Name) : []))
            .Concat(scope.Names);

    private TypeFact Input(InputNode node)
    {
        var symbol = Resolve("?");
        symbols[node.Id] = symbol;
        switch (symbol)
        {
            case LocalSymbol local:
                return local.Fact;
            case GlobalSymbol global:
                globals.Add(global);
                return global.Fact;
            default:
                Report(DiagnosticCatalog.UnknownName, node.Span, "‘?’ stands for the value under test, and there is none here", "use ? only in the cells of a table");
                return AlreadyReported;
        }
    }

    private TypeFact Path(PathNode node)
    {
        var target = Visit(node.Target);
        return Property(target.Type, node).OrMissing(target.MayBeMissing);
    }

    private TypeFact Property(FeelType target, PathNode node)
    {
        switch (target)
        {
            case RowType row when row.TryFind(node.Name, out var field):
                return Field(row, field, node.NameSpan);
            case ListType when node.Name is "length" or "count" or "size":
                Report(DiagnosticCatalog.UnknownField, node.NameSpan, $"a list has no ‘{node.Name}’", $"write count({Excerpt(node.Target)})");
                return AlreadyReported;
            case TextType when node.Name is "length" or "size":
                Report(DiagnosticCatalog.UnknownField, node.NameSpan, $"a text has no ‘{node.Name}’", $"write string length({Excerpt(node.Target)})");
                return AlreadyReported;
            case RowType row:
                Report(DiagnosticCatalog.UnknownField, node.NameSpan, $"{row.Entity} has no field ‘{node.Name}’", Suggestions.Remedy(node.Name, row.Fields.Where(f => !f.Outcome).Select(f => f.Name)));
                return AlreadyReported;
            case ContextType context when context.Find(node.Name) is { } entry:
                return entry;
            case ContextType context:
                Report(DiagnosticCatalog.UnknownField, node.NameSpan, $"there is no entry ‘{node.Name}’", Suggestions.Remedy(node.Name, context.Entries.Select(e => e.Key)));
                return AlreadyReported;
            case ListType { Element: RowType or ContextType } list:
                var item = Property(list.Element, node);
                return TypeFact.Present(item.Type is ListType inner
                    ? new ListType(inner.Element, inner.ItemsMayBeMissing)
                    : new ListType(item.Type, item.MayBeMissing || list.ItemsMayBeMissing));
            case AnyType or NullType or ListType or FunctionType:
                return TypeFact.Optional(FeelType.Any);
        }

        var candidates = TypeOf.Properties(target);
        foreach (var (name, type) in candidates)
        {
            if (string.Equals(name, node.Name, StringComparison.Ordinal))
            {
                return type;
            }
        }

        Report(DiagnosticCatalog.UnknownField, node.NameSpan, $"a {target.Display} has no property ‘{node.Name}’", Suggestions.Remedy(node.Name, candidates.Select(c => c.Name)));
        return AlreadyReported;
    }

    private TypeFact Field(RowType row, RowField field, SourceSpan span)
    {
        if (field.Outcome)
        {
            Report(DiagnosticCatalog.OutcomeRead, span, $"‘{field.Name}’ is a published outcome, kept to compare results with", "a rule may not read it: calculate it from the other facts");
        }

        fields.Add(new FieldRead(row, field));
        return field.Fact;
    }

    /// <summary>A text that names a fact, when the node is a plain path: two nodes with the same text are the same fact.</summary>
    private string? PresenceKey(Node node) => node switch
    {
        NameNode name when symbols[name.Id] is { } symbol and not BuiltinSymbol => symbol switch
        {
            ItemFieldSymbol field => $"{SymbolKey(field.Item)}.{field.Name}",
            ItemEntrySymbol entry => $"{SymbolKey(entry.Item)}.{entry.Name}",
            _ => SymbolKey(symbol),
        },
        InputNode => "?",
        PathNode path when PresenceKey(path.Target) is { } target => $"{target}.{path.Name}",
        _ => null,
    };

    // Two local names may be spelt alike: the object tells them apart.
    private static string SymbolKey(Symbol symbol) =>
        symbol is LocalSymbol ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{symbol.Name}#{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(symbol)}") : symbol.Name;
}
