using System.Collections.Immutable;
using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;

namespace Cahier.Rules.Versions;

/// <summary>An entry of <c>rules/&lt;cahier&gt;/published.yaml</c>: which text was published, when and by whom.</summary>
public sealed record PublishedEntry(string Version, string Hash, string Date, string By, bool Withdrawn, SourceLocation Location);

/// <summary>Reads the record of what was published.</summary>
public static class PublishedRecord
{
    /// <summary>The record's name beside a cahier's versions.</summary>
    public const string FileName = "published.yaml";

    private static readonly Form Entry = Form.Map("published_version", "A version that was published.")
        .Required("version", Form.Text, "The version.")
        .Required("hash", Form.TextLike("^[0-9a-f]{64}$", "a SHA-256 hash"), "The hash of its text.")
        .Required("date", Form.Date, "The day of publication.")
        .Required("by", Form.Text, "Who published it.")
        .Optional("withdrawn", Form.Date, "The day on which it was withdrawn.");

    /// <summary>The whole file.</summary>
    public static MapForm Root { get; } = Form.Map("published", "What was published of a cahier.").Required("published", Form.ListOf(Entry), "In order of publication.");

    /// <summary>Reads the record.</summary>
    public static (ImmutableArray<PublishedEntry> Entries, ImmutableArray<Diagnostic> Diagnostics) Read(string file, string text)
    {
        var parse = YamlDocument.Parse(file, text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is null || parse.HasErrors || !Root.Check(parse.Root, diagnostics))
        {
            return ([], diagnostics.ToImmutable());
        }

        var items = ((YamlList)((YamlMap)parse.Root).Find("published")!.Value).Items.Cast<YamlMap>();
        return ([.. items.Select(i => new PublishedEntry(Text(i, "version"), Text(i, "hash"), Text(i, "date"), Text(i, "by"), i.Find("withdrawn") is not null, i.Start))], []);
    }

    private static string Text(YamlMap map, string key) => ((YamlScalar)map.Find(key)!.Value).Value;

    /// <summary>The record with one publication more.</summary>
    /// <param name="record">The record so far, or none.</param>
    public static string With(string? record, string version, string hash, Date date, string by) =>
        (record?.TrimEnd() ?? "# What was published, and when. Written by cahier publish: not to be changed by hand.\npublished:")
        + $"\n  - {{ version: {Quoted(version)}, hash: {hash}, date: {date}, by: {Quoted(by)} }}\n";

    /// <summary>The record with a version withdrawn, or null when it is not published.</summary>
    public static string? Withdraw(string? record, string version, Date date)
    {
        var lines = record?.Split('\n') ?? [];
        var line = Array.FindIndex(lines, l => l.Contains($"version: {Quoted(version)},", StringComparison.Ordinal) && !l.Contains("withdrawn:", StringComparison.Ordinal));
        if (line < 0)
        {
            return null;
        }

        lines[line] = $"{lines[line].TrimEnd().TrimEnd('}').TrimEnd()}, withdrawn: {date} }}";
        return string.Join('\n', lines);
    }

    private static string Quoted(string text) => $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";
}
