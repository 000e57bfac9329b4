using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>What reading a DMN file gives: a model when it could be read, and everything that is wrong with it.</summary>
public sealed record DmnReading(DmnModel? Model, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads the text of a DMN file, 1.1 to 1.5.</summary>
public static class DmnReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="file">How messages call the file.</param>
    /// <param name="text">Its text.</param>
    public static DmnReading Read(string file, string text)
    {
        var (root, problem) = DmnXml.Read(file, text);
        if (root is null)
        {
            return new DmnReading(null, [problem!]);
        }

        return root.Name == "definitions"
            ? new DmnReading(new DmnModel(root), [])
            : new DmnReading(null, [new Diagnostic(DiagnosticCatalog.NoDmnModel, root.Location, root.Name.Length + 1, $"the file begins with ‘{root.Name}’: it is XML, but no DMN model", "a DMN model begins with ‘definitions’", [])]);
    }

    internal static ImmutableArray<DmnImport> Imports(DmnElement root) =>
        [.. root.All("import").Where(IsOfModel).Select(i => new DmnImport(i.Location, i.GivenName ?? "", i.Attribute("namespace") ?? ""))];

    internal static ImmutableArray<ItemDefinition> Types(DmnElement root) => [.. root.All("itemDefinition").Select(Type)];

    internal static ImmutableArray<DrgElement> Elements(DmnElement root, DmnModel model) => [.. root.Children.Select(c => Element(c, model)).OfType<DrgElement>()];

    private static bool IsOfModel(DmnElement import) =>
        import.Attribute("importType") is not { } type || type.Contains("DMN", StringComparison.OrdinalIgnoreCase);

    private static ItemDefinition Type(DmnElement item) => new(
        item.Location,
        item.GivenName ?? "",
        item.Child("typeRef")?.Content?.Value.Trim() is { Length: > 0 } type ? type : null,
        item.Attribute("isCollection") is "true" or "1",
        [.. item.All("itemComponent").Select(Type)],
        item.Child("allowedValues")?.Text,
        item.Child("typeConstraint")?.Text,
        item.Child("functionItem") is { } function ? new FunctionItem([.. function.All("parameters").Select(Variable)], function.Attribute("outputTypeRef")) : null);

    private static DmnVariable Variable(DmnElement element) => new(element.GivenName ?? "", element.Attribute("typeRef"));

    private static DrgElement? Element(DmnElement element, DmnModel model)
    {
        var own = element.Child("variable") is { } named ? Variable(named) : default;
        var variable = new DmnVariable(element.GivenName ?? own.Name ?? "", own.TypeRef);
        var (place, id) = (element.Location, element.Attribute("id"));
        switch (element.Name)
        {
            case "inputData":
                return new InputData(model, place, id, variable);
            case "decision":
                return new Decision(model, place, id, variable, Requirements(element), DmnLogicReader.Inside(element, variable.Name));
            case "businessKnowledgeModel":
                var function = element.Child("encapsulatedLogic") is { } logic ? DmnLogicReader.Function(logic, variable.Name) : null;
                return new Knowledge(model, place, id, variable, Requirements(element), function);
            case "decisionService":
                return new DecisionService(model, place, id, variable, References(element, "outputDecision"), [.. References(element, "inputData"), .. References(element, "inputDecision")]);
            default:
                return null;
        }
    }

    private static ImmutableArray<DmnReference> Requirements(DmnElement element) =>
    [
        .. element.Children.Where(c => c.Name is "informationRequirement" or "knowledgeRequirement")
            .SelectMany(c => c.Children.Where(r => r.Name is "requiredInput" or "requiredDecision" or "requiredKnowledge"))
            .Select(Reference),
    ];

    private static ImmutableArray<DmnReference> References(DmnElement element, string name) => [.. element.All(name).Select(Reference)];

    private static DmnReference Reference(DmnElement element) => new(element.Location, element.Attribute("href") ?? "");
}
