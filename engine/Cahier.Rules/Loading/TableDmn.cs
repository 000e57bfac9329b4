using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Dmn;
using Cahier.Feel.Tables;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>
/// Decision tables in DMN files, read and written. What the cahier itself says of a column, such as its unit, is added to
/// what the file says.
/// </summary>
public static class TableDmn
{
    private const int MostRows = 200_000;

    /// <summary>The table as a DMN 1.5 model that a modeller opens.</summary>
    public static string Write(TableDefinition table, string cahier)
    {
        HitPolicies.TryParse(table.Hit, out var policy);
        var outputs = table.Outputs.Select(o => new DmnColumn(o.Name, TypeRef(o), Joined(o, isInput: false), (o.Default ?? (table.Outputs.Length == 1 ? table.Default : null))?.Text is { } text ? Value(o, text) : null));
        return DmnTableWriter.Write(
            table.Name.Text,
            $"https://cahier.invalid/{cahier}/{table.Name}",
            policy,
            [.. table.Inputs.Select(i => new DmnColumn(i.Name, TypeRef(i), Joined(i, isInput: true), null))],
            [.. outputs],
            table.Rows.Select(r => r.Select((c, i) => i < table.Inputs.Length ? Test(table.Inputs[i], c.Text) : Value(table.Outputs[i - table.Inputs.Length], c.Text)).ToImmutableArray()));
    }

    /// <summary>The table of the file, or null when it cannot be used.</summary>
    /// <param name="written">What the cahier says of the table.</param>
    /// <param name="map">The same as it is written.</param>
    /// <param name="from">The file and the name of the decision.</param>
    internal static TableDefinition? Read(TableDefinition written, YamlMap map, RuleText from, string file, string text, DiagnosticBag diagnostics)
    {
        var reading = DmnReader.Read(file, text);
        diagnostics.AddRange(reading.Diagnostics);
        if (reading.Model is not { } model)
        {
            return null;
        }

        var name = from.Text[(from.Text.Split('#')[0].Length + 1)..];
        if (model.FindTable(name) is not { } table)
        {
            from.Report(DiagnosticCatalog.TableDmn, $"{file} has no decision table ‘{name}’", Suggestions.Remedy(name, model.TableNames), diagnostics);
            return null;
        }

        if (!table.TryReadPolicy(out var policy))
        {
            diagnostics.Add(table.UnknownPolicy());
            return null;
        }

        var inputs = Inputs(written, table, model, diagnostics);
        var outputs = Outputs(written, table, model, map.Find("outputs") is not null, diagnostics);
        if (inputs is null || outputs is null || !RowsFit(table, diagnostics))
        {
            return null;
        }

        return written with
        {
            Inputs = inputs.Value,
            Outputs = outputs.Value,
            Hit = HitPolicies.Word(policy),
            Rows = [.. table.Rules.Select(r => r.Tests.Select(Test).Concat(r.Outputs.Select(o => new RuleText(o.Text))).ToImmutableArray())],
        };
    }

    private static ImmutableArray<TableColumn>? Inputs(TableDefinition written, DmnTable table, DmnModel model, DiagnosticBag diagnostics)
    {
        if (table.Inputs.IsEmpty || (!written.Inputs.IsEmpty && written.Inputs.Length != table.Inputs.Length))
        {
            diagnostics.Add(DiagnosticCatalog.TableDmn, table.Location, 1, $"the table ‘{table.Name}’ has {table.Inputs.Length} inputs{(written.Inputs.IsEmpty ? "" : $", and the cahier says {written.Inputs.Length}")}", "give both the same inputs, in the same order");
            return null;
        }

        var columns = table.Inputs.Select((input, i) => Input(input, written.Inputs.IsEmpty ? null : written.Inputs[i], model, diagnostics)).ToList();
        return columns.Contains(null) ? null : [.. columns.Select(c => c!)];
    }

    private static TableColumn? Input(DmnInput input, TableColumn? written, DmnModel model, DiagnosticBag diagnostics)
    {
        var name = written?.Name ?? input.Expression?.Value.Trim() ?? "";
        if (!IsIdentifier(name))
        {
            diagnostics.Add(DiagnosticCatalog.TableDmn, input.Expression?.Location ?? input.Location, Math.Max(1, name.Length), $"the input ‘{name}’ has no name that a cahier can use", "say in the cahier what it is called, in the order of the columns: inputs: { age: number }");
            return null;
        }

        var (type, allowed) = Kind(input.TypeRef, "number", model);
        if (written is null && type is null)
        {
            diagnostics.Add(DiagnosticCatalog.TableDmn, input.Location, 1, $"the input ‘{name}’ is of the type ‘{input.TypeRef}’, which no cell can test", "use number, string, boolean or date, or say the type in the cahier: inputs: { age: number }");
            return null;
        }

        var values = written is { Allowed.IsEmpty: false } ? written.Allowed : Texts(input.Allowed ?? allowed);
        return new TableColumn(name, written?.Type ?? type!, null, written?.Place ?? At(input.Expression, input.Location), values, null);
    }

