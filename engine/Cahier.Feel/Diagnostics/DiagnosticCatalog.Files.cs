namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C10: the text of a YAML file.
    public static DiagnosticCode NoYaml { get; } = Error("C101", "a text that is not YAML");

    public static DiagnosticCode TabIndentation { get; } = Error("C102", "a line indented by a tab");

    public static DiagnosticCode DuplicateKey { get; } = Error("C103", "a key written twice");

    public static DiagnosticCode AnchorOrAlias { get; } = Error("C104", "an anchor or alias");

    public static DiagnosticCode SeveralDocuments { get; } = Error("C105", "several documents in one file");

    public static DiagnosticCode YamlTag { get; } = Error("C106", "a YAML tag");

    public static DiagnosticCode FileTooLarge { get; } = Error("C107", "a file too large or too deep");

    public static DiagnosticCode NulCharacter { get; } = Error("C108", "a character that no text holds");

    public static DiagnosticCode EmptyFile { get; } = Error("C109", "an empty file");

    // C11: what a file may hold.
    public static DiagnosticCode UnknownKey { get; } = Error("C111", "an unknown key");

    public static DiagnosticCode MissingKey { get; } = Error("C112", "a key that must be there");

    public static DiagnosticCode WrongKind { get; } = Error("C113", "a list, a map or a single value where another is needed");

    public static DiagnosticCode NotAllowed { get; } = Error("C114", "a value that is not one of those allowed");

    public static DiagnosticCode EmptyValue { get; } = Error("C115", "no value where one is needed");

    public static DiagnosticCode CutAtComma { get; } = Error("C116", "an expression cut at a comma");

    public static DiagnosticCode UnreadableValue { get; } = Error("C117", "a value that cannot be read");

    // C20: models.
    public static DiagnosticCode UnknownEntity { get; } = Error("C201", "an entity that the model does not have");

    public static DiagnosticCode UnknownModelField { get; } = Error("C202", "a field that the entity does not have");

    public static DiagnosticCode BadKey { get; } = Error("C203", "a field that cannot be a key");

    public static DiagnosticCode RootCount { get; } = Error("C204", "a model without exactly one root");

    public static DiagnosticCode ParentCycle { get; } = Error("C205", "an entity that hangs from itself");

    public static DiagnosticCode NameTaken { get; } = Error("C206", "a name given twice, or taken by the language");

    public static DiagnosticCode UnknownUnit { get; } = Error("C207", "an unknown unit");

    public static DiagnosticCode MisfitAttribute { get; } = Error("C208", "attributes that do not go together");

    // C22: facts written in YAML.
    public static DiagnosticCode UnknownFact { get; } = Error("C221", "a fact that the model does not have");

    public static DiagnosticCode MissingRequiredFact { get; } = Error("C222", "a required fact that is missing");

    public static DiagnosticCode BadFact { get; } = Error("C223", "a fact that cannot be read");

    public static DiagnosticCode UnlinkedFact { get; } = Error("C224", "a fact whose key is taken or leads nowhere");
}
