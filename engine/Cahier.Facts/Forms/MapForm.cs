using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>A map with named entries. <see cref="Required"/> and <see cref="Optional"/> give a new form with one entry more.</summary>
public sealed class MapForm : Form
{
    private readonly ImmutableArray<FormEntry> entries;

    internal MapForm(string name, string doc, ImmutableArray<FormEntry> entries)
    {
        Name = name;
        Doc = doc;
        this.entries = entries;
    }

    /// <summary>Its name in the JSON Schema.</summary>
    public string Name { get; }

    /// <summary>What it is, for editors.</summary>
    public string Doc { get; }

    internal override string Wanted => $"a map of keys and values ({string.Join(", ", entries.Take(4).Select(e => e.Key))}{(entries.Length > 4 ? "…" : "")})";

    /// <summary>With an entry that must be there.</summary>
    public MapForm Required(string key, Form form, string doc = "") => new(Name, Doc, entries.Add(new FormEntry(key, form, true, doc)));

    /// <summary>With an entry that may be there.</summary>
    public MapForm Optional(string key, Form form, string doc = "") => new(Name, Doc, entries.Add(new FormEntry(key, form, false, doc)));

    internal override bool Accepts(YamlNode node) => node is YamlMap;

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        var map = (YamlMap)node;
        var afterExpression = false;
        YamlEntry? before = null;
        foreach (var entry in map.Entries)
        {
            if (entries.FirstOrDefault(e => e.Key == entry.Name) is { } known)
            {
                known.Form.Check(entry.Value, diagnostics);
                afterExpression = known.Form.HoldsExpression;
                before = entry;
            }
            else if (map.IsFlow && afterExpression && (entry.Value is YamlScalar { IsNull: true, Value: "" } || CutExpression.IsCut(before!.Value)))
            {
                CutExpression.Report(entry.Key, $"the expression of ‘{before!.Name}’ was cut at the comma before this", diagnostics);
            }
            else
            {
                diagnostics.Add(DiagnosticCatalog.UnknownKey, entry.Key, $"the key ‘{ChoiceForm.Shorten(entry.Name)}’ means nothing here", Suggestions.Remedy(entry.Name, [.. entries.Select(e => e.Key)]));
                afterExpression = false;
            }
        }

        foreach (var entry in entries.Where(e => e.IsRequired && map.Find(e.Key) is null))
        {
            diagnostics.Add(DiagnosticCatalog.MissingKey, map, $"the key ‘{entry.Key}’ is missing", $"add '{entry.Key}:' with {entry.Form.Wanted}");
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions) => definitions.Reference(Name, this, () => Definition(definitions));

    private JsonObject Definition(SchemaDefinitions definitions)
    {
        var properties = new JsonObject();
        foreach (var entry in entries)
        {
            var schema = entry.Form.ToSchema(definitions);
            if (entry.Doc.Length > 0)
            {
                schema["description"] = entry.Doc;
            }

            properties[entry.Key] = schema;
        }

        var result = new JsonObject { ["type"] = "object" };
        if (Doc.Length > 0)
        {
            result["description"] = Doc;
        }

        result["properties"] = properties;
        if (entries.Any(e => e.IsRequired))
        {
            result["required"] = new JsonArray([.. entries.Where(e => e.IsRequired).Select(e => JsonValue.Create(e.Key))]);
        }

        result["additionalProperties"] = false;
        return result;
    }
}

/// <summary>An entry of a map form.</summary>
internal sealed record FormEntry(string Key, Form Form, bool IsRequired, string Doc);
