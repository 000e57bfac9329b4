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
}
