namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C3: the language. Properties, not fields: All reads them whatever the order of files.
    public static DiagnosticCode UnexpectedText { get; } = Error("C301", "unexpected text in an expression");

    public static DiagnosticCode UnclosedText { get; } = Error("C302", "a text, comment or bracket is not closed");

    public static DiagnosticCode OtherLanguage { get; } = Error("C303", "a sign of another language");

    public static DiagnosticCode BadLiteral { get; } = Error("C304", "a literal that is no value");

    public static DiagnosticCode TooLarge { get; } = Error("C305", "an expression too long or too deep");

    // C4: names and types.
    public static DiagnosticCode UnknownName { get; } = Error("C401", "an unknown name");

    public static DiagnosticCode UnknownField { get; } = Error("C402", "an unknown field");

    public static DiagnosticCode UnknownFunction { get; } = Error("C403", "an unknown function");

    public static DiagnosticCode WrongArguments { get; } = Error("C404", "arguments that a function does not take");

    public static DiagnosticCode WrongType { get; } = Error("C405", "a value of the wrong type");

    public static DiagnosticCode NotComparable { get; } = Error("C406", "values that cannot be compared");

    public static DiagnosticCode UnknownCode { get; } = Error("C407", "a code that is not in the list");

    public static DiagnosticCode OutcomeRead { get; } = Error("C408", "a published outcome read by a rule");

    public static DiagnosticCode ClockRead { get; } = Error("C409", "a rule that asks what day it is");

    // C5: missing facts.
    public static DiagnosticCode MissingCompared { get; } = Error("C501", "a possibly missing fact compared with = or !=");

    public static DiagnosticCode MissingDecides { get; } = Error("C502", "a possibly unknown condition that would count as false");

    // C6: units.
    public static DiagnosticCode UnitsDiffer { get; } = Error("C601", "different units added or compared");

    public static DiagnosticCode MoneySquared { get; } = Error("C602", "money multiplied by money");
}
