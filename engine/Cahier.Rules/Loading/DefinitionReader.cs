using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>Turns a consolidated text, whose form has been checked, into definitions.</summary>
internal sealed class DefinitionReader(IRuleTexts texts, string cahier, List<KeyValuePair<string, string>> used, DiagnosticBag diagnostics)
{
    private readonly TableReader tables = new(texts, cahier, used, diagnostics);

    public RuleSetDefinition Read(YamlMap text, ImmutableArray<RuleSetDefinition> libraries, Func<IEnumerable<KeyValuePair<string, string>>, string> hash)
    {
        var applies = Map(text, "applies")!;
        var payment = Map(text, "payment");
        var definition = new RuleSetDefinition
        {
            Cahier = cahier,
            Version = Text(text, "version")!,
            Title = LabelOf(text, "title"),
            Model = Required(text, "model"),
            Amends = Text(text, "amends"),
            AppliesPlace = Required(applies, "from"),
            AppliesFrom = DateOf(Text(applies, "from")!),
            AppliesTo = Text(applies, "to") is { } last ? DateOf(last) : null,
            Uses = Uses(text),
            Libraries = libraries,
            Sources = [.. Entries(text, "sources").Select(e => Source(e.Key, (YamlMap)e.Value)).Concat(libraries.SelectMany(l => l.Sources)).DistinctBy(s => s.Id.Text)],
            Unit = Map(text, "unit") is { } unit ? Unit(unit) : null,
            Parameters = [.. Entries(text, "parameters").Select(Parameter)],
            Tables = [.. Entries(text, "tables").Select(tables.Read).OfType<TableDefinition>()],
            Functions = [.. Entries(text, "functions").Select(Function)],
            Scripts = [.. Entries(text, "scripts").Select(Script)],
            Values = [.. Entries(text, "values").Select(Value)],
            Eligibility = [.. Items(text, "eligibility").Select(Rule)],
            Exclusions = [.. Items(text, "exclusions").Select(Rule)],
            Indicators = [.. Items(text, "indicators").Select(Indicator)],
            Cohort = [.. Items(text, "cohort").Select(Cohort)],
            UnitLines = payment is null ? [] : [.. Items(payment, "unit").Select(Line)],
            ParticipantLines = payment is null ? [] : [.. Items(payment, "participant").Select(Line)],
            Gates = Gates(Map(text, "gates")),
            Texts = [],
            Hash = "",
        };
        return definition with { Texts = [.. used], Hash = hash(used) };
    }

    /// <summary>The versions of libraries that a text names.</summary>
    public static ImmutableArray<RuleText> Uses(YamlMap text) => [.. ((text.Find("uses")?.Value as YamlList)?.Items ?? []).Select(i => new RuleText((YamlScalar)i))];

    private static SourceDefinition Source(YamlScalar id, YamlMap map) => new(new RuleText(id), Text(map, "title")!, Text(map, "basis"), Text(map, "reference"));

    /// <summary>The rows that are judged, as a cahier or the test of a library says.</summary>
    public static UnitDefinition Unit(YamlMap map) => new(Required(map, "entity"), Text(map, "as")!, Required(map, "date"), Required(map, "participant"), Optional(map, "participants"));

    private static GateDefinition Gates(YamlMap? map) =>
        map is null ? new GateDefinition(null, null, null, null) : new GateDefinition(Number(map, "total change"), Number(map, "participant change"), Number(map, "smallest denominator"), Number(map, "rejected rows"));

