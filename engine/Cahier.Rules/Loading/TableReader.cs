using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>Reads decision tables, whose rows stand in the text itself, in a CSV file or in a DMN file.</summary>
internal sealed class TableReader(IRuleTexts texts, string cahier, List<KeyValuePair<string, string>> used, DiagnosticBag diagnostics)
{
    private static readonly ImmutableArray<string> Places = ["rows", "csv", "from"];

    /// <summary>The table, or null when its file cannot be read.</summary>
    public TableDefinition? Read(YamlEntry entry)
    {
        var map = (YamlMap)entry.Value;
        var places = Places.Select(map.Find).OfType<YamlEntry>().ToList();
        if (places.Count > 1)
        {
            diagnostics.Add(DiagnosticCatalog.BadTable, places[1].Value, $"the table has both {places[0].Name} and {places[1].Name}", "keep one of the two");
            return null;
        }

        var written = new TableDefinition(
            new RuleText(entry.Key),
            DefinitionReader.LabelOf(map, "label"),
            DefinitionReader.Text(map, "basis"),
            DefinitionReader.Optional(map, "source"),
            [.. DefinitionReader.Entries(map, "inputs").Select(Input)],
            DefinitionReader.Map(map, "outputs") is { } several
                ? [.. several.Entries.Select(e => Output(e.Key, (YamlMap)e.Value))]
                : [Output(entry.Key, DefinitionReader.Map(map, "output"))],
            DefinitionReader.Text(map, "hit") ?? "unique",
            [],
            DefinitionReader.Optional(map, "default"),
            DefinitionReader.Several(map, "paragraphs"));
        switch (places)
        {
            case [{ Name: "from" } from]:
                return File((YamlScalar)from.Value, ((YamlScalar)from.Value).Value.Split('#')[0]) is { } file
                    ? TableDmn.Read(written, map, new RuleText((YamlScalar)from.Value), file.File, file.Text, diagnostics)
                    : null;
            case [] or [_] when written.Inputs.IsEmpty:
                diagnostics.Add(DiagnosticCatalog.BadTable, entry.Key, $"the table ‘{entry.Name}’ has no inputs", "add inputs:, such as { age: number }");
                return null;
            case [{ Name: "csv" } csv]:
                return File((YamlScalar)csv.Value, ((YamlScalar)csv.Value).Value) is { } table
                    ? written with { Rows = TableCsv.Read(table.File, table.Text, Columns(written), diagnostics) }
                    : null;
            case [{ } rows]:
                return written with { Rows = Rows((YamlList)rows.Value, Columns(written)) };
            default:
                diagnostics.Add(DiagnosticCatalog.BadTable, entry.Key, $"the table ‘{entry.Name}’ has no rows", "add rows:, csv: or from:");
                return null;
        }
    }

    private static TableColumn Input(YamlEntry entry)
    {
        var type = entry.Value as YamlScalar ?? (YamlScalar)((YamlMap)entry.Value).Find("type")!.Value;
        return new TableColumn(entry.Name, type.Value, null, new RuleText(type), Allowed(entry.Value as YamlMap), null) { Label = LabelOf(entry.Value as YamlMap) };
    }

    private static TableColumn Output(YamlScalar name, YamlMap? map) => new(
        name.Value,
        (map is null ? null : DefinitionReader.Text(map, "type")) ?? "number",
        map is null ? null : DefinitionReader.Optional(map, "unit"),
        new RuleText(name),
        Allowed(map),
        map is null ? null : DefinitionReader.Optional(map, "default")) { Label = LabelOf(map) };

    private static Label LabelOf(YamlMap? map) => map is null ? default : DefinitionReader.LabelOf(map, "label");

    private static ImmutableArray<RuleText> Allowed(YamlMap? map) =>
        map?.Find("allowed")?.Value is YamlList list ? [.. list.Items.Select(i => new RuleText((YamlScalar)i))] : [];

    private static ImmutableArray<string> Columns(TableDefinition table) => [.. table.Inputs.Concat(table.Outputs).Select(c => c.Name)];

    private (string File, string Text)? File(YamlScalar place, string name)
    {
        if (texts.Beside(cahier, name) is not { } file)
        {
            diagnostics.Add(name.EndsWith(".dmn", StringComparison.Ordinal) ? DiagnosticCatalog.TableDmn : DiagnosticCatalog.TableCsv, place, $"there is no file {name} beside the cahier", "put the file into the cahier's folder");
            return null;
        }

        if (!used.Exists(u => u.Key == $"{cahier}/{name}"))
        {
            used.Add(KeyValuePair.Create($"{cahier}/{name}", file.Text));
        }

        return file;
    }

    private ImmutableArray<ImmutableArray<RuleText>> Rows(YamlList rows, ImmutableArray<string> columns)
    {
        foreach (var row in rows.Items.Cast<YamlList>().Where(r => r.Items.Length != columns.Length))
        {
            diagnostics.Add(DiagnosticCatalog.BadTable, row, $"the row has {row.Items.Length} cells, but the table has {columns.Length} columns: {string.Join(", ", columns)}", "write one cell for each column, and - where an input does not matter");
        }

        return [.. rows.Items.Cast<YamlList>().Where(r => r.Items.Length == columns.Length).Select(r => r.Items.Select(c => new RuleText((YamlScalar)c)).ToImmutableArray())];
    }
}
