using System.Collections.Immutable;

namespace Cahier.Feel.Dmn;

/// <summary>Turns elements into boxed expressions. What is missing or unknown becomes a part that has no value and says why.</summary>
internal static class DmnLogicReader
{
    private static readonly ImmutableHashSet<string> Kinds =
    [
        "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "list", "relation", "conditional", "for", "some", "every", "filter",
    ];

    /// <summary>The boxed expression inside an element, or null (C#) when there is none.</summary>
    public static DmnLogic? Inside(DmnElement holder, string owner) =>
        holder.Children.FirstOrDefault(c => Kinds.Contains(c.Name)) is { } found ? Read(found, owner) : null;

    /// <summary>The function of an element with parameters and a body, such as <c>encapsulatedLogic</c>.</summary>
    public static FunctionLogic Function(DmnElement element, string owner)
    {
        ImmutableArray<DmnVariable> parameters = [.. element.All("formalParameter").Select(Variable)];
        DmnLogic body = element.Attribute("kind") is { } kind and not "FEEL"
            ? new UnknownLogic(element.Location, null, $"‘{owner}’ is a function in {kind}, and only functions in FEEL are run")
            : Inside(element, owner) ?? Missing(element, owner);
        return new FunctionLogic(element.Location, element.Attribute("typeRef"), parameters, body);
    }

    private static DmnLogic Read(DmnElement element, string owner)
    {
        var (place, type) = (element.Location, element.Attribute("typeRef"));
        DmnLogic Part(string name) => element.Child(name) is { } part ? Inside(part, owner) ?? Missing(part, owner) : Missing(element, owner);
        switch (element.Name)
        {
            case "literalExpression":
                return Literal(element, owner);
            case "decisionTable":
                return new TableLogic(place, type, DmnTableReader.Read(element, owner));
            case "context":
                return new ContextLogic(place, type, [.. element.All("contextEntry").Select(e => Entry(e, owner))]);
            case "invocation":
                return new InvocationLogic(place, type, Inside(element, owner) ?? Missing(element, owner), [.. element.All("binding").Select(b => Binding(b, owner))]);
            case "functionDefinition":
                return Function(element, owner);
            case "list":
                return new ListLogic(place, type, [.. Items(element, owner)]);
            case "relation":
                return new RelationLogic(place, type, [.. element.All("column").Select(Variable)], [.. element.All("row").Select(r => Items(r, owner).ToImmutableArray())]);
            case "conditional":
                return new ConditionalLogic(place, type, Part("if"), Part("then"), Part("else"));
            case "filter":
                return new FilterLogic(place, type, Part("in"), Part("match"));
            case "for":
                return new IterationLogic(place, type, IterationKind.For, element.Attribute("iteratorVariable") ?? "item", Part("in"), Part("return"));
            default:
                return new IterationLogic(place, type, element.Name == "some" ? IterationKind.Some : IterationKind.Every, element.Attribute("iteratorVariable") ?? "item", Part("in"), Part("satisfies"));
        }
    }

    private static DmnLogic Literal(DmnElement element, string owner)
    {
        var language = element.Attribute("expressionLanguage");
        return language is not null && !language.Contains("feel", StringComparison.OrdinalIgnoreCase)
            ? new UnknownLogic(element.Location, null, $"‘{owner}’ holds an expression in another language, {language}")
            : element.Text is { } text && !string.IsNullOrWhiteSpace(text.Value)
                ? new LiteralLogic(element.Location, element.Attribute("typeRef"), text)
                : Missing(element, owner);
    }

    private static (DmnVariable? Name, DmnLogic Value) Entry(DmnElement entry, string owner) =>
        (entry.Child("variable") is { GivenName: not null } variable ? Variable(variable) : null, Inside(entry, owner) ?? Missing(entry, owner));

    private static (DmnVariable Parameter, DmnLogic Value) Binding(DmnElement binding, string owner) =>
        (binding.Child("parameter") is { } parameter ? Variable(parameter) : default, Inside(binding, owner) ?? Missing(binding, owner));

    private static IEnumerable<DmnLogic> Items(DmnElement element, string owner) => element.Children.Where(c => Kinds.Contains(c.Name)).Select(c => Read(c, owner));

    private static DmnVariable Variable(DmnElement element) => new(element.GivenName ?? "", element.Attribute("typeRef") ?? element.Child("typeRef")?.Content?.Value.Trim());

    private static UnknownLogic Missing(DmnElement element, string owner) => new(element.Location, null, $"a part of ‘{owner}’ has no expression");
}
