using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cahier.Feel.Types;

/// <summary>How a field is read from a row.</summary>
public enum RowFieldKind
{
    /// <summary>A value in a column of the row's own table.</summary>
    Scalar,

    /// <summary>The row of another entity that the row names by key.</summary>
    Reference,

    /// <summary>The row to which this one hangs.</summary>
    Parent,

    /// <summary>The rows of another entity that hang from this one, in order.</summary>
    Children,
}

/// <summary>A field of an entity as the language sees it.</summary>
/// <param name="Name">The name that rules use.</param>
/// <param name="Ordinal">The place in <see cref="RowType.Fields"/>.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Entity">For references, parents and children: the other entity.</param>
/// <param name="Outcome">A published outcome to compare with: never an input to a rule.</param>
public sealed record RowField(string Name, int Ordinal, RowFieldKind Kind, string? Entity = null, bool Outcome = false)
{
    /// <summary>What the checker knows of the field's value.</summary>
    /// <remarks>Set once by the maker of the entity types: entities name each other, so their fields come after them.</remarks>
    public TypeFact Fact { get; internal set; }
}

/// <summary>An entity of a model as a type: its rows read like contexts. Equal only to itself.</summary>
public sealed record RowType(string Entity) : FeelType
{
    private FrozenDictionary<string, RowField> byName = FrozenDictionary<string, RowField>.Empty;

    public ImmutableArray<RowField> Fields { get; private set; } = [];

    public override string Display => Entity;

    /// <summary>Gives the entity its fields, once all entity types of the model exist.</summary>
    public void Complete(IEnumerable<(RowField Field, TypeFact Fact)> fields)
    {
        Fields = [.. fields.Select(f =>
        {
            f.Field.Fact = f.Fact;
            return f.Field;
        })];
        byName = Fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RowField? field) => byName.TryGetValue(name, out field);

    public bool Equals(RowType? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
