using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>The entities and fields that rules may speak of. Made by <see cref="ModelReader"/> only, and so always whole.</summary>
public sealed class FactModel
{
    private readonly FrozenDictionary<string, Entity> byName;
    private readonly FrozenDictionary<string, RowType> rowTypes;
    private readonly KnownUnits units;

    internal FactModel(string name, Label title, ImmutableArray<Entity> entities, KnownUnits units)
    {
        Name = name;
        Title = title;
        Entities = entities;
        this.units = units;
        byName = entities.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
        rowTypes = RowTypes.Make(entities);
        Root = entities.Single(e => e.Kind == EntityKind.Root);
        Hash = ModelHash.Of(this);
    }

    public string Name { get; }

    public Label Title { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<Entity> Entities { get; }

    /// <summary>The entity that bundles begin with.</summary>
    public Entity Root { get; }

    /// <summary>SHA-256, in hexadecimal, of all that bears on results: not of labels, mapping notes and comments.</summary>
    public string Hash { get; }

    /// <summary>The entity of a name, or null.</summary>
    public Entity? Find(string entity) => byName.GetValueOrDefault(entity);

    /// <summary>An entity as a type of the language. Throws when there is no such entity.</summary>
    public RowType RowType(string entity) => rowTypes[entity];

    /// <summary>The entities that hang from another, in the order of the file.</summary>
    public IEnumerable<Entity> ChildrenOf(string entity) => Entities.Where(e => e.Parent == entity);

    /// <summary>Reads a unit whose names are known to Cahier or declared by the model.</summary>
    public bool TryReadUnit(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Unit? unit) => units.TryRead(text, out unit);

    /// <summary>What to write instead of a unit that <see cref="TryReadUnit"/> refused.</summary>
    public string SuggestUnit(string text) => units.Suggest(text);
}
