namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C8: tests of cahiers.
    public static DiagnosticCode TestedVersion { get; } = Error(
        "C801",
        "a test of a cahier or version that is not there",
        "The test names a cahier or version that is not in the folder.",
        "Correct the name.");

    public static DiagnosticCode TestPeriod { get; } = Error(
        "C802",
        "a test whose period does not settle the version",
        "No version, or more than one, holds for the whole period of the test.",
        "Choose a period within one version, or name the version.");

    public static DiagnosticCode TestNameTwice { get; } = Error(
        "C803",
        "two cases of one name",
        "Nobody could tell which of the two cases failed.",
        "Give each case a name of its own.");

    public static DiagnosticCode NothingExpected { get; } = Error(
        "C804",
        "a case that expects nothing",
        "A case that expects nothing can never fail.",
        "Say what must come out: a decision, a value or an amount.");

    public static DiagnosticCode ExpectedRule { get; } = Error(
        "C805",
        "an expectation about a rule that the cahier does not have",
        "The case expects an outcome of a rule that the version does not have.",
        "Correct the rule's id.");

    public static DiagnosticCode ExpectedFigure { get; } = Error(
        "C806",
        "an expectation about a figure that the cahier does not have",
        "The case expects a figure that the version does not calculate.",
        "Correct the name.");

    public static DiagnosticCode ExpectedUnit { get; } = Error(
        "C807",
        "an expectation about a unit that is not in the facts of the period",
        "The unit is not among the facts of the case, or its date lies outside the period.",
        "Correct the key or the date.");

    public static DiagnosticCode ExpectedParticipant { get; } = Error(
        "C808",
        "an expectation about a participant or group without units",
        "Nothing was included for the participant or group, so it has no figures.",
        "Correct its name, or the facts.");

    public static DiagnosticCode ExpectedKind { get; } = Error(
        "C809",
        "an expected value of another kind than the figure",
        "A text is expected of a number, or the like.",
        "Write a value of the figure's kind.");
}
