using Cahier.Feel.Functions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Checking;

/// <summary>What a name stands for.</summary>
public abstract class Symbol
{
    private protected Symbol(string name) => Name = name;

    public string Name { get; }
}

/// <summary>A name bound inside the expression: an iterator, a parameter, an entry, the item of a filter, the value under test.</summary>
public sealed class LocalSymbol : Symbol
{
    internal LocalSymbol(string name, TypeFact fact)
        : base(name) => Fact = fact;

    public TypeFact Fact { get; }
}

/// <summary>A name that the surroundings give: the unit, a parameter, a value, a table, an input of a decision.</summary>
public class GlobalSymbol : Symbol
{
    public GlobalSymbol(string name, TypeFact fact)
        : base(name) => Fact = fact;

    public TypeFact Fact { get; }
}

/// <summary>A function of the language.</summary>
public sealed class BuiltinSymbol : Symbol
{
    internal BuiltinSymbol(Builtin builtin)
        : base(builtin.Name) => Builtin = builtin;

    public Builtin Builtin { get; }
}

/// <summary>In a filter, a name that may be an entry of the item and otherwise means <see cref="Otherwise"/>.</summary>
public sealed class ItemEntrySymbol : Symbol
{
    internal ItemEntrySymbol(string name, LocalSymbol item, Symbol? otherwise)
        : base(name)
    {
        Item = item;
        Otherwise = otherwise;
    }

    public LocalSymbol Item { get; }

    public Symbol? Otherwise { get; }
}

/// <summary>In a filter over rows, a field of the row.</summary>
public sealed class ItemFieldSymbol : Symbol
{
    internal ItemFieldSymbol(RowField field, LocalSymbol item)
        : base(field.Name)
    {
        Field = field;
        Item = item;
    }

    public RowField Field { get; }

    public LocalSymbol Item { get; }
}

/// <summary>The names that surround an expression.</summary>
public interface INameScope
{
    /// <summary>Every name, for suggestions and for names of several words.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Finds a name.</summary>
    bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol);

    /// <summary>Finds a type that is not of the language, such as an item definition of a DMN model; null (C#) when there is none.</summary>
    FeelType? FindType(string name) => null;
}
