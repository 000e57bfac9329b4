namespace Cahier.Feel.Diagnostics;

public static partial class DiagnosticCatalog
{
    // C8: tests of cahiers.
    public static DiagnosticCode TestedVersion { get; } = Error("C801", "a test of a cahier or version that is not there");

    public static DiagnosticCode TestPeriod { get; } = Error("C802", "a test whose period does not settle the version");

    public static DiagnosticCode TestNameTwice { get; } = Error("C803", "two cases of one name");

    public static DiagnosticCode NothingExpected { get; } = Error("C804", "a case that expects nothing");

    public static DiagnosticCode ExpectedRule { get; } = Error("C805", "an expectation about a rule that the cahier does not have");

    public static DiagnosticCode ExpectedFigure { get; } = Error("C806", "an expectation about a figure that the cahier does not have");

    public static DiagnosticCode ExpectedUnit { get; } = Error("C807", "an expectation about a unit that is not in the facts of the period");

    public static DiagnosticCode ExpectedParticipant { get; } = Error("C808", "an expectation about a participant or group without units");

    public static DiagnosticCode ExpectedKind { get; } = Error("C809", "an expected value of another kind than the figure");
}
