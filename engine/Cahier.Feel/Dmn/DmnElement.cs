using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>
/// An element of an XML file with its place. Elements are known by their local name: the namespaces of DMN 1.1 to 1.5
/// differ, and what they have in common is read alike.
/// </summary>
internal sealed record DmnElement(string Name, string Namespace, SourceLocation Location, ImmutableDictionary<string, string> Attributes, ImmutableArray<DmnElement> Children, DmnText? Content)
{
    /// <summary>The attribute's value, or null (C#) when it is not there or empty.</summary>
    public string? Attribute(string name) => Attributes.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The first child of that name, or none.</summary>
    public DmnElement? Child(string name) => Children.FirstOrDefault(c => c.Name == name);

    public IEnumerable<DmnElement> All(string name) => Children.Where(c => c.Name == name);

    /// <summary>The text inside the child <c>text</c>, as expressions and cells have it; null (C#) when there is none.</summary>
    public DmnText? Text => Child("text")?.Content;

    /// <summary>The name that the element gives to something, its blanks as a name has them.</summary>
    public string? GivenName => Attribute("name") is { } name ? string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
}
