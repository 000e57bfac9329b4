using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;

namespace Cahier.Storage.Mappings;

/// <summary>Reads parts of a text whose form has been checked.</summary>
internal static class YamlParts
{
    public static YamlScalar? Scalar(this YamlMap map, string key) => map.Find(key)?.Value as YamlScalar;

    public static string? Text(this YamlMap map, string key) => map.Scalar(key)?.Value;

    public static bool Is(this YamlMap map, string key) => map.Text(key) == "true";

    public static YamlMap Map(this YamlMap map, string key) => (YamlMap)map.Find(key)!.Value;

    public static ImmutableArray<YamlEntry> Entries(this YamlMap map, string key) => (map.Find(key)?.Value as YamlMap)?.Entries ?? [];

    public static IEnumerable<YamlMap> Items(this YamlMap map, string key) => (map.Find(key)?.Value as YamlList)?.Items.Cast<YamlMap>() ?? [];

    /// <summary>A value, or the items of a list.</summary>
    public static IEnumerable<YamlScalar> Scalars(this YamlMap map, string key) => map.Find(key)?.Value switch
    {
        YamlList list => list.Items.Cast<YamlScalar>(),
        YamlScalar one => [one],
        _ => [],
    };

    public static Label Label(this YamlMap map) => map.Find("label")?.Value switch
    {
        YamlMap both => new Label(both.Text("fr"), both.Text("en")),
        YamlScalar one => new Label(one.Value, one.Value),
        _ => default,
    };
}
