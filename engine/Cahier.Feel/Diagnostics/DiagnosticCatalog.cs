using System.Collections.Immutable;
using System.Reflection;

namespace Cahier.Feel.Diagnostics;

/// <summary>
/// Every diagnostic there is, by family: C1 text of a file, C2 models, C3 language, C4 names and types, C5 missing
/// facts, C6 units, C7 cahiers, C8 tests, C90 DMN files, C92 mappings. Each has a bad case that a test runs.
/// </summary>
public static partial class DiagnosticCatalog
{
    // Read at first use: the entries stand in several files, whose order of initialization the language leaves open.
    private static readonly Lazy<ImmutableArray<DiagnosticCode>> all = new(() =>
    [
        .. typeof(DiagnosticCatalog).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(DiagnosticCode))
            .Select(p => (DiagnosticCode)p.GetValue(null)!)
            .OrderBy(c => c.Id, StringComparer.Ordinal),
    ]);

    /// <summary>All entries, by id.</summary>
    public static ImmutableArray<DiagnosticCode> All => all.Value;

    private static DiagnosticCode Error(string id, string title) => new(id, Severity.Error, title);

    private static DiagnosticCode Note(string id, string title) => new(id, Severity.Note, title);

    private static DiagnosticCode Warning(string id, string title) => new(id, Severity.Warning, title);
}
