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
    public RuleSetDefinition Read(YamlMap text, Func<IEnumerable<KeyValuePair<string, string>>, string> hash)
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
            Sources = [.. Entries(text, "sources").Select(e => Source(e.Name, (YamlMap)e.Value))],
            Unit = Unit(Map(text, "unit")!),
            Parameters = [.. Entries(text, "parameters").Select(Parameter)],
            Tables = [.. Entries(text, "tables").Select(Table)],
            Functions = [.. Entries(text, "functions").Select(Function)],
            Values = [.. Entries(text, "values").Select(Value)],
            Eligibility = [.. Items(text, "eligibility").Select(Rule)],
            Exclusions = [.. Items(text, "exclusions").Select(Rule)],
            Indicators = [.. Items(text, "indicators").Select(Indicator)],
            Cohort = [.. Items(text, "cohort").Select(Cohort)],
            UnitLines = payment is null ? [] : [.. Items(payment, "unit").Select(Line)],
            ParticipantLines = payment is null ? [] : [.. Items(payment, "participant").Select(Line)],
            Texts = [],
            Hash = "",
        };
        return definition with { Texts = [.. used], Hash = hash(used) };
    }

    private static SourceDefinition Source(string id, YamlMap map) => new(id, Text(map, "title")!, Text(map, "basis"), Text(map, "reference"));

    private static UnitDefinition Unit(YamlMap map) => new(Required(map, "entity"), Text(map, "as")!, Required(map, "date"), Required(map, "participant"));

    private static ParameterDefinition Parameter(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var values = Entries(map, "values").Select(e => new DatedText(DateOf(e.Name), new RuleText((YamlScalar)e.Value)));
        return new ParameterDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "unit"), Text(map, "basis"), Optional(map, "source"), Text(map, "note"), [.. values.OrderBy(v => v.From.EpochDay)]);
    }

    private TableDefinition Table(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var inputs = Entries(map, "inputs").Select(e => new TableColumn(e.Name, ((YamlScalar)e.Value).Value, null, new RuleText((YamlScalar)e.Value))).ToImmutableArray();
        var outputs = Map(map, "outputs") is { } several
            ? several.Entries.Select(e => Output(e.Key, (YamlMap)e.Value)).ToImmutableArray()
            : [Output(entry.Key, Map(map, "output"))];
        return new TableDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Text(map, "basis"), Optional(map, "source"), inputs, outputs, Text(map, "hit") ?? "unique", Rows(entry, map, [.. inputs.Concat(outputs).Select(c => c.Name)]), Optional(map, "default"));
    }

    private static TableColumn Output(YamlScalar name, YamlMap? map) => new(name.Value, (map is null ? null : Text(map, "type")) ?? "number", map is null ? null : Optional(map, "unit"), new RuleText(name));

    private ImmutableArray<ImmutableArray<RuleText>> Rows(YamlEntry entry, YamlMap map, ImmutableArray<string> columns)
    {
        if (map.Find("csv")?.Value is YamlScalar csv)
        {
            if (map.Find("rows") is not null)
            {
                diagnostics.Add(DiagnosticCatalog.BadTable, csv, "the table has both rows and csv", "keep one of the two");
                return [];
            }

            if (texts.Beside(cahier, csv.Value) is not { } file)
            {
                diagnostics.Add(DiagnosticCatalog.TableCsv, csv, $"there is no file {csv.Value} beside the cahier", "put the file into the cahier's folder");
                return [];
            }

            used.Add(KeyValuePair.Create($"{cahier}/{csv.Value}", file.Text));
            return TableCsv.Read(file.File, file.Text, columns, diagnostics);
        }

        if (map.Find("rows")?.Value is not YamlList rows)
        {
            diagnostics.Add(DiagnosticCatalog.BadTable, entry.Key, $"the table ‘{entry.Name}’ has no rows", "add rows: or csv:");
            return [];
        }

        foreach (var row in rows.Items.Cast<YamlList>().Where(r => r.Items.Length != columns.Length))
        {
            diagnostics.Add(DiagnosticCatalog.BadTable, row, $"the row has {row.Items.Length} cells, but the table has {columns.Length} columns: {string.Join(", ", columns)}", "write one cell for each column, and - where an input does not matter");
        }

        return [.. rows.Items.Cast<YamlList>().Where(r => r.Items.Length == columns.Length).Select(r => r.Items.Select(c => new RuleText((YamlScalar)c)).ToImmutableArray())];
    }

    private static FunctionDefinition Function(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var parameters = Entries(map, "parameters").Select(e => new FunctionParameter(new RuleText(e.Key), new RuleText((YamlScalar)e.Value)));
        return new FunctionDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "source"), [.. parameters], Required(map, "expression"));
    }

    private static ValueDefinition Value(YamlEntry entry) => entry.Value is YamlMap map
        ? new ValueDefinition(new RuleText(entry.Key), LabelOf(map, "label"), Optional(map, "source"), Required(map, "expression"))
        : new ValueDefinition(new RuleText(entry.Key), default, null, new RuleText((YamlScalar)entry.Value));

    private static RuleDefinition Rule(YamlMap map) => new(
        Required(map, "id"),
        LabelOf(map, "label"),
        Required(map, "when"),
        Text(map, "when missing") is { } missing ? missing == "true" : null,
        Optional(map, "source"));

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
            Optional(map, "source"));
    }

    private static CohortDefinition Cohort(YamlMap map) => new(Required(map, "id"), LabelOf(map, "label"), Required(map, "of"), Required(map, "statistic"), Optional(map, "by"), Optional(map, "source"));

    private static LineDefinition Line(YamlMap map) => new(Required(map, "id"), LabelOf(map, "label"), Required(map, "amount"), Required(map, "round"), Optional(map, "source"));

    private static IEnumerable<YamlEntry> Entries(YamlMap map, string key) => (map.Find(key)?.Value as YamlMap)?.Entries ?? [];

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) => ((map.Find(key)?.Value as YamlList)?.Items ?? []).Cast<YamlMap>();

    private static YamlMap? Map(YamlMap map, string key) => map.Find(key)?.Value as YamlMap;

    private static string? Text(YamlMap map, string key) => (map.Find(key)?.Value as YamlScalar)?.Value;

    private static RuleText Required(YamlMap map, string key) => new((YamlScalar)map.Find(key)!.Value);

    private static RuleText? Optional(YamlMap map, string key) => map.Find(key)?.Value is YamlScalar scalar ? new RuleText(scalar) : null;

    private static Date DateOf(string text) => Date.TryParse(text, out var date) ? date : throw new InvalidOperationException($"the form let ‘{text}’ pass for a date");

    private static Label LabelOf(YamlMap map, string key) => map.Find(key)?.Value switch
    {
        YamlMap label => new Label(Text(label, "fr"), Text(label, "en")),
        YamlScalar scalar => new Label(scalar.Value, scalar.Value),
        _ => default,
    };
}
