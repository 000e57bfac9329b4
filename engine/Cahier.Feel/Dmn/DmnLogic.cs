using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>How a value is found: a boxed expression of a DMN model.</summary>
/// <param name="Location">Where it is written.</param>
/// <param name="TypeRef">The type that its value must have, or none (C#).</param>
internal abstract record DmnLogic(SourceLocation Location, string? TypeRef);

/// <summary>An expression of the language.</summary>
internal sealed record LiteralLogic(SourceLocation Location, string? TypeRef, DmnText Text) : DmnLogic(Location, TypeRef);

/// <summary>What cannot be evaluated here, such as an expression in another language; <paramref name="Cause"/> says why.</summary>
internal sealed record UnknownLogic(SourceLocation Location, string? TypeRef, string Cause) : DmnLogic(Location, TypeRef);

/// <summary>A decision table.</summary>
internal sealed record TableLogic(SourceLocation Location, string? TypeRef, DmnTable Table) : DmnLogic(Location, TypeRef);

/// <summary>A name with its type: an entry, a parameter, a column.</summary>
internal readonly record struct DmnVariable(string Name, string? TypeRef);

/// <summary>Named values, each of which may read those before it. An entry without a name is the result.</summary>
internal sealed record ContextLogic(SourceLocation Location, string? TypeRef, ImmutableArray<(DmnVariable? Name, DmnLogic Value)> Entries) : DmnLogic(Location, TypeRef);

/// <summary>A call with named arguments.</summary>
internal sealed record InvocationLogic(SourceLocation Location, string? TypeRef, DmnLogic Function, ImmutableArray<(DmnVariable Parameter, DmnLogic Value)> Bindings) : DmnLogic(Location, TypeRef);

/// <summary>A function.</summary>
internal sealed record FunctionLogic(SourceLocation Location, string? TypeRef, ImmutableArray<DmnVariable> Parameters, DmnLogic Body) : DmnLogic(Location, TypeRef);

/// <summary>A list of values.</summary>
internal sealed record ListLogic(SourceLocation Location, string? TypeRef, ImmutableArray<DmnLogic> Items) : DmnLogic(Location, TypeRef);

/// <summary>A list of contexts with the same names, written as a table.</summary>
internal sealed record RelationLogic(SourceLocation Location, string? TypeRef, ImmutableArray<DmnVariable> Columns, ImmutableArray<ImmutableArray<DmnLogic>> Rows) : DmnLogic(Location, TypeRef);

/// <summary>One value or another.</summary>
internal sealed record ConditionalLogic(SourceLocation Location, string? TypeRef, DmnLogic Condition, DmnLogic Then, DmnLogic Else) : DmnLogic(Location, TypeRef);

/// <summary>The ways of going through a list.</summary>
internal enum IterationKind { For, Some, Every }

/// <summary>A value for each item, or whether some or every item fulfils a condition.</summary>
internal sealed record IterationLogic(SourceLocation Location, string? TypeRef, IterationKind Kind, string Variable, DmnLogic In, DmnLogic Body) : DmnLogic(Location, TypeRef);

/// <summary>The items that match.</summary>
internal sealed record FilterLogic(SourceLocation Location, string? TypeRef, DmnLogic In, DmnLogic Match) : DmnLogic(Location, TypeRef);
