using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;

namespace Cahier.Rules.Tests;

/// <summary>What reading tests gives: a file when it could be read, and everything that is wrong with it.</summary>
public sealed record TestReading(TestFile? File, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a file of tests. Whether the cahier has what is expected of it is found when they are run.</summary>
public sealed class TestReader
{
    private readonly DiagnosticBag diagnostics = new();

    private TestReader() { }

    /// <summary>Reads the tests in a text.</summary>
    public static TestReading Read(string file, string text)
    {
        var reader = new TestReader();
        var parse = YamlDocument.Parse(file, text);
        reader.diagnostics.AddRange(parse.Diagnostics);
        var read = parse.Root is null || parse.HasErrors || !TestForm.Root.Check(parse.Root, reader.diagnostics) || !reader.SaysWhatIsTested((YamlMap)parse.Root) ? null : reader.File(file, (YamlMap)parse.Root);
        return new TestReading(reader.diagnostics.HasErrors ? null : read, reader.diagnostics.ToImmutable());
    }

    private TestFile File(string file, YamlMap map)
    {
        var cases = Items(map, "cases").Select(c => Case(map, c)).ToImmutableArray();
        foreach (var group in cases.GroupBy(c => c.Name.Text, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            group.Last().Name.Report(DiagnosticCatalog.TestNameTwice, $"two cases are called ‘{group.Key}’", "say what is different about them", diagnostics, new RelatedPlace(group.First().Name.Location, "the other one"));
        }

        var subject = Scalar(map, "library") ?? Scalar(map, "cahier")!;
        return new TestFile { File = file, Cahier = new RuleText(subject), Use = map.Find("library") is null ? null : Use(map), Version = Scalar(map, "version") is { } version ? new RuleText(version) : null, Defaults = map.Find("defaults")?.Value as YamlMap, Cases = cases };
    }

    private bool SaysWhatIsTested(YamlMap map)
    {
        string[] needed = map.Find("library") is null ? ["cahier"] : ["unit", "values"];
        string[] misplaced = map.Find("library") is null ? ["unit", "values"] : ["cahier"];
        foreach (var key in needed.Where(k => map.Find(k) is null))
        {
            diagnostics.Add(DiagnosticCatalog.MissingKey, map, $"‘{key}’ is missing", key == "cahier" ? "write cahier: with its name, or library:" : $"write {key}:, so that there is something that uses the library");
        }

        foreach (var key in misplaced.Where(k => map.Find(k) is not null))
        {
            diagnostics.Add(DiagnosticCatalog.UnknownKey, map.Find(key)!.Key, key == "cahier" ? "the tests are of a cahier and of a library at once" : $"a cahier says its own {key}", $"take {key}: out");
        }

        return !diagnostics.HasErrors;
    }

    private static TestedUse Use(YamlMap map) => new(DefinitionReader.Unit((YamlMap)map.Find("unit")!.Value), [.. Entries(map, "values").Select(DefinitionReader.Value)]);

    private TestCase Case(YamlMap file, YamlMap map)
    {
        var periodText = new RuleText(Scalar(map, "period") ?? Scalar(file, "period")!);
        if (!Period.TryParse(periodText.Text, out var period))
        {
            periodText.Report(DiagnosticCatalog.TestPeriod, $"‘{periodText.Text}’ is no period", "write 2020, 2020-Q1, 2020-03 or 2020-01-01..2020-06-30, with days that exist", diagnostics);
        }

        var expect = Expect((YamlMap)map.Find("expect")!.Value);
        if (expect.IsEmpty)
        {
            diagnostics.Add(DiagnosticCatalog.NothingExpected, map.Find("expect")!.Key, "the case expects nothing, so nothing can be wrong", "add decisions:, values:, indicators:, cohort: or payments:");
        }

        return new TestCase(new RuleText(Scalar(map, "name")!), periodText, period, Facts(file, map), expect);
    }

    private static TestExpectations Expect(YamlMap map)
    {
        var tolerance = Number(map, "tolerance") ?? 0;
        return new TestExpectations
        {
            Decisions = [.. Entries(map, "decisions").Select(Decision)],
            Values = Figures(map, "values", tolerance),
            Indicators = Figures(map, "indicators", tolerance),
            Cohort = [.. Entries(map, "cohort").SelectMany(e => Cohort(e, tolerance))],
            Payments = Figures(map, "payments", tolerance),
        };
    }

    private static ExpectedDecision Decision(YamlEntry entry) => entry.Value is YamlMap map
        ? new ExpectedDecision(new RuleText(entry.Key), Scalar(map, "status") is { } status ? new RuleText(status) : null, [.. Entries(map, "rules").Select(r => new ExpectedOutcome(new RuleText(r.Key), Outcome((YamlScalar)r.Value)))])
        : new ExpectedDecision(new RuleText(entry.Key), new RuleText((YamlScalar)entry.Value), []);

    private static bool? Outcome(YamlScalar scalar) => scalar.Value switch { "true" => true, "false" => false, _ => null };

    private static ImmutableArray<ExpectedFigure> Figures(YamlMap map, string key, decimal tolerance) =>
        [.. Entries(map, key).SelectMany(of => ((YamlMap)of.Value).Entries.Select(f => Figure(new RuleText(of.Key), f.Key, f.Value, tolerance)))];

    // A map is a figure with its parts, or figures by group.
    private static IEnumerable<ExpectedFigure> Cohort(YamlEntry entry, decimal tolerance) => entry.Value is YamlMap map && map.Find("value") is null
        ? map.Entries.Select(g => Figure(new RuleText(g.Key), entry.Key, g.Value, tolerance))
        : [Figure(null, entry.Key, entry.Value, tolerance)];

    private static ExpectedFigure Figure(RuleText? of, YamlScalar name, YamlNode node, decimal tolerance) => node is YamlMap map
        ? new ExpectedFigure(of, new RuleText(name), Part(map, "value"), Part(map, "numerator"), Part(map, "denominator"), Number(map, "tolerance") ?? tolerance)
        : new ExpectedFigure(of, new RuleText(name), Value((YamlScalar)node), null, null, tolerance);

    private static ExpectedValue? Part(YamlMap map, string key) => Scalar(map, key) is { } scalar ? Value(scalar) : null;

    private static ExpectedValue Value(YamlScalar scalar) => new(new RuleText(scalar), scalar.IsNull || scalar is { Value: "unknown", Style: YamlStyle.Plain });

    private static YamlMap Facts(YamlMap file, YamlMap map)
    {
        var shared = Entries(file, "facts").ToList();
        var own = map.Find("facts")?.Value as YamlMap;
        var all = shared.Select(s => own?.Find(s.Name) is { } more ? Together(s, more) : s).Concat((own?.Entries ?? []).Where(e => !shared.Exists(s => s.Name == e.Name)));
        return new YamlMap([.. all], false, (own ?? map).Start, (own ?? map).End);
    }

    private static YamlEntry Together(YamlEntry shared, YamlEntry own) => shared.Value is YamlList a && own.Value is YamlList b
        ? new YamlEntry(own.Key, new YamlList([.. a.Items, .. b.Items], false, b.Start, b.End))
        : own;

    private static decimal? Number(YamlMap map, string key) => Scalar(map, key) is { } scalar ? decimal.Parse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private static YamlScalar? Scalar(YamlMap map, string key) => map.Find(key)?.Value as YamlScalar;

    private static IEnumerable<YamlEntry> Entries(YamlMap map, string key) => (map.Find(key)?.Value as YamlMap)?.Entries ?? [];

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) => ((YamlList)map.Find(key)!.Value).Items.Cast<YamlMap>();
}
