using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>Collects diagnostics in the order in which they are found; a thousand are kept, the rest only counted. Not safe to share between threads.</summary>
public sealed class DiagnosticBag
{
    private const int Most = 1000;

    private readonly List<Diagnostic> found = [];

    /// <summary>How many were added, kept or not.</summary>
    public int Count { get; private set; }

    public bool HasErrors { get; private set; }

    /// <summary>Adds a diagnostic about a place.</summary>
    public void Add(DiagnosticCode code, SourceLocation at, int length, string cause, string remedy, params ImmutableArray<RelatedPlace> related) =>
        Add(new Diagnostic(code, at, Math.Max(1, length), cause, remedy, related.IsDefault ? [] : related));

    /// <summary>Adds a diagnostic about a whole node: a value is underlined, of a map or list its first sign.</summary>
    public void Add(DiagnosticCode code, YamlNode node, string cause, string remedy, params ImmutableArray<RelatedPlace> related) =>
        Add(code, node.Start, node.SignLength, cause, remedy, related);

    public void Add(Diagnostic diagnostic)
    {
        Count++;
        HasErrors |= diagnostic.IsError;
        if (found.Count < Most)
        {
            found.Add(diagnostic);
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>What was found, by place in the file; files in the order in which they were met.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in found)
        {
            files.TryAdd(diagnostic.Location.File, files.Count);
        }

        return [.. found.OrderBy(d => files[d.Location.File]).ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenBy(d => d.Code.Id, StringComparer.Ordinal)];
    }
}
