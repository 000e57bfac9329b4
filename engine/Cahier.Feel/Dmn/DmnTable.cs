using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Tables;

namespace Cahier.Feel.Dmn;

/// <summary>A decision table as a DMN file writes it, not yet checked.</summary>
/// <param name="Name">The name of the decision or knowledge that the table belongs to.</param>
/// <param name="Policy">The attribute <c>hitPolicy</c>, or none (C#).</param>
/// <param name="Aggregation">The attribute <c>aggregation</c>, or none (C#).</param>
public sealed record DmnTable(
    string Name,
    SourceLocation Location,
    string? Policy,
    string? Aggregation,
    ImmutableArray<DmnInput> Inputs,
    ImmutableArray<DmnOutput> Outputs,
    ImmutableArray<DmnRule> Rules)
{
    /// <summary>Reads the hit policy.</summary>
    public bool TryReadPolicy(out HitPolicy policy) => HitPolicies.TryParseStandard(Policy, Aggregation, out policy);

    /// <summary>What to say when the hit policy cannot be read.</summary>
    public Diagnostic UnknownPolicy() => new(
        DiagnosticCatalog.DmnHitPolicy,
        Location,
        1,
        $"‘{Name}’ has the hit policy ‘{string.Join(' ', new[] { Policy, Aggregation }.OfType<string>())}’, and there is none of that name",
        "choose UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT; COLLECT may have the aggregation SUM, MIN, MAX or COUNT",
        []);
}

/// <summary>An input of a table: the expression whose value the cells test.</summary>
/// <param name="Allowed">Tests that a value must pass, or none (C#).</param>
public sealed record DmnInput(SourceLocation Location, DmnText? Expression, string? TypeRef, DmnText? Allowed);

/// <summary>An output of a table.</summary>
/// <param name="Allowed">The values that it may have, or none (C#).</param>
/// <param name="Default">Its value when no row matches, or none (C#).</param>
public sealed record DmnOutput(SourceLocation Location, string? Name, string? TypeRef, DmnText? Allowed, DmnText? Default);

/// <summary>A row of a table: a test per input, an expression per output.</summary>
public sealed record DmnRule(SourceLocation Location, ImmutableArray<DmnCell> Tests, ImmutableArray<DmnCell> Outputs);

/// <summary>A cell of a table.</summary>
public sealed record DmnCell(DmnText Text, string? TypeRef);