    private static decimal? Number(YamlMap map, string key) => Text(map, key) is { } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static ParameterDefinition Parameter(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var values = Entries(map, "values").Select(e => new DatedText(DateOf(e.Name), new RuleText((YamlScalar)e.Value)));
        return new ParameterDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "unit"), Text(map, "basis"), Optional(map, "source"), Text(map, "note"), [.. values.OrderBy(v => v.From.EpochDay)], Several(map, "paragraphs"));
    }

    private static FunctionDefinition Function(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var parameters = Entries(map, "parameters").Select(e => new FunctionParameter(new RuleText(e.Key), new RuleText((YamlScalar)e.Value)));
        return new FunctionDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "source"), [.. parameters], Required(map, "expression"), Several(map, "paragraphs"));
    }

    private static ScriptDefinition Script(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var result = Map(map, "result")!;
        var parameters = Entries(map, "parameters").Select(e => new FunctionParameter(new RuleText(e.Key), new RuleText((YamlScalar)e.Value)));
        return new ScriptDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "source"), [.. parameters], Required(result, "type"), Optional(result, "round"), Required(map, "script"), Several(map, "paragraphs"));
    }

    /// <summary>A value of the unit, as a cahier or the test of a library says.</summary>
    public static ValueDefinition Value(YamlEntry entry) => entry.Value is YamlMap map
        ? new ValueDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "source"), Required(map, "expression"), Several(map, "paragraphs"))
        : new ValueDefinition(new RuleText(entry.Key), default, null, new RuleText((YamlScalar)entry.Value), []);

    private static RuleDefinition Rule(YamlMap map) => new(
        Required(map, "id"),
        LabelOf(map, "label"),
        Required(map, "when"),
        Text(map, "when missing") is { } missing ? missing == "true" : null,
        Optional(map, "source"),
        Several(map, "paragraphs"));

    private IndicatorDefinition Indicator(YamlMap map)
    {
        var kind = Enum.Parse<IndicatorKind>(Text(map, "type")!, ignoreCase: true);
        (string Main, string? Second) keys = kind switch
        {
            IndicatorKind.Proportion or IndicatorKind.Ratio => ("numerator", "denominator"),
            IndicatorKind.Value => ("value", null),
            _ => ("of", null),
        };
        string[] every = ["numerator", "denominator", "of", "value"];
        foreach (var key in every.Where(k => map.Find(k) is not null && k != keys.Main && k != keys.Second))
        {
            diagnostics.Add(DiagnosticCatalog.BadIndicator, map.Find(key)!.Key, $"an indicator of type {Text(map, "type")} has no {key}", keys.Second is null ? $"write {keys.Main}:" : $"write {keys.Main}: and {keys.Second}:");
        }

        var main = Optional(map, keys.Main);
        if (main is null && kind != IndicatorKind.Count)
        {
            diagnostics.Add(DiagnosticCatalog.BadIndicator, map, $"an indicator of type {Text(map, "type")} needs ‘{keys.Main}’", $"add {keys.Main}:");
        }

        if (kind == IndicatorKind.Ratio && map.Find("denominator") is null)
        {
            diagnostics.Add(DiagnosticCatalog.BadIndicator, map, "an indicator of type ratio needs ‘denominator’", "add denominator:");
        }

        return new IndicatorDefinition(
            Required(map, "id"),
            LabelOf(map, "label"),
            kind,
            main,
            keys.Second is null ? null : Optional(map, keys.Second),
            Text(map, "better"),
            Text(map, "minimum") is { } minimum && int.TryParse(minimum, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var least) ? least : 0,
            Text(map, "when missing") switch { "true" => MissingOutcome.True, "false" => MissingOutcome.False, "leave out" => MissingOutcome.LeaveOut, _ => MissingOutcome.Unknown },
            Optional(map, "source"),
            Several(map, "paragraphs"));
    }

    private static CohortDefinition Cohort(YamlMap map) => new(Required(map, "id"), LabelOf(map, "label"), Required(map, "of"), Required(map, "statistic"), Optional(map, "over"), Optional(map, "when"), Several(map, "by"), Optional(map, "source"), Several(map, "paragraphs"));

    private static LineDefinition Line(YamlMap map) => new(Required(map, "id"), LabelOf(map, "label"), Required(map, "amount"), Required(map, "round"), Optional(map, "source"), Several(map, "paragraphs"));

    internal static IEnumerable<YamlEntry> Entries(YamlMap map, string key) => (map.Find(key)?.Value as YamlMap)?.Entries ?? [];

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) => ((map.Find(key)?.Value as YamlList)?.Items ?? []).Cast<YamlMap>();

    internal static YamlMap? Map(YamlMap map, string key) => map.Find(key)?.Value as YamlMap;

    internal static string? Text(YamlMap map, string key) => (map.Find(key)?.Value as YamlScalar)?.Value;

    private static RuleText Required(YamlMap map, string key) => new((YamlScalar)map.Find(key)!.Value);

    internal static RuleText? Optional(YamlMap map, string key) => map.Find(key)?.Value is YamlScalar scalar ? new RuleText(scalar) : null;

    internal static ImmutableArray<RuleText> Several(YamlMap map, string key) => map.Find(key)?.Value is YamlList list
        ? [.. list.Items.Select(i => new RuleText((YamlScalar)i))]
        : Optional(map, key) is { } one ? [one] : [];

    private static Date DateOf(string text) => Date.TryParse(text, out var date) ? date : throw new InvalidOperationException($"the form let ‘{text}’ pass for a date");

    internal static Label LabelOf(YamlMap map, string key) => map.Find(key)?.Value switch
    {
        YamlMap label => new Label(Text(label, "fr"), Text(label, "en")),
        YamlScalar scalar => new Label(scalar.Value, scalar.Value),
        _ => default,
    };
}
