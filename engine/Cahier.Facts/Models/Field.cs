using System.Collections.Immutable;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>What a field holds.</summary>
public enum FieldKind
{
    Text,

    /// <summary>One of a closed list of texts.</summary>
    Code,
    Number,
    Boolean,
    Date,

    /// <summary>The key of a row of a reference entity.</summary>
    Reference,
}

/// <summary>A code that a field may hold.</summary>
public sealed record FieldCode(string Code, Label Label);

/// <summary>A field of an entity: a column of its table and a name in rules.</summary>
public sealed record Field
{
    public required string Name { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>Its place among the entity's fields, and in its <see cref="RowType"/>.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The unit of a number; <see cref="Unit.One"/> for a plain one. Null for other kinds.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Whether every row must have it.</summary>
    public bool Required { get; init; }

    /// <summary>The closed list of a code, in the order of the model; empty for other kinds.</summary>
    public ImmutableArray<FieldCode> Codes { get; init; } = [];

    /// <summary>The entity that a reference leads to; null for other kinds.</summary>
    public string? To { get; init; }

    public Label Label { get; init; }

    /// <summary>Where the field comes from, for example a column of the SNDS.</summary>
    public string? Mapping { get; init; }

    /// <summary>A published outcome: compared with, never an input to a rule.</summary>
    public bool Outcome { get; init; }

    /// <summary>The kind in the words of the model file.</summary>
    public string KindName => Kind switch
    {
        FieldKind.Text => "text",
        FieldKind.Code => "code",
        FieldKind.Number => "number",
        FieldKind.Boolean => "boolean",
        FieldKind.Date => "date",
        _ => "reference",
    };
}
