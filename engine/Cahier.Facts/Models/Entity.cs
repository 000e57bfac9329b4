using System.Collections.Immutable;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>The part that an entity plays in its model.</summary>
public enum EntityKind
{
    /// <summary>The one that bundles begin with, such as the beneficiary.</summary>
    Root,

    /// <summary>Hangs from another, in order.</summary>
    Child,

    /// <summary>Reached by key, such as an establishment.</summary>
    Reference,
}

/// <summary>A kind of row: a table, a CSV file, a type in rules.</summary>
public sealed record Entity
{
    public required string Name { get; init; }

    public required EntityKind Kind { get; init; }

    /// <summary>Its place in <see cref="FactModel.Entities"/>.</summary>
    public required int Ordinal { get; init; }

    /// <summary>
    /// The columns whose values together are unique: fields of the entity or columns of its parent's key. Empty for a
    /// child whose rows have no name of their own: they are known by their place under their parent.
    /// </summary>
    public required ImmutableArray<string> Key { get; init; }

    /// <summary>The entity it hangs from; null unless it is a child.</summary>
    public string? Parent { get; init; }

    /// <summary>The name of the list of such rows on the parent; null unless it is a child.</summary>
    public string? Collection { get; init; }

    /// <summary>The columns of the parent's key, which every row of a child carries; not fields.</summary>
    public ImmutableArray<string> ParentKey { get; init; } = [];

    /// <summary>The fields by which rows are sorted under their parent; the key decides between equals.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    public required ImmutableArray<Field> Fields { get; init; }

    public Label Label { get; init; }

    /// <summary>How a sentence calls one of its rows, with its article: <c>un séjour</c>, <c>a stay</c>.</summary>
    public Label One { get; init; }

    /// <summary>How a sentence calls several of its rows: <c>séjours</c>, <c>stays</c>.</summary>
    public Label Many { get; init; }

    /// <summary>Every column that a file of the entity may have: the parent's key, then the fields.</summary>
    public IEnumerable<string> Columns => ParentKey.Concat(Fields.Select(f => f.Name));

    /// <summary>The field of a name, or null.</summary>
    public Field? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);
}
