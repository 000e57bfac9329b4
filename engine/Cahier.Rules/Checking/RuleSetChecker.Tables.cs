using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;
using Cahier.Rules.Proofs;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    private CheckedTable? Table(TableDefinition table)
    {
        var before = diagnostics.Count;
        var inputs = table.Inputs.Select(InputType).ToList();
        var rows = table.Rows.Select(r => Row(table, r, inputs)).ToList();
        var otherwise = table.Default is null ? null : Constant(table.Default);
        if (diagnostics.Count > before || rows.Contains(null))
        {
            return null;
        }

        HitPolicies.TryParse(table.Hit, out var policy);
        var made = new DecisionTable(table.Name.Text, [.. table.Inputs.Select(i => i.Name)], policy, [.. rows.Select(r => r!)], otherwise);
        var proof = TableProof.Of(made, inputs);
        Report(table, proof);
        var result = table.Outputs is [var single]
            ? OutputType(single)
            : new ContextType([.. table.Outputs.Select(o => KeyValuePair.Create(o.Name, TypeFact.Present(OutputType(o))))]);
        var type = policy switch { HitPolicy.Collect => new ListType(result, false), HitPolicy.CollectCount => new NumberType(Unit.One), _ => result };
        var function = new FunctionType([.. table.Inputs.Zip(inputs, (i, t) => KeyValuePair.Create(i.Name, t))], type, proof.IsTotal);
        return new CheckedTable(table, new RuleSymbol(RuleSymbolKind.Table, table.Name.Text, TypeFact.Present(function)), made);
    }

    private DecisionRow? Row(TableDefinition table, ImmutableArray<RuleText> cells, List<FeelType> inputs)
    {
        var tests = ImmutableArray.CreateBuilder<CellTest>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var words = inputs[i] is TextType ? PlainWords.Quote(cells[i].Text) : null;
            var check = Checker.CheckTests(words ?? cells[i].Text, TypeFact.Present(inputs[i]), NoNames.Instance);
            foreach (var problem in check.Problems)
            {
                if (words is null)
                {
                    cells[i].Report(problem, diagnostics);
                }
                else
                {
                    cells[i].Report(problem.Code, problem.Cause, problem.Remedy, diagnostics);
                }
            }

            if (check.Expression is { } expression)
            {
                tests.Add(new CellTest(expression));
            }
        }

        var outputs = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        foreach (var (column, cell) in table.Outputs.Zip(cells.Skip(inputs.Count)))
        {
            var value = column.Type == "text" && PlainWords.IsWord(cell.Text) ? new TextValue(cell.Text) : Constant(cell);
            if (value is null)
            {
                continue;
            }

            if (TypeOf.Value(value).GetType() != OutputKind(column.Type).GetType())
            {
                cell.Report(DiagnosticCatalog.BadTable, $"this is a {TypeOf.Value(value)}, but the column ‘{column.Name}’ holds a {column.Type}", "write a value of that kind, or change the type of the output", diagnostics);
            }

            outputs.Add(KeyValuePair.Create(column.Name, value));
        }

        return tests.Count < inputs.Count || outputs.Count < table.Outputs.Length ? null
            : new DecisionRow(tests.ToImmutable(), outputs.Count == 1 ? outputs[0].Value : new ContextValue(outputs.ToImmutable()));
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
