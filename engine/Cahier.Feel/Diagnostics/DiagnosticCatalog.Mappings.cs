namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C9: mappings.
    public static DiagnosticCode MappedTable { get; } = Error("C921", "a table or column that the mapping does not have");

    public static DiagnosticCode MappedEntity { get; } = Error("C922", "an entity or field that cannot be mapped");

    public static DiagnosticCode MappedKind { get; } = Error("C923", "a mapped value of another kind than its place");

    public static DiagnosticCode MappedName { get; } = Error("C924", "a name or id of a mapping given twice, or taken by the language");

    public static DiagnosticCode MappedFiles { get; } = Error("C925", "names of files or forms of values that cannot be read");

    public static DiagnosticCode NettedColumn { get; } = Error("C926", "a column that netting leaves without a value");

    public static DiagnosticCode UnmappedFact { get; } = Error("C927", "a required fact that the mapping leaves out");
}
