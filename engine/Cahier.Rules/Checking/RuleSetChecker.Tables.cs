using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    private CheckedTable? Table(TableDefinition table)
    {
        var before = diagnostics.Count;
        var types = table.Inputs.Select(InputType).ToList();
        var inputs = table.Inputs.Zip(types, Input).ToList();
        var outputs = table.Outputs.Select(o => Output(table, o)).ToList();
        var rows = table.Rows.Select(r => Row(table, r, types, inputs, outputs)).ToList();
        HitPolicies.TryParse(table.Hit, out var policy);
        RefuseHit(table, policy, outputs);
        if (diagnostics.Count > before || rows.Contains(null))
        {
            return null;
        }

        var made = new DecisionTable(table.Name.Text, [.. inputs], [.. outputs], policy, [.. rows.Select(r => r!)]);
        var proof = TableProof.Of(made, types);
        Report(table, proof);
        var result = table.Outputs is [var single]
            ? OutputType(single)
            : new ContextType([.. table.Outputs.Select(o => KeyValuePair.Create(o.Name, TypeFact.Present(OutputType(o))))]);
        var type = HitPolicies.GivesList(policy) ? new ListType(result, false) : policy == HitPolicy.CollectCount ? new NumberType(Unit.One) : result;
        var isTotal = proof.IsTotal && inputs.TrueForAll(i => i.Allowed is null);
        var function = new FunctionType([.. table.Inputs.Zip(types, (i, t) => KeyValuePair.Create(i.Name, t))], type, isTotal);
        return new CheckedTable(table, new RuleSymbol(RuleSymbolKind.Table, table.Name.Text, TypeFact.Present(function)), made);
    }

    private void Report(TableDefinition table, TableProof proof)
    {
        if (proof.Overlap is { } overlap)
        {
            table.Rows[overlap.Later][0].Report(DiagnosticCatalog.TableOverlap, $"row {overlap.Later + 1} of ‘{table.Name}’ matches together with row {overlap.Former + 1}, for example for {overlap.Example}", "make their cells exclude each other, or say with hit: first that the upper one counts", diagnostics, new RelatedPlace(table.Rows[overlap.Former][0].Location, "the other row"));
            return;
        }

        foreach (var row in proof.Unreached)
        {
            table.Rows[row][0].Report(DiagnosticCatalog.RowNeverMatches, $"row {row + 1} of ‘{table.Name}’ can never match: the rows above it already cover it, or its cells ask for something that does not exist", "take the row out, or correct its cells", diagnostics);
        }

        if (proof.Gap is { } gap)
        {
            table.Name.Report(DiagnosticCatalog.TableGap, $"‘{table.Name}’ says nothing for {gap}", "what is looked up is then unknown: add a row, or default:", diagnostics);
        }
    }

    private TableInput Input(TableColumn column, FeelType type)
    {
        var text = string.Join(", ", column.Allowed.Select(a => a.Text));
        return new TableInput(column.Name, column.Allowed.IsEmpty || column.Allowed.Any(a => Test(a, type) is null) ? null : Test(new RuleText(text, column.Allowed[0].Location), type));
    }

    private TableOutput Output(TableDefinition table, TableColumn column)
    {
        var allowed = column.Allowed.SelectMany(a => Values(a, column)).ToImmutableArray();
        if (column.Default is not null && table.Default is not null)
        {
            table.Default.Report(DiagnosticCatalog.BadTable, $"‘{table.Name}’ has a default of its own, and so has its output ‘{column.Name}’", "keep one of the two", diagnostics);
        }

        var written = column.Default ?? (table.Outputs.Length == 1 ? table.Default : null);
        return new TableOutput(column.Name, allowed, written is null ? null : Cell(written, column, allowed));
    }

    private IEnumerable<FeelValue> Values(RuleText text, TableColumn column)
    {
        if (Test(text, OutputKind(column.Type)) is not { } test)
        {
            return [];
        }

        if (test.Values.Length < Math.Max(1, test.Tests.Tests.Length))
        {
            text.Report(DiagnosticCatalog.BadTable, $"‘{text.Text}’ is no value that the output ‘{column.Name}’ may have", "write the values one by one, the one that counts most first", diagnostics);
        }

        return test.Values;
    }

    private void RefuseHit(TableDefinition table, HitPolicy policy, List<TableOutput> outputs)
    {
        if (HitPolicies.NeedsAllowedValues(policy) && outputs.TrueForAll(o => o.Allowed.IsEmpty))
        {
            table.Name.Report(DiagnosticCatalog.TableHit, $"‘{table.Name}’ goes by the order of the values that its outputs may have (hit: {HitPolicies.Word(policy)}), and no output lists them", "add allowed: to the output, the value that counts most first: output: { type: text, allowed: [high, low] }", diagnostics);
        }

        foreach (var column in table.Outputs.Where(o => (policy == HitPolicy.CollectSum && o.Type != "number") || (policy is HitPolicy.CollectMin or HitPolicy.CollectMax && o.Type == "boolean")))
        {
            table.Name.Report(DiagnosticCatalog.TableHit, $"hit: {HitPolicies.Word(policy)} cannot be made of ‘{column.Name}’, which is a {column.Type}", "give the output another type, or choose hit: collect, which lists what all rows say", diagnostics);
        }

        if (table.Default is not null && table.Outputs.Length > 1)
        {
            table.Default.Report(DiagnosticCatalog.BadTable, $"‘{table.Name}’ has several outputs, so one default says too little", "give each output a default: of its own", diagnostics);
        }
    }

    private DecisionRow? Row(TableDefinition table, ImmutableArray<RuleText> cells, List<FeelType> types, List<TableInput> inputs, List<TableOutput> outputs)
    {
        var tests = ImmutableArray.CreateBuilder<CellTest>();
        for (var i = 0; i < types.Count; i++)
        {
            if (Test(cells[i], types[i]) is not { } test)
            {
                continue;
            }

            tests.Add(test);
            if (inputs[i].Allowed is { } allowed && test.Values.FirstOrDefault(v => allowed.Accepts(v) == false) is { } outside)
            {
                cells[i].Report(DiagnosticCatalog.BadTable, $"{outside} is none of the values that ‘{inputs[i].Name}’ may have: {allowed.Text}", "correct the cell, or add the value to allowed:", diagnostics);
            }
        }

        var values = table.Outputs.Zip(cells.Skip(types.Count), (column, cell) => (column, cell)).Zip(outputs, (c, o) => Cell(c.cell, c.column, o.Allowed)).ToImmutableArray();
        return tests.Count < types.Count || values.Contains(null) ? null
            : new DecisionRow(tests.ToImmutable(), values.Length == 1 ? values[0]! : new ContextValue([.. table.Outputs.Zip(values, (o, v) => KeyValuePair.Create(o.Name, v!))]));
    }

    private CellTest? Test(RuleText cell, FeelType type)
    {
        var words = type is TextType ? PlainWords.Quote(cell.Text) : null;
        var check = Checker.CheckTests(words ?? cell.Text, TypeFact.Present(type), NoNames.Instance);
        foreach (var problem in check.Problems)
        {
            if (words is null)
            {
                cell.Report(problem, diagnostics);
            }
            else
            {
                cell.Report(problem.Code, problem.Cause, problem.Remedy, diagnostics);
            }
        }

        return check.Expression is { } expression ? new CellTest(expression) : null;
    }

    private FeelValue? Cell(RuleText cell, TableColumn column, ImmutableArray<FeelValue> allowed)
    {
        var value = column.Type == "text" && PlainWords.IsWord(cell.Text) ? new TextValue(cell.Text) : Constant(cell);
        if (value is not null && TypeOf.Value(value).GetType() != OutputKind(column.Type).GetType())
        {
            cell.Report(DiagnosticCatalog.BadTable, $"this is a {TypeOf.Value(value)}, but the column ‘{column.Name}’ holds a {column.Type}", "write a value of that kind, or change the type of the output", diagnostics);
        }
        else if (value is not null && !allowed.IsEmpty && !allowed.Contains(value))
        {
            cell.Report(DiagnosticCatalog.BadTable, $"{value} is none of the values that ‘{column.Name}’ may have: {string.Join(", ", allowed)}", "correct the cell, or add the value to allowed:", diagnostics);
        }

        return value;
    }

    private FeelType InputType(TableColumn input)
    {
        if (input.Type.Split('.') is not [var entity, var field])
        {
            return OutputKind(input.Type);
        }

        if (model.Find(entity) is null)
        {
            input.Place.Report(DiagnosticCatalog.UnknownName, $"the model {model.Name} has no entity ‘{entity}’", Suggestions.Remedy(entity, model.Entities.Select(e => e.Name)), diagnostics);
        }
        else if (!model.RowType(entity).TryFind(field, out var found))
        {
            input.Place.Report(DiagnosticCatalog.UnknownField, $"{entity} has no field ‘{field}’", Suggestions.Remedy(field, model.RowType(entity).Fields.Select(f => f.Name)), diagnostics);
        }
        else if (found.Fact.Type is not (TextType or NumberType or BooleanType or DateType))
        {
            input.Place.Report(DiagnosticCatalog.BadTable, $"‘{input.Type}’ is a {found.Fact.Type}, which no cell can test", "name a field that holds a text, a code, a number, a date, or true or false", diagnostics);
        }
        else
        {
            return found.Fact.Type;
        }

        return FeelType.Any;
    }

    private FeelType OutputType(TableColumn output) => output.Type == "number" ? new NumberType(UnitOf(output.Unit)) : OutputKind(output.Type);

    private static FeelType OutputKind(string name) => name switch
    {
        "number" => FeelType.Number,
        "boolean" => FeelType.Boolean,
        "date" => FeelType.Date,
        _ => FeelType.Text,
    };
}
