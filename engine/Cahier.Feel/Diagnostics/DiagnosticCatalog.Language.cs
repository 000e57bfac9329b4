namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C3: the language. Properties, not fields: All reads them whatever the order of files.
    public static DiagnosticCode UnexpectedText { get; } = Error(
        "C301",
        "unexpected text in an expression",
        "Up to this place the expression can be read, and what follows fits nothing.",
        "Look at the sign or word that is marked: something before it is missing, or it is written differently here.");

    public static DiagnosticCode UnclosedText { get; } = Error(
        "C302",
        "a text, comment or bracket is not closed",
        "What begins here has no end, so the rest cannot be told from it.",
        "Close the text with \", the bracket with ) or ], the comment with */.");

    public static DiagnosticCode OtherLanguage { get; } = Error(
        "C303",
        "a sign of another language",
        "The sign comes from a word processor, a spreadsheet or a programming language.",
        "Write the sign that the message names.");

    public static DiagnosticCode BadLiteral { get; } = Error(
        "C304",
        "a literal that is no value",
        "The day, time, duration or number is written in a way that gives no value, or does not exist in the calendar.",
        "Write date(\"2019-07-01\"), duration(\"P30D\"), 12.5.");

    public static DiagnosticCode TooLarge { get; } = Error(
        "C305",
        "an expression too long or too deep",
        "A limit keeps one expression from occupying the machine for ever.",
        "Divide it into values with names.");

    // C4: names and types.
    public static DiagnosticCode UnknownName { get; } = Error(
        "C401",
        "an unknown name",
        "No field, value, parameter or table has this name where it is read.",
        "Correct the name; define it under values: or parameters: when it is new; put a text in double quotes.");

    public static DiagnosticCode UnknownField { get; } = Error(
        "C402",
        "an unknown field",
        "The row or value has no part of this name.",
        "Correct the name; the model's file lists the fields.");

    public static DiagnosticCode UnknownFunction { get; } = Error(
        "C403",
        "an unknown function",
        "No function of the language and no table of the cahier has this name.",
        "Correct the name; cahier feel --functions lists the functions.");

    public static DiagnosticCode WrongArguments { get; } = Error(
        "C404",
        "arguments that a function does not take",
        "The function needs other values, or more or fewer of them.",
        "Write the call as the message shows it.");

    public static DiagnosticCode WrongType { get; } = Error(
        "C405",
        "a value of the wrong type",
        "The value is of another kind than the place needs, as a text where a number is added.",
        "Compare it, convert it, or read another field.");

    public static DiagnosticCode NotComparable { get; } = Error(
        "C406",
        "values that cannot be compared",
        "Values of two kinds are never equal, and neither comes before the other.",
        "Compare values of one kind: a date with date(\"2019-07-01\"), a duration with duration(\"P30D\"), a text in double quotes.");

    public static DiagnosticCode UnknownCode { get; } = Error(
        "C407",
        "a code that is not in the list",
        "The field holds one of a closed list of codes, and this is none of them, so the comparison could never hold. Capitals count.",
        "Write one of the codes of the list.");

    public static DiagnosticCode OutcomeRead { get; } = Error(
        "C408",
        "a published outcome read by a rule",
        "The fact is a result that was published elsewhere, kept to compare with ours.",
        "Calculate it from other facts.");

    public static DiagnosticCode ClockRead { get; } = Error(
        "C409",
        "a rule that asks what day it is",
        "The outcome would change from one day to the next, and no payment could be calculated again.",
        "Use the unit's date, period.start or period.end.");

    public static DiagnosticCode SameField { get; } = Error(
        "C410",
        "a field compared with itself",
        "In a filter a name is first of all a field of the row that is looked at, and only then something outside. Where both have the same name both sides are the field, and the comparison says nothing.",
        "Give the value, parameter or table outside another name than the field's.");

    // C5: missing facts.
    public static DiagnosticCode MissingCompared { get; } = Error(
        "C501",
        "a possibly missing fact compared with = or !=",
        "With = and != a missing fact counts as one that differs, so a unit would be decided on something that nobody knows.",
        "Say what missing means: write get or else(fact, value) = …, or test the fact with != null or = null first.");

    public static DiagnosticCode MissingDecides { get; } = Error(
        "C502",
        "a possibly unknown condition that would count as false",
        "A condition that may be unknown would here count as false without anybody having said so.",
        "Write get or else(condition, false) or get or else(condition, true), or test first that the fact is not null.");

    // C6: units.
    public static DiagnosticCode UnitsDiffer { get; } = Error(
        "C601",
        "different units added or compared",
        "Euros and days, or euros and patients, have no sum and no order.",
        "Use values of one unit, or multiply by a parameter that converts one into the other.");

    public static DiagnosticCode MoneySquared { get; } = Error(
        "C602",
        "money multiplied by money",
        "Euros times euros mean nothing.",
        "Multiply an amount by a plain number, such as a rate or a count.");
}
