using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Calculation.Output;
using Cahier.Feel.Diagnostics;

namespace Cahier.Cli.Console;

/// <summary>
/// Writes diagnostics as a log in SARIF 2.1.0, which editors and the review pages of code hosts show beside the line.
/// Columns count UTF-16 units, as everywhere in cahier.
/// </summary>
internal static class SarifWriter
{
    private const string BaseId = "SRCROOT";

    private static readonly JsonWriterOptions AsWritten = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(IReadOnlyCollection<Diagnostic> diagnostics, TextWriter writer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AsWritten))
        {
            Log(DiagnosticPrinter.InOrder(diagnostics).ToList(), json);
        }

        writer.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Log(List<Diagnostic> diagnostics, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        var rules = diagnostics.Select(d => d.Code).Distinct().OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        Tool(rules, json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var diagnostic in diagnostics)
        {
            Result(diagnostic, rules.IndexOf(diagnostic.Code), json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tool(List<DiagnosticCode> rules, Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "cahier");
        json.WriteString("version", EngineVersion.Current);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            Message("shortDescription", rule.Title, json);
            Message("fullDescription", rule.Cause, json);
            Message("help", $"{rule.Cause}\n{rule.Remedy}", json);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", DiagnosticPrinter.Word(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Diagnostic diagnostic, int rule, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", DiagnosticPrinter.Word(diagnostic.Code.Severity));
        Message("message", $"{diagnostic.Cause}\n{diagnostic.Remedy}", json);
        json.WriteStartArray("locations");
        Location(diagnostic.Location, diagnostic.Length, null, json);
        json.WriteEndArray();
        if (!diagnostic.Related.IsEmpty)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var related in diagnostic.Related)
            {
                Location(related.Location, 1, related.Text, json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Location(SourceLocation place, int length, string? text, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var isRooted = Path.IsPathRooted(place.File);
        json.WriteString("uri", isRooted ? new Uri(place.File).AbsoluteUri : string.Join('/', place.File.Split('/', '\\').Select(Uri.EscapeDataString)));
        if (!isRooted)
        {
            json.WriteString("uriBaseId", BaseId);
        }

        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        json.WriteNumber("startColumn", place.Column);
        json.WriteNumber("endLine", place.Line);
        json.WriteNumber("endColumn", place.Column + length);
        json.WriteEndObject();
        json.WriteEndObject();
        if (text is not null)
        {
            Message("message", text, json);
        }

        json.WriteEndObject();
    }

    private static void Message(string name, string text, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
