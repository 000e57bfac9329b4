namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C9: mappings.
    public static DiagnosticCode MappedTable { get; } = Error("C901", "a table or column that the mapping does not have");

    public static DiagnosticCode MappedEntity { get; } = Error("C902", "an entity or field that cannot be mapped");

    public static DiagnosticCode MappedKind { get; } = Error("C903", "a mapped value of another kind than its place");

    public static DiagnosticCode MappedName { get; } = Error("C904", "a name or id of a mapping given twice, or taken by the language");

    public static DiagnosticCode MappedFiles { get; } = Error("C905", "names of files or forms of values that cannot be read");

    public static DiagnosticCode NettedColumn { get; } = Error("C906", "a column that netting leaves without a value");

    public static DiagnosticCode UnmappedFact { get; } = Error("C907", "a required fact that the mapping leaves out");
}
