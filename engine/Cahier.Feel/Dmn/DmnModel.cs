using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>A DMN model as its file says, references not yet followed. Made by <see cref="DmnReader"/> only.</summary>
public sealed class DmnModel
{
    internal DmnModel(DmnElement root)
    {
        Root = root;
        Name = root.GivenName ?? "";
        Namespace = root.Attribute("namespace") ?? "";
        Imports = DmnReader.Imports(root);
        Types = DmnReader.Types(root);
        Elements = DmnReader.Elements(root, this);
    }

    public string Name { get; }

    /// <summary>The name by which other models know this one.</summary>
    public string Namespace { get; }

    internal DmnElement Root { get; }

    internal ImmutableArray<DmnImport> Imports { get; }

    internal ImmutableArray<ItemDefinition> Types { get; }

    internal ImmutableArray<DrgElement> Elements { get; }

    /// <summary>The decisions and knowledge that are decision tables, in the order of the file.</summary>
    public IEnumerable<string> TableNames => Tables().Select(t => t.Name);

    /// <summary>The decision table of a decision or knowledge, known by its name or id; null (C#) when there is none.</summary>
    public DmnTable? FindTable(string name) =>
        Tables().Where(t => t.Name == name).Concat(Elements.Where(e => e.Id == name).Select(TableOf).OfType<DmnTable>()).FirstOrDefault();

    /// <summary>The type of the language that a reference comes down to, and the values that it allows; the reference itself when it is not one of this model's.</summary>
    public (string Name, DmnText? Allowed) BaseOf(string typeRef)
    {
        DmnText? allowed = null;
        var name = typeRef.Split(':')[^1];
        for (var i = 0; i < Types.Length && Types.FirstOrDefault(t => t.Name == name) is { TypeRef: { } next, IsCollection: false } type; i++)
        {
            allowed ??= type.Allowed;
            name = next.Split(':')[^1];
        }

        return (name, allowed);
    }

    private IEnumerable<DmnTable> Tables() => Elements.Select(TableOf).OfType<DmnTable>();

    private static DmnTable? TableOf(DrgElement element) => element switch
    {
        Decision { Logic: TableLogic logic } => logic.Table,
        Knowledge { Function.Body: TableLogic logic } => logic.Table,
        _ => null,
    };
}

/// <summary>Another model whose elements this one uses, under a name of its own; an empty name puts them among its own.</summary>
internal sealed record DmnImport(SourceLocation Location, string Name, string Namespace);

/// <summary>A type that a model defines.</summary>
/// <param name="Allowed">Tests that a value, or each item of a collection, must pass.</param>
/// <param name="Constraint">Tests that the whole value must pass.</param>
/// <param name="Function">What a function of the type takes and gives, or none.</param>
internal sealed record ItemDefinition(
    SourceLocation Location,
    string Name,
    string? TypeRef,
    bool IsCollection,
    ImmutableArray<ItemDefinition> Components,
    DmnText? Allowed,
    DmnText? Constraint,
    FunctionItem? Function);

/// <summary>The parameters and the result of a type of functions.</summary>
internal sealed record FunctionItem(ImmutableArray<DmnVariable> Parameters, string? Result);

/// <summary>A reference to an element by its id, in this file or in that of a namespace.</summary>
internal readonly record struct DmnReference(SourceLocation Location, string Href);

/// <summary>An element of the diagram of requirements: itself and no other, however alike.</summary>
internal abstract class DrgElement(DmnModel model, SourceLocation location, string? id, DmnVariable variable, ImmutableArray<DmnReference> requirements)
{
    public DmnModel Model => model;

    public SourceLocation Location => location;

    public string? Id => id;

    public string Name => variable.Name;

    public string? TypeRef => variable.TypeRef;

    /// <summary>The elements whose values its expression may read.</summary>
    public ImmutableArray<DmnReference> Requirements => requirements;
}

/// <summary>A value that comes from outside.</summary>
internal sealed class InputData(DmnModel model, SourceLocation location, string? id, DmnVariable variable)
    : DrgElement(model, location, id, variable, []);

/// <summary>A value that is decided.</summary>
internal sealed class Decision(DmnModel model, SourceLocation location, string? id, DmnVariable variable, ImmutableArray<DmnReference> requirements, DmnLogic? logic)
    : DrgElement(model, location, id, variable, requirements)
{
    /// <summary>How, or null (C#) when the model does not say.</summary>
    public DmnLogic? Logic => logic;
}

/// <summary>A function that decisions call: a business knowledge model.</summary>
internal sealed class Knowledge(DmnModel model, SourceLocation location, string? id, DmnVariable variable, ImmutableArray<DmnReference> requirements, FunctionLogic? function)
    : DrgElement(model, location, id, variable, requirements)
{
    public FunctionLogic? Function => function;

    /// <summary>What it takes, in the order of the call.</summary>
    public ImmutableArray<DmnVariable> Parameters => function?.Parameters ?? [];
}

/// <summary>Decisions offered as one function.</summary>
internal sealed class DecisionService(DmnModel model, SourceLocation location, string? id, DmnVariable variable, ImmutableArray<DmnReference> outputs, ImmutableArray<DmnReference> inputs)
    : DrgElement(model, location, id, variable, [])
{
    /// <summary>The decisions whose values it gives.</summary>
    public ImmutableArray<DmnReference> Outputs => outputs;

    /// <summary>What it takes, in the order of the call: input data, then decisions made elsewhere.</summary>
    public ImmutableArray<DmnReference> Inputs => inputs;
}
