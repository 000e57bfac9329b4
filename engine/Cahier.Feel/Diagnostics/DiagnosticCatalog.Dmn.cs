namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C9: DMN files.
    public static DiagnosticCode NoXml { get; } = Error(
        "C901",
        "a text that is not XML",
        "The text is not well-formed XML, so nothing can be read from it.",
        "Correct it at the place that the message names, or export the model again.");

    public static DiagnosticCode RefusedXml { get; } = Error(
        "C902",
        "an XML file that is not read, to be safe",
        "The file holds something by which XML reaches other files or grows without end.",
        "Take it out, or export the model again.");

    public static DiagnosticCode NoDmnModel { get; } = Error(
        "C903",
        "an XML file that is no DMN model",
        "The XML says nothing of decisions in the form of DMN.",
        "Export the model from the modeller as DMN.");

    public static DiagnosticCode ImportedModel { get; } = Error(
        "C904",
        "an imported model that is not there",
        "The model reads from another one that is not among the files.",
        "Add the file of the imported model beside this one.");

    public static DiagnosticCode DmnReference { get; } = Warning(
        "C905",
        "a reference that leads nowhere",
        "Something is named by an address that nothing in the model has.",
        "Correct the reference in the modeller.");

    public static DiagnosticCode DmnCycle { get; } = Error(
        "C906",
        "decisions that need each other in a circle",
        "To decide one of them one would have to have decided it already.",
        "Take one requirement out of the circle.");

    public static DiagnosticCode DmnType { get; } = Warning(
        "C907",
        "a type that the model does not have",
        "A type is named that the model does not define.",
        "Define it, or choose one that is there.");

    public static DiagnosticCode DmnHitPolicy { get; } = Error(
        "C908",
        "a hit policy that does not exist",
        "The table says to combine its rows in a way that the standard does not have.",
        "Choose one of the hit policies of the standard.");
}
