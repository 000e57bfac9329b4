using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>Constants speak of nothing.</summary>
    private sealed class NoNames : INameScope, IGlobals, IEvaluationClock
    {
        public static NoNames Instance { get; } = new();

        public IEnumerable<string> Names => [];

        public Moment Now => throw new InvalidOperationException("constants read no clock");

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = null;
            return false;
        }

        public FeelValue Read(GlobalSymbol symbol) => throw new InvalidOperationException("constants read no names");
    }

    private FeelValue? Constant(RuleText text)
    {
        if (Expression(text, NoNames.Instance) is not { } expression)
        {
            return null;
        }

        var value = Interpreter.Evaluate(expression, NoNames.Instance, new EvaluationScope(NoNames.Instance));
        if (value is NullValue unknown)
        {
            text.Report(DiagnosticCatalog.ParameterValue, $"‘{text.Text}’ has no value{(unknown.Causes is [NoResult cause, ..] ? $": {cause.Text}" : "")}", "write a value, for example 10900, 0.5 or duration(\"P365D\")", diagnostics);
            return null;
        }

        return value;
    }

    private CheckedParameter? Parameter(ParameterDefinition parameter)
    {
        var values = parameter.Values.Select(v => (v.From, v.Value, Constant: Constant(v.Value))).ToList();
        if (values.Exists(v => v.Constant is null))
        {
            return null;
        }

        var first = values[0].Constant!;
        foreach (var odd in values.Where(v => v.Constant!.GetType() != first.GetType()))
        {
            odd.Value.Report(DiagnosticCatalog.ParameterValue, $"this is a {TypeOf.Value(odd.Constant!)}, but the first value of ‘{parameter.Name}’ is a {TypeOf.Value(first)}", "give every value the same kind", diagnostics);
            return null;
        }

        if (values[0].From > definition.AppliesFrom)
        {
            parameter.Name.Report(DiagnosticCatalog.ParameterGap, $"‘{parameter.Name}’ has no value from {definition.AppliesFrom} to {values[0].From.AddDays(-1)}, when the version applies", $"add the value in force on {definition.AppliesFrom}", diagnostics);
            return null;
        }

        var type = TypeOf.Value(first);
        if (type is NumberType)
        {
            type = new NumberType(UnitOf(parameter.Unit));
        }
        else if (parameter.Unit is not null)
        {
            parameter.Unit.Report(DiagnosticCatalog.ParameterValue, $"‘{parameter.Name}’ is a {type}: it has no unit", "take unit: out", diagnostics);
        }

        var nonZero = values.TrueForAll(v => v.Constant is NumberValue { Value: not 0 });
        return new CheckedParameter(parameter, new RuleSymbol(RuleSymbolKind.Parameter, parameter.Name.Text, TypeFact.Present(type), nonZero), [.. values.Select(v => new DatedValue(v.From, v.Constant!))]);
    }

    private Unit UnitOf(RuleText? text)
    {
        if (text is null)
        {
            return Unit.One;
        }

        if (model.TryReadUnit(text.Text, out var unit))
        {
            return unit;
        }

        text.Report(DiagnosticCatalog.UnknownUnit, $"‘{text.Text}’ is no unit that the model knows", model.SuggestUnit(text.Text), diagnostics);
        return Unit.One;
    }

    private CheckedTable? Table(TableDefinition table)
    {
        var before = diagnostics.Count;
        var inputs = table.Inputs.Select(i => TypeNamed(i.Type)).ToList();
        var rows = table.Rows.Select(r => Row(table, r, inputs)).ToList();
        var otherwise = table.Default is null ? null : Constant(table.Default);
        if (diagnostics.Count > before && (rows.Contains(null) || (table.Default is not null && otherwise is null)))
        {
            return null;
        }

        HitPolicies.TryParse(table.Hit, out var policy);
        var result = table.Outputs is [var single]
            ? OutputType(single)
            : new ContextType([.. table.Outputs.Select(o => KeyValuePair.Create(o.Name, TypeFact.Present(OutputType(o))))]);
        var type = policy switch { HitPolicy.Collect => new ListType(result, false), HitPolicy.CollectCount => new NumberType(Unit.One), _ => result };
        var function = new FunctionType([.. table.Inputs.Zip(inputs, (i, t) => KeyValuePair.Create(i.Name, t))], type);
        var made = new DecisionTable(table.Name.Text, [.. table.Inputs.Select(i => i.Name)], policy, [.. rows.Select(r => r!)], otherwise);
        return new CheckedTable(table, new RuleSymbol(RuleSymbolKind.Table, table.Name.Text, TypeFact.Present(function)), made);
    }

    private DecisionRow? Row(TableDefinition table, ImmutableArray<RuleText> cells, List<FeelType> inputs)
    {
        var tests = ImmutableArray.CreateBuilder<CellTest>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var check = Checker.CheckTests(cells[i].Text, TypeFact.Present(inputs[i]), NoNames.Instance);
            foreach (var problem in check.Problems)
            {
                cells[i].Report(problem, diagnostics);
            }

            if (check.Expression is { } expression)
            {
                tests.Add(new CellTest(expression));
            }
        }

        var outputs = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        foreach (var (column, cell) in table.Outputs.Zip(cells.Skip(inputs.Count)))
        {
            if (Constant(cell) is not { } value)
            {
                continue;
            }

            if (TypeOf.Value(value).GetType() != TypeNamed(column.Type).GetType())
            {
                cell.Report(DiagnosticCatalog.BadTable, $"this is a {TypeOf.Value(value)}, but the column ‘{column.Name}’ holds a {column.Type}", "write a value of that kind, or change the type of the output", diagnostics);
            }

            outputs.Add(KeyValuePair.Create(column.Name, value));
        }

        return tests.Count < inputs.Count || outputs.Count < table.Outputs.Length ? null
            : new DecisionRow(tests.ToImmutable(), outputs.Count == 1 ? outputs[0].Value : new ContextValue(outputs.ToImmutable()));
    }

    private FeelType OutputType(TableColumn output) => output.Type == "number" ? new NumberType(UnitOf(output.Unit)) : TypeNamed(output.Type);

    private static FeelType TypeNamed(string name) => name switch
    {
        "number" => FeelType.Number,
        "boolean" => FeelType.Boolean,
        "date" => FeelType.Date,
        _ => FeelType.Text,
    };
}
