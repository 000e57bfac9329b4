using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Feel.Diagnostics;

namespace Cahier.Cli.Console;

/// <summary>Writes diagnostics: for people with the line and a mark under what is wrong, for programs as JSON.</summary>
internal static class DiagnosticPrinter
{
    private const int LongestLine = 160;

    private static readonly JsonWriterOptions AsWritten = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes diagnostics for people, in the order of files and lines.</summary>
    public static void Print(IEnumerable<Diagnostic> diagnostics, TextWriter writer)
    {
        var files = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var diagnostic in InOrder(diagnostics))
        {
            writer.WriteLine($"{diagnostic.Location}: {Word(diagnostic)} {diagnostic.Code.Id}: {diagnostic.Cause}");
            Quote(diagnostic, files, writer);
            if (diagnostic.Remedy.Length > 0)
            {
                writer.WriteLine($"    {diagnostic.Remedy}");
            }

            foreach (var related in diagnostic.Related)
            {
                writer.WriteLine($"    {related.Location}: {related.Text}");
            }

            writer.WriteLine();
        }
    }

    /// <summary>Writes an array of diagnostics as JSON.</summary>
    public static void PrintJson(IEnumerable<Diagnostic> diagnostics, TextWriter writer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AsWritten))
        {
            Write(diagnostics, json);
        }

        writer.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>Writes an array of diagnostics into a larger JSON text.</summary>
    public static void Write(IEnumerable<Diagnostic> diagnostics, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var diagnostic in InOrder(diagnostics))
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code.Id);
            json.WriteString("severity", Word(diagnostic));
            Place(diagnostic.Location, json);
            json.WriteNumber("length", diagnostic.Length);
            json.WriteString("cause", diagnostic.Cause);
            json.WriteString("remedy", diagnostic.Remedy);
            json.WriteStartArray("related");
            foreach (var related in diagnostic.Related)
            {
                json.WriteStartObject();
                Place(related.Location, json);
                json.WriteString("text", related.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the page of a code: what it is about, why it is one, and what to do.</summary>
    public static void Explain(DiagnosticCode code, TextWriter writer)
    {
        writer.WriteLine($"{code.Id}, {Word(code.Severity)}: {code.Title}");
        writer.WriteLine();
        writer.WriteLine(code.Cause);
        writer.WriteLine(code.Remedy);
    }

    /// <summary>How many errors, warnings and notes there are, as a sentence.</summary>
    public static string Count(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var parts = new[] { Severity.Error, Severity.Warning, Severity.Note }
            .Select(s => (Severity: s, Count: diagnostics.Count(d => d.Code.Severity == s)))
            .Where(p => p.Count > 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count} {Word(p.Severity)}{(p.Count == 1 ? "" : "s")}"))
            .ToList();
        return parts.Count == 0 ? "nothing to put right" : string.Join(", ", parts);
    }

    /// <summary>By file, line and column.</summary>
    public static IEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.OrderBy(d => d.Location.File, StringComparer.Ordinal).ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenBy(d => d.Code.Id, StringComparer.Ordinal);

    private static void Place(SourceLocation location, Utf8JsonWriter json)
    {
        json.WriteString("file", location.File);
        json.WriteNumber("line", location.Line);
        json.WriteNumber("column", location.Column);
    }

    private static void Quote(Diagnostic diagnostic, Dictionary<string, string[]> files, TextWriter writer)
    {
        if (LineOf(diagnostic.Location, files) is not { } line || line.Length >= LongestLine || diagnostic.Location.Column > line.Length + 1)
        {
            return;
        }

        var number = diagnostic.Location.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var start = diagnostic.Location.Column - 1;
        var length = Math.Clamp(diagnostic.Length, 1, Math.Max(1, line.Length - start));
        // A tab in the line is a tab in the indentation of the mark, so that they stand under each other.
        var indentation = string.Concat(line.Take(start).Select(c => c == '\t' ? '\t' : ' '));
        writer.WriteLine($"{number} | {line}");
        writer.WriteLine($"      | {indentation}{new string('^', length)}");
    }

    private static string? LineOf(SourceLocation location, Dictionary<string, string[]> files)
    {
        if (!files.TryGetValue(location.File, out var lines))
        {
            files[location.File] = lines = File.Exists(location.File) ? File.ReadAllLines(location.File) : [];
        }

        return location.Line >= 1 && location.Line <= lines.Length ? lines[location.Line - 1] : null;
    }

    private static string Word(Diagnostic diagnostic) => Word(diagnostic.Code.Severity);

    /// <summary>error, warning or note.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
