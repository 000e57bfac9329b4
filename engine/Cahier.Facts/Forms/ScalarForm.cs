using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>A single value.</summary>
internal sealed class ScalarForm(string wanted, string remedy, Func<string, bool> holds, Func<JsonObject> schema) : Form
{
    internal override string Wanted => wanted;

    internal override string Remedy => remedy;

    /// <summary>A text of a certain shape.</summary>
    public static ScalarForm Like(string pattern, string wanted, string? remedy)
    {
        // The patterns of forms are ours, and none of them can be matched in more than a few ways: no text makes them slow.
        // An engine that never goes back takes longer to begin than it takes to check a cahier.
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        // A pattern of digits also fits what editors take for a number.
        return new ScalarForm(wanted, remedy ?? $"write {wanted}", regex.IsMatch, () => regex.IsMatch("1") || regex.IsMatch("2019") || regex.IsMatch("2019.1")
            ? new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = pattern }
            : new JsonObject { ["type"] = "string", ["pattern"] = pattern });
    }

    public static JsonObject AnyScalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    public static bool IsInteger(string value) => value.AsSpan(value.StartsWith('-') ? 1 : 0) is { Length: > 0 and <= 18 } digits && !digits.ContainsAnyExceptInRange('0', '9');

    public static bool IsNumber(string value)
    {
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? value : value[..point];
        var digits = value.Length - (point < 0 ? 0 : 1) - (value.StartsWith('-') ? 1 : 0);
        return digits <= 28
            && whole.AsSpan().TrimStart('-').Length >= whole.Length - 1
            && whole.AsSpan().TrimStart('-') is { Length: > 0 } before && !before.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || (value.AsSpan(point + 1) is { Length: > 0 } after && !after.ContainsAnyExceptInRange('0', '9')));
    }

    public static bool IsDate(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    internal override bool Accepts(YamlNode node) => node is YamlScalar { IsNull: false };

    internal override void CheckContent(YamlNode node, DiagnosticBag diagnostics)
    {
        var value = ((YamlScalar)node).Value;
        if (!holds(value))
        {
            diagnostics.Add(DiagnosticCatalog.UnreadableValue, node, $"‘{ChoiceForm.Shorten(value)}’ is not {wanted}", remedy);
        }
    }

    internal override JsonObject ToSchema(SchemaDefinitions definitions) => schema();
}
