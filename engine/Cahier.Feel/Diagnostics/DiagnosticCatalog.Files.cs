namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C10: the text of a YAML file.
    public static DiagnosticCode NoYaml { get; } = Error(
        "C101",
        "a text that is not YAML",
        "The file's indentation, quotes or brackets are not as YAML wants them, so nothing after this place can be read.",
        "Look at this line and the one before it: close what is open, align keys of one map, and put a value that begins with a sign, or holds a colon and a space, in quotes.");

    public static DiagnosticCode TabIndentation { get; } = Error(
        "C102",
        "a line indented by a tab",
        "YAML counts spaces; how wide a tab is nobody can tell.",
        "Replace tabs at the start of lines by spaces, two for each level. Most editors can be set to do so.");

    public static DiagnosticCode DuplicateKey { get; } = Error(
        "C103",
        "a key written twice",
        "One of the two would be lost without a word.",
        "Keep one of the keys, or give the other another name.");

    public static DiagnosticCode AnchorOrAlias { get; } = Error(
        "C104",
        "an anchor or alias",
        "YAML's short forms for repeating a value are not read: a cahier says what it means where it means it.",
        "Write the value where it is needed. Put an expression that begins with & or * in quotes.");

    public static DiagnosticCode SeveralDocuments { get; } = Error(
        "C105",
        "several documents in one file",
        "A line --- begins a second document, and a cahier has one file for each version.",
        "Put each document into a file of its own.");

    public static DiagnosticCode YamlTag { get; } = Error(
        "C106",
        "a YAML tag",
        "A word after ! tells YAML what kind of value follows; a cahier's form already says so.",
        "Leave it out. Put an expression that begins with ! in quotes.");

    public static DiagnosticCode FileTooLarge { get; } = Error(
        "C107",
        "a file too large or too deep",
        "So large a file is no text that people write.",
        "Put long tables into a CSV file beside the cahier.");

    public static DiagnosticCode NulCharacter { get; } = Error(
        "C108",
        "a character that no text holds",
        "The file is probably not saved as text in UTF-8.",
        "Save it as UTF-8 text.");

    public static DiagnosticCode EmptyFile { get; } = Error(
        "C109",
        "an empty file",
        "There is nothing in the file but comments.",
        "Write its content, or delete the file.");

    // C11: what a file may hold.
    public static DiagnosticCode UnknownKey { get; } = Error(
        "C111",
        "an unknown key",
        "The name before the colon is none that can stand at this place; it may be misspelt or indented too far.",
        "Correct the name, or move the line to where it belongs.");

    public static DiagnosticCode MissingKey { get; } = Error(
        "C112",
        "a key that must be there",
        "Something that cannot be guessed is not said.",
        "Add the key that the message names.");

    public static DiagnosticCode WrongKind { get; } = Error(
        "C113",
        "a list, a map or a single value where another is needed",
        "A list, a map of keys or a single value stands where one of the others is needed.",
        "Write it as the message shows.");

    public static DiagnosticCode NotAllowed { get; } = Error(
        "C114",
        "a value that is not one of those allowed",
        "Only a few values are understood here.",
        "Choose one of those that the message names.");

    public static DiagnosticCode EmptyValue { get; } = Error(
        "C115",
        "no value where one is needed",
        "The key is there, and nothing follows it.",
        "Write the value, or take the key out.");

    public static DiagnosticCode CutAtComma { get; } = Error(
        "C116",
        "an expression cut at a comma",
        "Inside braces and brackets YAML ends a value at a comma, so that only the first part of the expression was read.",
        "Put the whole expression in quotes, or on a line of its own.");

    public static DiagnosticCode UnreadableValue { get; } = Error(
        "C117",
        "a value that cannot be read",
        "The value is not written as values of this kind are.",
        "Write it as the message shows.");

    // C20: models.
    public static DiagnosticCode UnknownEntity { get; } = Error(
        "C201",
        "an entity that the model does not have",
        "The model names an entity that it does not define.",
        "Correct the name, or define the entity.");

    public static DiagnosticCode UnknownModelField { get; } = Error(
        "C202",
        "a field that the entity does not have",
        "The model names a field that the entity does not have.",
        "Correct the name, or add the field.");

    public static DiagnosticCode BadKey { get; } = Error(
        "C203",
        "a field that cannot be a key",
        "A key must tell each row from all others, so it must be a field of the entity that is always there.",
        "Choose a required field of the entity itself.");

    public static DiagnosticCode RootCount { get; } = Error(
        "C204",
        "a model without exactly one root",
        "Everything that is told of a person or body hangs from one entity, the root; the model has none, or several.",
        "Mark one entity as root, and hang the others from it.");

    public static DiagnosticCode ParentCycle { get; } = Error(
        "C205",
        "an entity that hangs from itself",
        "An entity hangs from itself, directly or through others, so there is no root to begin from.",
        "Take one parent out of the circle.");

    public static DiagnosticCode NameTaken { get; } = Error(
        "C206",
        "a name given twice, or taken by the language",
        "Rules could not tell the two apart, or the language already uses the word.",
        "Choose another name.");

    public static DiagnosticCode UnknownUnit { get; } = Error(
        "C207",
        "an unknown unit",
        "Units are checked wherever amounts are added or compared, so each must be known.",
        "Use a unit that the model knows, such as EUR, day or 1, or add it to the model's units.");

    public static DiagnosticCode MisfitAttribute { get; } = Error(
        "C208",
        "attributes that do not go together",
        "What is said of the field or entity contradicts itself.",
        "Take one of the two out, or change the type.");

    // C22: facts written in YAML.
    public static DiagnosticCode UnknownFact { get; } = Error(
        "C221",
        "a fact that the model does not have",
        "The facts speak of an entity or field that the model does not have.",
        "Correct the name, or add a line to the model.");

    public static DiagnosticCode MissingRequiredFact { get; } = Error(
        "C222",
        "a required fact that is missing",
        "The model says that this fact is always there.",
        "Add the fact, or say in the model that it may be missing.");

    public static DiagnosticCode BadFact { get; } = Error(
        "C223",
        "a fact that cannot be read",
        "The text is no value of the field's kind.",
        "Write it as the message shows: 2019-07-31 for a date, 12.5 for a number.");

    public static DiagnosticCode UnlinkedFact { get; } = Error(
        "C224",
        "a fact whose key is taken or leads nowhere",
        "Two rows have one key, or a row names another that is not there.",
        "Correct the key, or add the row that it names.");

    public static DiagnosticCode RepeatedRow { get; } = Error(
        "C225",
        "a row that cannot be repeated so",
        "A row with repeat: stands for several, up to 100000 in a case, which are told apart by their keys.",
        "Write a whole number, such as repeat: 4999, in a row whose key is a text.");
}
