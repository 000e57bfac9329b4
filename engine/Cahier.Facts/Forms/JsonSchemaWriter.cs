using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cahier.Facts.Forms;

/// <summary>Writes a form as a JSON Schema (draft 2020-12), from which editors complete and check. Always the same text for the same form.</summary>
public static class JsonSchemaWriter
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text, indented, ending with a line break.</summary>
    public static string Write(Form root, string title, string id)
    {
        var definitions = new SchemaDefinitions();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = id,
            ["title"] = title,
        };
        foreach (var (name, value) in root.ToSchema(definitions))
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = definitions.ToJson();
        return schema.ToJsonString(Layout) + "\n";
    }
}

/// <summary>The named maps of a schema, in ordinal order of their names.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Form> forms = new(StringComparer.Ordinal);

    /// <summary>A reference to a named map, which is defined when first referred to.</summary>
    public JsonObject Reference(string name, Form form, Func<JsonObject> define)
    {
        if (forms.TryAdd(name, form))
        {
            made[name] = null;
            made[name] = define();
        }
        else if (!ReferenceEquals(forms[name], form))
        {
            throw new InvalidOperationException($"two forms are named ‘{name}’");
        }

        return new JsonObject { ["$ref"] = "#/$defs/" + name };
    }

    public JsonObject ToJson() => new(made.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, d.Value)));
}
