using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>What loading gives: a definition when the text could be read, and everything that is wrong with it.</summary>
/// <param name="Consolidated">The whole text, amendments and libraries put in, for those who want to see it.</param>
public sealed record LoadResult(RuleSetDefinition? Definition, YamlMap? Consolidated, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a version of a cahier or library: YAML, its form, the versions it amends, its tables, the libraries it uses.</summary>
public static class RuleSetLoader
{
    private const int DeepestAmendment = 50;

    private static readonly ImmutableArray<string> SectionsOfCahier = ["title", "model", "unit"];
    private static readonly ImmutableArray<string> SectionsOfLibrary = ["title", "model"];

    /// <summary>Loads a version.</summary>
    public static LoadResult Load(IRuleTexts texts, string cahier, string version)
    {
        var diagnostics = new DiagnosticBag();
        var used = new List<KeyValuePair<string, string>>();
        var text = LoadConsolidated(texts, cahier, version, null, used, [], diagnostics);
        if (text is null || diagnostics.HasErrors)
        {
            return new LoadResult(null, text, diagnostics.ToImmutable());
        }

        foreach (var section in (IsLibrary(text) ? SectionsOfLibrary : SectionsOfCahier).Where(s => text.Find(s) is null))
        {
            diagnostics.Add(DiagnosticCatalog.MissingSection, text, $"the section ‘{section}’ is missing", $"add {section}:, or say with amends: which version this one changes");
        }

        if (diagnostics.HasErrors)
        {
            return new LoadResult(null, text, diagnostics.ToImmutable());
        }

        var libraries = LibraryUse.Load(texts, DefinitionReader.Uses(text), diagnostics);
        used.AddRange(libraries.SelectMany(l => l.Definition!.Texts));
        var definition = new DefinitionReader(texts, cahier, used, diagnostics).Read(text, [.. libraries.Select(l => l.Definition!)], HashOf);
        LibraryUse.Check(definition, diagnostics);
        return new LoadResult(diagnostics.HasErrors ? null : definition, Consolidation.Whole(text, libraries.Select(l => l.Consolidated!)), diagnostics.ToImmutable());
    }

    private static bool IsLibrary(YamlMap text) => text.Find("library") is not null;

    private static YamlMap? LoadConsolidated(IRuleTexts texts, string cahier, string version, YamlNode? asked, List<KeyValuePair<string, string>> used, ImmutableHashSet<string> open, DiagnosticBag diagnostics)
    {
        var name = $"{cahier}@{version}";
        if (texts.Version(cahier, version) is not { } found)
        {
            var versions = texts.Versions(cahier);
            var cause = versions.Count == 0 ? $"there is no cahier ‘{cahier}’" : $"the cahier {cahier} has no version ‘{version}’";
            var remedy = versions.Count == 0 ? Suggestions.Remedy(cahier, texts.Cahiers) : Suggestions.Remedy(version, versions);
            diagnostics.Add(DiagnosticCatalog.UnknownVersion, asked?.Start ?? new SourceLocation($"{cahier}/{version}.yaml", 1, 1), 1, cause, remedy);
            return null;
        }

        used.Add(KeyValuePair.Create($"{name}.yaml", found.Text));
        var parse = YamlDocument.Parse(found.File, found.Text);
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is null || parse.HasErrors)
        {
            return null;
        }

        if (!RuleSetForm.For(parse.Root).Check(parse.Root, diagnostics))
        {
            SyntaxOfExpressions.Report(parse.Root, diagnostics);
            return null;
        }

        var map = (YamlMap)parse.Root;
        Named(map, "cahier", cahier, "folder", diagnostics);
        Named(map, "library", cahier, "folder", diagnostics);
        Named(map, "version", version, "file", diagnostics);
        if (map.Find("amends")?.Value is not YamlScalar amends)
        {
            return map;
        }

        if (open.Contains(amends.Value) || amends.Value == name || open.Count >= DeepestAmendment)
        {
            diagnostics.Add(DiagnosticCatalog.AmendsItself, amends, $"{name} amends itself through {amends.Value}", "amend an earlier version");
            return null;
        }

        var parts = amends.Value.Split('@');
        var former = LoadConsolidated(texts, parts[0], parts[1], amends, used, open.Add(name), diagnostics);
        if (former is not null && IsLibrary(former) != IsLibrary(map))
        {
            diagnostics.Add(DiagnosticCatalog.LibraryUse, amends, IsLibrary(map) ? $"{amends.Value} is a cahier, and a library amends a library" : $"{amends.Value} is a library, and a cahier amends a cahier", IsLibrary(map) ? "amend a version of the library" : "amend a version of the cahier, and name the library under uses:");
            return null;
        }

        return former is null ? null : Consolidation.Merge(former, map, diagnostics);
    }

    private static void Named(YamlMap map, string key, string expected, string place, DiagnosticBag diagnostics)
    {
        if (map.Find(key)?.Value is YamlScalar written && written.Value != expected)
        {
            diagnostics.Add(DiagnosticCatalog.FileNameDiffers, written, $"the {place} is called {expected}, but {key} says {written.Value}", $"write {key}: {expected}, or rename the {place}");
        }
    }

    private static string HashOf(IEnumerable<KeyValuePair<string, string>> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text.Length}\n{text}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