    private static ImmutableArray<TableColumn>? Outputs(TableDefinition written, DmnTable table, DmnModel model, bool areNamed, DiagnosticBag diagnostics)
    {
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        foreach (var output in table.Outputs)
        {
            var name = table.Outputs.Length == 1 ? written.Outputs[0].Name : output.Name ?? "";
            var said = table.Outputs.Length == 1 ? written.Outputs[0] : areNamed ? written.Outputs.FirstOrDefault(o => o.Name == name) : null;
            var (type, allowed) = Kind(output.TypeRef, "number", model);
            if (!IsIdentifier(name) || type is null)
            {
                diagnostics.Add(DiagnosticCatalog.TableDmn, output.Location, 1, type is null ? $"the output ‘{name}’ is of the type ‘{output.TypeRef}’, which no table of a cahier gives" : $"the output ‘{name}’ has no name that a cahier can use", type is null ? "use number, string, boolean or date" : "name it in small letters, digits and _");
                return null;
            }

            var values = said is { Allowed.IsEmpty: false } ? said.Allowed : Texts(output.Allowed ?? allowed);
            columns.Add(new TableColumn(name, type, said?.Unit, said?.Place ?? new RuleText(name, output.Location), values, said?.Default ?? (output.Default is { } text ? new RuleText(text) : null)));
        }

        return columns.ToImmutable();
    }

    private static bool RowsFit(DmnTable table, DiagnosticBag diagnostics)
    {
        foreach (var rule in table.Rules.Where(r => r.Tests.Length != table.Inputs.Length || r.Outputs.Length != table.Outputs.Length))
        {
            diagnostics.Add(DiagnosticCatalog.TableDmn, rule.Location, 1, $"the rule has {rule.Tests.Length + rule.Outputs.Length} cells, but the table ‘{table.Name}’ has {table.Inputs.Length + table.Outputs.Length} columns", "write one cell for each column");
        }

        if (table.Rules.IsEmpty || table.Rules.Length > MostRows)
        {
            diagnostics.Add(DiagnosticCatalog.TableDmn, table.Location, 1, table.Rules.IsEmpty ? $"the table ‘{table.Name}’ has no rules" : $"there are more than {MostRows} rules", "a table has between one rule and that many");
        }

        return !diagnostics.HasErrors;
    }

    /// <summary>The type of a cahier that a reference comes down to, null when there is none, and the values that the reference allows.</summary>
    private static (string? Type, DmnText? Allowed) Kind(string? typeRef, string unsaid, DmnModel model)
    {
        if (typeRef is null)
        {
            return (unsaid, null);
        }

        var (name, allowed) = model.BaseOf(typeRef);
        return (name switch { "number" or "boolean" or "date" => name, "string" => "text", _ => null }, allowed);
    }

    private static RuleText Test(DmnCell cell) => string.IsNullOrWhiteSpace(cell.Text.Value) ? new RuleText("-", cell.Text.Location) : new RuleText(cell.Text);

    private static ImmutableArray<RuleText> Texts(DmnText? text) => text is null ? [] : [new RuleText(text)];

    private static RuleText At(DmnText? text, Cahier.Feel.Diagnostics.SourceLocation otherwise) => text is null ? new RuleText("", otherwise) : new RuleText(text);

    // What the types of columns are called in DMN. A code or a field of the model is a text there, unless its cells say more.
    private static string TypeRef(TableColumn column) => column.Type switch
    {
        "number" or "boolean" or "date" => column.Type,
        _ => "string",
    };

    private static bool IsText(TableColumn column) => column.Type is not ("number" or "boolean" or "date");

    private static string Test(TableColumn column, string cell) => (IsText(column) ? PlainWords.Quote(cell) : null) ?? cell;

    private static string Value(TableColumn column, string cell) => IsText(column) && PlainWords.IsWord(cell) ? $"\"{cell}\"" : cell;

    private static string? Joined(TableColumn column, bool isInput) =>
        column.Allowed.IsEmpty ? null : string.Join(", ", column.Allowed.Select(a => isInput ? Test(column, a.Text) : Value(column, a.Text)));

    private static bool IsIdentifier(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
