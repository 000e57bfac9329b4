using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>A list of items of one form.</summary>
internal sealed class ListForm(Form item, int atLeast) : Form
{
    internal override string Wanted => "a list";

    internal override string Remedy => $"write a list: [a, b], or lines that begin with '- ', each with {item.Wanted}";

    internal override bool Accepts(YamlNode node) => node is YamlList;

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        var list = (YamlList)node;
        if (list.Items.Length < atLeast)
        {
            diagnostics.Add(DiagnosticCatalog.EmptyValue, list, string.Create(CultureInfo.InvariantCulture, $"the list has {list.Items.Length} items; at least {atLeast} are needed"), $"add {item.Wanted}");
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.IsFlow && item.HoldsExpression && i + 1 < list.Items.Length && CutExpression.IsCut(list.Items[i]) && list.Items[i + 1] is YamlScalar rest)
            {
                CutExpression.Report(rest, "the expression before was cut at the comma", diagnostics);
                i++;
                continue;
            }

            item.Check(list.Items[i], diagnostics);
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.ToSchema(definitions) };
        if (atLeast > 0)
        {
            schema["minItems"] = atLeast;
        }

        return schema;
    }
}

/// <summary>Keys that authors choose, with values of one form.</summary>
internal sealed class MapOfForm(Form key, Form value, int atLeast) : Form
{
    internal override string Wanted => "a map of keys and values";

    internal override string Remedy => $"write a map: a key that is {key.Wanted}, a colon, and {value.Wanted}";

    internal override bool Accepts(YamlNode node) => node is YamlMap;

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        var map = (YamlMap)node;
        if (map.Entries.Length < atLeast)
        {
            diagnostics.Add(DiagnosticCatalog.EmptyValue, map, string.Create(CultureInfo.InvariantCulture, $"the map has {map.Entries.Length} entries; at least {atLeast} are needed"), $"add {key.Wanted}, a colon and {value.Wanted}");
        }

        for (var i = 0; i < map.Entries.Length; i++)
        {
            var entry = map.Entries[i];
            if (map.IsFlow && value.HoldsExpression && i > 0 && entry.Value is YamlScalar { IsNull: true, Value: "" })
            {
                CutExpression.Report(entry.Key, $"the expression of ‘{map.Entries[i - 1].Name}’ was cut at the comma before this", diagnostics);
                continue;
            }

            key.Check(entry.Key, diagnostics);
            value.Check(entry.Value, diagnostics);
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (key.ToSchema(definitions) is var names && (names.ContainsKey("pattern") || names.ContainsKey("enum")))
        {
            names.Remove("type");
            schema["propertyNames"] = names;
        }

        if (atLeast > 0)
        {
            schema["minProperties"] = atLeast;
        }

        schema["additionalProperties"] = value.ToSchema(definitions);
        return schema;
    }
}

/// <summary>Any of several forms.</summary>
internal sealed class OneOfForm(ImmutableArray<Form> forms) : Form
{
    internal override string Wanted => string.Join(" or ", forms.Select(f => f.Wanted));

    internal override bool HoldsExpression => forms.Any(f => f.HoldsExpression);

    internal override bool Accepts(YamlNode node) => forms.Any(f => f.Accepts(node));

    /// <summary>Of the forms of the right kind, the one with the least to report speaks.</summary>
    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        DiagnosticBag? best = null;
        foreach (var form in forms.Where(f => f.Accepts(node)))
        {
            var found = new DiagnosticBag();
            form.CheckContent(node, found);
            best = best is null || found.Count < best.Count ? found : best;
        }

        diagnostics.AddRange(best!.ToImmutable());
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray([.. forms.Select(f => f.ToSchema(definitions))]) };
}

/// <summary>A form, or null written out; nothing at all is still too little.</summary>
internal sealed class NullableForm(Form form) : Form
{
    internal override string Wanted => $"{form.Wanted} or null";

    internal override string Remedy => form.Remedy;

    internal override bool HoldsExpression => form.HoldsExpression;

    internal override bool Accepts(YamlNode node) => node is YamlScalar { IsNull: true, Value: not "" } || form.Accepts(node);

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        if (node is not YamlScalar { IsNull: true })
        {
            form.CheckContent(node, diagnostics);
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(form.ToSchema(definitions), new JsonObject { ["type"] = "null" }) };
}

/// <summary>A form that is made when first asked for.</summary>
internal sealed class DeferredForm(Func<Form> make) : Form
{
    private readonly Lazy<Form> form = new(make);

    internal override string Wanted => form.Value.Wanted;

    internal override string Remedy => form.Value.Remedy;

    internal override bool HoldsExpression => form.Value.HoldsExpression;

    internal override bool Accepts(YamlNode node) => form.Value.Accepts(node);

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics) => form.Value.CheckContent(node, diagnostics);

    internal override JsonObject ToSchema(SchemaDefinitions definitions) => form.Value.ToSchema(definitions);
}

/// <summary>Anything at all.</summary>
internal sealed class AnythingForm : Form
{
    internal override string Wanted => "a value";

    internal override bool Accepts(YamlNode node) => true;

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions) => [];
}
