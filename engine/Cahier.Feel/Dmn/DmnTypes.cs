using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>The types of models: those of the language, and item definitions with their allowed values.</summary>
/// <param name="models">Where they are defined.</param>
/// <param name="passes">Whether a value passes unary tests of a model.</param>
/// <param name="unknown">Is told of a reference to a type that there is not.</param>
internal sealed class DmnTypes(DmnModels models, Func<DmnModel, DmnText, FeelValue, bool> passes, Action<DmnModel, string> unknown)
{
    private readonly Dictionary<(DmnModel Model, string Name), FeelType> known = [];

    // A type that is part of itself, as a tree is, has no end: inside itself nothing more is asked of it.
    private readonly HashSet<(DmnModel Model, string Name)> open = [];

    /// <summary>The type that a reference names; Any when there is none.</summary>
    public FeelType Of(DmnModel model, string? reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            return FeelType.Any;
        }

        if (Find(model, reference) is { } type)
        {
            return type;
        }

        unknown(model, reference);
        return known[(model, reference)] = FeelType.Any;
    }

    /// <summary>The type of that name, or null (C#).</summary>
    public FeelType? Find(DmnModel model, string reference)
    {
        if (known.TryGetValue((model, reference), out var found))
        {
            return found;
        }

        if (!open.Add((model, reference)))
        {
            return FeelType.Any;
        }

        var type = Item(model, reference) ?? Qualified(model, reference) ?? Written(model, reference);
        open.Remove((model, reference));
        if (type is not null)
        {
            known[(model, reference)] = type;
        }

        return type;
    }

    private FeelType? Item(DmnModel model, string name) => models.Merged(model)
        .Select(m => m.Types.FirstOrDefault(t => t.Name == name) is { } item ? Item(m, item) : null)
        .FirstOrDefault(t => t is not null);

    private FeelType Item(DmnModel model, ItemDefinition item)
    {
        var single = Single(model, item);
        var type = item.IsCollection ? new ListType(single) : single;
        return item.Constraint is { } constraint ? new RestrictedType(item.Name, type, value => passes(model, constraint, value)) : type;
    }

    private FeelType Single(DmnModel model, ItemDefinition item)
    {
        FeelType type = item switch
        {
            { Function: { } function } => new FunctionType([.. function.Parameters.Select(p => KeyValuePair.Create(p.Name, Of(model, p.TypeRef)))], Of(model, function.Result)),
            { Components.IsEmpty: false } => new ContextType([.. item.Components.Select(c => KeyValuePair.Create(c.Name, TypeFact.Optional(Item(model, c))))]),
            _ => Of(model, item.TypeRef),
        };

        // Allowed values take the place of those of the type that they are said of.
        return item.Allowed is not { } allowed ? type
            : new RestrictedType(item.Name, type is RestrictedType other ? other.Base : type, value => passes(model, allowed, value));
    }

    // alias.name of an import, or prefix:name of a namespace.
    private FeelType? Qualified(DmnModel model, string reference)
    {
        if (models.Merged(model).SelectMany(m => m.Imports).FirstOrDefault(i => i.Name.Length > 0 && reference.StartsWith($"{i.Name}.", StringComparison.Ordinal)) is { } import && models.Imported(model, import.Name) is { } imported)
        {
            return Find(imported, reference[(import.Name.Length + 1)..]);
        }

        if (reference.LastIndexOf(':') is var colon and > 0)
        {
            var space = model.Root.Attribute("xmlns:" + reference[..colon]);
            var other = models.All.FirstOrDefault(m => m.Namespace == space);
            return (other is null ? null : Find(other, reference[(colon + 1)..])) ?? Find(model, reference[(colon + 1)..]);
        }

        return null;
    }

    private FeelType? Written(DmnModel model, string reference)
    {
        var names = new KnownNames(model.Types.Select(t => t.Name));
        return Parser.ParseType(reference, names) is { } node ? TypeOf.Named(node, name => name == reference ? null : Find(model, name)) : null;
    }
}
