namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C9: DMN files.
    public static DiagnosticCode NoXml { get; } = Error("C901", "a text that is not XML");

    public static DiagnosticCode RefusedXml { get; } = Error("C902", "an XML file that is not read, to be safe");

    public static DiagnosticCode NoDmnModel { get; } = Error("C903", "an XML file that is no DMN model");

    public static DiagnosticCode ImportedModel { get; } = Error("C904", "an imported model that is not there");

    public static DiagnosticCode DmnReference { get; } = Warning("C905", "a reference that leads nowhere");

    public static DiagnosticCode DmnCycle { get; } = Error("C906", "decisions that need each other in a circle");

    public static DiagnosticCode DmnType { get; } = Warning("C907", "a type that the model does not have");

    public static DiagnosticCode DmnHitPolicy { get; } = Error("C908", "a hit policy that does not exist");
}
