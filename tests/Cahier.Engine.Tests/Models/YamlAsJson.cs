using System.Globalization;
using System.Text.Json.Nodes;
using Cahier.Facts.Yaml;
using Xunit;

namespace Cahier.Engine.Tests.Models;

/// <summary>Reads YAML as editors do before they hold it against a JSON Schema: plain digits are numbers, true and false booleans.</summary>
internal static class YamlAsJson
{
    public static JsonNode Convert(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Name, Convert(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Convert)]),
        YamlScalar { Style: YamlStyle.Plain, Value: "true" or "false" } boolean => JsonValue.Create(boolean.Value == "true"),
        YamlScalar { Style: YamlStyle.Plain } plain when decimal.TryParse(plain.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Value),
        _ => throw new ArgumentException($"no JSON for {node}", nameof(node)),
    };
}
