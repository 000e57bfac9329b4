using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cahier.Calculation.Coverage;
using Cahier.Calculation.Testing;
using Cahier.Cli.Console;
using Cahier.Rules.Paragraphs;

namespace Cahier.Cli.Commands;

/// <summary>Writes the coverage of a cahier, from its paragraphs to what carries them out and back.</summary>
internal static class CoverageView
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people.</summary>
    public static void Print(string cahier, CoverageReport report, TextWriter writer)
    {
        if (report.Source is not { } source)
        {
            writer.WriteLine($"{cahier} has no file {SourceDocument.FileName}: write it beside the cahier, a paragraph for each thing that its texts ask");
            DiagnosticPrinter.Print(report.Diagnostics, writer);
            return;
        }

        writer.WriteLine("From paragraphs to what carries them out, and the tests that exercise it");
        foreach (var paragraph in source.Paragraphs)
        {
            writer.WriteLine();
            writer.WriteLine($"{paragraph.Id}  {paragraph.Title} ({paragraph.Standing})");
            foreach (var covered in report.Carrying(paragraph))
            {
                writer.WriteLine($"    {Named(covered.Carrier)}");
                Tests(covered).ToList().ForEach(t => writer.WriteLine($"        {t}"));
            }
        }

        writer.WriteLine();
        writer.WriteLine("From the cahier to its paragraphs");
        foreach (var section in report.Carriers.GroupBy(c => c.Carrier.Section, StringComparer.Ordinal))
        {
            writer.WriteLine();
            writer.WriteLine(section.Key);
            section.ToList().ForEach(c => writer.WriteLine($"    {c.Carrier.Name} ({c.Carrier.Version}): {(c.Carrier.Paragraphs.IsEmpty ? "–" : string.Join(", ", c.Carrier.Paragraphs))}"));
        }

        writer.WriteLine();
        DiagnosticPrinter.Print(report.Diagnostics, writer);
        var unexercised = report.Carriers.Where(c => !c.Carrier.Paragraphs.IsEmpty && !c.IsExercised).Select(c => c.Carrier.Name.Text).ToList();
        if (unexercised.Count > 0)
        {
            writer.WriteLine($"not exercised by tests: {string.Join(", ", unexercised)}");
        }

        if (!report.Failed.IsEmpty)
        {
            writer.WriteLine($"{Count(report.Failed.Length, "case")} failed and {(report.Failed.Length == 1 ? "counts" : "count")} for nothing: see cahier test {cahier}");
        }

        writer.WriteLine($"{Count(source.Paragraphs.Length, "paragraph")}, {Count(report.Carriers.Count(c => !c.Carrier.Paragraphs.IsEmpty), "part")} of the cahier that carry them: {DiagnosticPrinter.Count(report.Diagnostics)}");
    }

    /// <summary>For programs.</summary>
    public static void PrintJson(CoverageReport report, TextWriter writer)
    {
        using var diagnostics = new StringWriter(CultureInfo.InvariantCulture);
        DiagnosticPrinter.PrintJson(report.Diagnostics, diagnostics);
        var json = new JsonObject
        {
            ["complete"] = report.IsComplete,
            ["paragraphs"] = new JsonArray([.. (report.Source?.Paragraphs ?? []).Select(p => new JsonObject
            {
                ["id"] = p.Id,
                ["title"] = p.Title,
                ["standing"] = p.Standing,
                ["at"] = p.Location.ToString(),
                ["carried_by"] = new JsonArray([.. report.Carrying(p).Select(c => JsonValue.Create(c.Carrier.Name.Text))]),
            })]),
            ["items"] = new JsonArray([.. report.Carriers.Select(Json)]),
            ["failed"] = Names(report.Failed),
            ["problems"] = JsonNode.Parse(diagnostics.ToString()),
        };
        writer.WriteLine(json.ToJsonString(Indented));
    }

    private static JsonObject Json(CoveredCarrier covered)
    {
        var json = new JsonObject
        {
            ["name"] = covered.Carrier.Name.Text,
            ["section"] = covered.Carrier.Section,
            ["version"] = covered.Carrier.Version,
            ["at"] = covered.Carrier.Name.Location.ToString(),
            ["paragraphs"] = new JsonArray([.. covered.Carrier.Paragraphs.Select(p => JsonValue.Create(p.Text))]),
        };
        if (covered.Carrier.IsRule)
        {
            json["true_in"] = Names(covered.Exercise.Holds);
            json["false_in"] = Names(covered.Exercise.Fails);
        }
        else
        {
            json["expected_in"] = Names(covered.Exercise.Expects);
        }

        return json;
    }

    private static JsonArray Names(ImmutableArray<CaseReport> cases) => new([.. cases.Select(c => new JsonObject { ["case"] = c.Name, ["at"] = c.At.ToString() })]);

    private static string Named(Carrier carrier) => $"{carrier.Section} {carrier.Name}{(carrier.Label.In("en", "") is { Length: > 0 } label ? $": {label}" : "")}";

    private static IEnumerable<string> Tests(CoveredCarrier covered) => covered.Carrier.IsRule
        ? [Cases("true", covered.Exercise.Holds), Cases("false", covered.Exercise.Fails)]
        : [Cases("expected", covered.Exercise.Expects)];

    private static string Cases(string how, ImmutableArray<CaseReport> cases) => cases switch
    {
        [] => $"{how} in no test",
        [var only] => $"{how} in ‘{only.Name}’ ({only.At})",
        [var first, ..] => $"{how} in ‘{first.Name}’ ({first.At}) and {Count(cases.Length - 1, "more case")}",
    };

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
