using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>One of a few values.</summary>
internal sealed class ChoiceForm(ImmutableArray<string> values) : Form
{
    internal override string Wanted => values.Length == 1 ? $"‘{values[0]}’" : $"one of {string.Join(", ", values)}";

    internal override bool Accepts(YamlNode node) => node is YamlScalar { IsNull: false };

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        var value = ((YamlScalar)node).Value;
        if (!values.Contains(value, StringComparer.Ordinal))
        {
            diagnostics.Add(DiagnosticCatalog.NotAllowed, node, $"‘{Shorten(value)}’ is not allowed here", $"{(Suggestions.Nearest(value, values) is { } near ? $"did you mean {near}? " : "")}write {Wanted}");
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions)
    {
        var allowed = new JsonArray();
        foreach (var value in values)
        {
            allowed.Add(value);
            // Editors take true, false and digits without quotes for booleans and numbers.
            if (value is "true" or "false")
            {
                allowed.Add(value == "true");
            }
            else if (ScalarForm.IsInteger(value))
            {
                allowed.Add(long.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return new JsonObject { ["enum"] = allowed };
    }

    /// <summary>A value short enough for a message, on one line.</summary>
    internal static string Shorten(string value)
    {
        const int Longest = 60;
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
    }
}
