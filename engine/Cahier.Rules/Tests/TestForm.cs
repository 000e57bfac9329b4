using Cahier.Facts.Forms;
using Cahier.Rules.Loading;

namespace Cahier.Rules.Tests;

/// <summary>What a file <c>rules/&lt;cahier&gt;/tests/*.yaml</c> may hold.</summary>
public static class TestForm
{
    private const string SchemaId = "https://cahier.invalid/schemas/test.schema.json";

    private const string Repeating = " A row that says repeat: 4999 stands for as many, whose keys end in -1, -2 and so on, as do those of the rows inside it.";

    private static readonly Form PeriodText = Form.TextLike(
        "^([0-9]{4}(-Q[1-4]|-[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}\\.\\.[0-9]{4}-[0-9]{2}-[0-9]{2})$",
        "a period such as 2020, 2020-Q1, 2020-03 or 2020-01-01..2020-06-30");

    // Which entities and fields there are, the model says when the facts are read.
    private static readonly Form Facts = Form.MapOf(Form.Text, Form.Anything);

    private static readonly Form Status = Form.Choice("included", "not eligible", "excluded", "undetermined");

    private static readonly Form Decision = Form.OneOf(
        Status,
        Form.Map("expected_decision", "What is decided of a unit.")
            .Optional("status", Status, "included, not eligible, excluded or undetermined.")
            .Optional("rules", Form.MapOf(Form.Text, Form.OrNull(Form.Choice("true", "false", "unknown")), 1), "The outcome of rules, by id."));

    private static readonly Form FigureMap = Form.Map("expected_figure", "A figure and how near it must be.")
        .Optional("value", Form.OrNull(Form.Text), "The figure; null or unknown when nothing can be said.")
        .Optional("numerator", Form.OrNull(Form.Number), "What stands above the line of an indicator.")
        .Optional("denominator", Form.OrNull(Form.Number), "What stands below the line of an indicator.")
        .Optional("tolerance", Form.Number, "How far a number may be off.");

    private static readonly Form Figure = Form.OneOf(Form.OrNull(Form.Text), FigureMap);

    private static readonly Form Expect = Form.Map("expectations", "What must come out.")
        .Optional("decisions", Form.MapOf(Form.Text, Decision, 1), "By the key of the unit.")
        .Optional("values", Form.MapOf(Form.Text, Form.MapOf(Form.Identifier, Figure, 1), 1), "Values and payment lines of units, by the key of the unit.")
        .Optional("indicators", Form.MapOf(Form.Text, Form.MapOf(Form.Identifier, Figure, 1), 1), "By participant.")
        .Optional("cohort", Form.MapOf(Form.Identifier, Form.OneOf(Form.OrNull(Form.Text), FigureMap, Form.MapOf(Form.Text, Figure, 1)), 1), "Figures across participants or units, or by group.")
        .Optional("payments", Form.MapOf(Form.Text, Form.MapOf(Form.Identifier, Figure, 1), 1), "Payment lines of participants, by participant.")
        .Optional("tolerance", Form.Number, "How far any number of the case may be off; exact when not said.");

    private static readonly Form Case = Form.Map("test_case", "Facts and what must come of them.")
        .Required("name", Form.Text, "What the case shows, as a sentence.")
        .Optional("period", PeriodText, "When it differs from the file's.")
        .Optional("facts", Facts, "Facts by entity, added to the file's." + Repeating)
        .Required("expect", Expect, "What must come out.");

    /// <summary>The whole file.</summary>
    public static MapForm Root { get; } = Form.Map("test", "Tests of a cahier, or of a library.")
        .Optional("cahier", Form.TextLike("^[a-z][a-z0-9-]*$", "a cahier's name such as eds-pth"), "The cahier.")
        .Optional("library", Form.TextLike("^[a-z][a-z0-9-]*$", "a library's name such as definitions-article51"), "The library, when its definitions are tried: with the unit and values that use them.")
        .Optional("unit", RuleSetForm.Unit, "library: the rows for which its definitions are tried.")
        .Optional("values", Form.MapOf(Form.Identifier, RuleSetForm.Value, 1), "library: values of the unit that use its definitions.")
        .Optional("version", Form.TextLike("^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$", "a version such as 2019.1"), "The version; the one that holds for the period when not said.")
        .Required("period", PeriodText, "The days of the run.")
        .Optional("defaults", Form.MapOf(Form.Text, Form.MapOf(Form.Text, Form.OrNull(Form.Text))), "By entity, facts that rows have when they do not say otherwise; null in a row takes one out.")
        .Optional("facts", Facts, "Facts that all cases share, by entity." + Repeating)
        .Required("cases", Form.ListOf(Case, 1), "The cases.");

    /// <summary>The JSON Schema of test files, kept as <c>schemas/json/test.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Root, "Tests of a cahier", SchemaId);
}
