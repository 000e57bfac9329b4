using System.Globalization;
using Cahier.Facts.Yaml;
using Cahier.Rules.Versions;
using Cahier.Service.Requests;

namespace Cahier.Service.Cases;

/// <summary>A case to judge, as it was sent.</summary>
/// <param name="Version">The version, or null for the one that holds.</param>
/// <param name="Period">The days.</param>
/// <param name="Facts">Facts by entity.</param>
/// <param name="Explain">json or text; null for no explanation.</param>
/// <param name="Language">en or fr.</param>
internal sealed record CaseBody(string? Version, Period Period, YamlNode Facts, string? Explain, string Language)
{
    private const string Name = "body";
    private const string Repeat = "repeat";

    /// <summary>Reads a body.</summary>
    /// <exception cref="Refusal">It is not as it must be, or has too many rows.</exception>
    public static CaseBody Read(string text, int mostRows)
    {
        var parse = JsonText.Parse(Name, text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is not YamlMap map || diagnostics.HasErrors || !CaseForm.Root.Check(map, diagnostics))
        {
            throw Refusal.BadBody("the body is no case", diagnostics.ToImmutable());
        }

        var facts = map.Find("facts")!.Value;
        return Rows(facts, mostRows) > mostRows
            ? throw Refusal.TooManyRows(mostRows)
            : new CaseBody(Text(map, "version"), Query.Period(Text(map, "period")), facts, Text(map, "explain"), Text(map, "language") ?? "en");
    }

    private static string? Text(YamlMap map, string key) => map.Find(key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    // How many rows there are, at the most: each object in a list is one, and one that says how often it stands is as many. Stops at too many.
    private static long Rows(YamlNode node, int most)
    {
        var rows = 0L;
        foreach (var part in node switch { YamlMap map => map.Entries.Select(e => e.Value), YamlList list => list.Items, _ => [] })
        {
            rows += Rows(part, most) + (node is YamlList && part is YamlMap ? 1 : 0);
            if (rows > most)
            {
                break;
            }
        }

        var times = (node as YamlMap)?.Find(Repeat)?.Value is YamlScalar written && int.TryParse(written.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? Math.Max(1, said) : 1;
        return Math.Min(most + 1L, times * (rows + (times > 1 ? 1 : 0)));
    }
}
