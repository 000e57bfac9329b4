using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;

namespace Cahier.Storage.Mappings;

/// <summary>What reading a mapping gives: the mapping when nothing is wrong with it, and everything that is.</summary>
public sealed record MappingReading(Mapping? Mapping, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads <c>schemas/mapping/*.yaml</c>: the form, the tables, then the rows of each entity.</summary>
public static class MappingReader
{
    /// <summary>Reads and checks a mapping.</summary>
    /// <param name="file">The file's name, for messages only.</param>
    /// <param name="text">Its text.</param>
    /// <param name="texts">Where the model is.</param>
    public static MappingReading Read(string file, string text, IRuleTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var parse = YamlDocument.Parse(file, text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is null || !MappingForm.Root.Check(parse.Root, diagnostics) || diagnostics.HasErrors)
        {
            return new MappingReading(null, diagnostics.ToImmutable());
        }

        var root = (YamlMap)parse.Root;
        if (ModelOf(root, texts, diagnostics) is not { } model)
        {
            return new MappingReading(null, diagnostics.ToImmutable());
        }

        var tables = new SourceTables(model, diagnostics).Read(root.Map("tables"));
        var rows = Rows(root, model, tables, diagnostics);
        var completions = new Completions(model, diagnostics).Read(root);
        return new MappingReading(
            diagnostics.HasErrors ? null : new Mapping(file, root.Text("mapping")!, model, [.. tables.Values], [.. rows.Select(r => r!)], completions),
            diagnostics.ToImmutable());
    }

    private static FactModel? ModelOf(YamlMap root, IRuleTexts texts, DiagnosticBag diagnostics)
    {
        var name = root.Scalar("model")!;
        if (texts.Model(name.Value) is not { } found)
        {
            diagnostics.Add(DiagnosticCatalog.UnknownModel, name, $"there is no model ‘{name.Value}’", Suggestions.Remedy(name.Value, texts.Models));
            return null;
        }

        var reading = ModelReader.Read(found.File, found.Text);
        diagnostics.AddRange(reading.Diagnostics);
        return reading.Model;
    }

    private static List<MappedRows?> Rows(YamlMap root, FactModel model, IReadOnlyDictionary<string, SourceTable> tables, DiagnosticBag diagnostics)
    {
        var sources = root.Entries("sources").ToDictionary(s => s.Name, s => ((YamlMap)s.Value).Text("title")!, StringComparer.Ordinal);
        var rows = new List<MappedRows?>();
        foreach (var entry in root.Entries("entities"))
        {
            if (model.Find(entry.Name) is { } entity)
            {
                rows.AddRange(((YamlList)entry.Value).Items.Cast<YamlMap>().Select(r => new RowsChecker(entity, tables, sources, diagnostics).Check(r)));
            }
            else
            {
                diagnostics.Add(DiagnosticCatalog.MappedEntity, entry.Key, $"the model {model.Name} has no entity ‘{entry.Name}’", Suggestions.Remedy(entry.Name, model.Entities.Select(e => e.Name)));
            }
        }

        return rows;
    }
}
