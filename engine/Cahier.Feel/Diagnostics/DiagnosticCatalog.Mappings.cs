namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C9: mappings.
    public static DiagnosticCode MappedTable { get; } = Error(
        "C921",
        "a table or column that the mapping does not have",
        "The mapping speaks of a table or column that it does not list.",
        "Correct the name, or add the table or column to the mapping.");

    public static DiagnosticCode MappedEntity { get; } = Error(
        "C922",
        "an entity or field that cannot be mapped",
        "The mapping fills an entity or field that the model does not have, or not in this way.",
        "Correct the name, or change the mapping.");

    public static DiagnosticCode MappedKind { get; } = Error(
        "C923",
        "a mapped value of another kind than its place",
        "The source holds another kind of value than the field.",
        "Convert it in the mapping, or map another column.");

    public static DiagnosticCode MappedName { get; } = Error(
        "C924",
        "a name or id of a mapping given twice, or taken by the language",
        "Nobody could tell which of the two is meant, or the language already uses the word.",
        "Choose another name.");

    public static DiagnosticCode MappedFiles { get; } = Error(
        "C925",
        "names of files or forms of values that cannot be read",
        "The mapping says in a way that cannot be read how files are called or values written.",
        "Write it as the message shows.");

    public static DiagnosticCode NettedColumn { get; } = Error(
        "C926",
        "a column that netting leaves without a value",
        "Lines that cancel each other are taken together, and this column would then have no one value.",
        "Say how the column is taken together, or leave it out.");

    public static DiagnosticCode UnmappedFact { get; } = Error(
        "C927",
        "a required fact that the mapping leaves out",
        "The model says that this fact is always there, and the mapping gives it no value.",
        "Map it, or say in the model that it may be missing.");
}
