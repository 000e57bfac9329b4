using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Explaining;

/// <summary>Follows an evaluation and keeps what it read: facts, parameters, values, tables, scripts. Each is kept once, in order of reading.</summary>
internal sealed class TraceRecorder : IEvaluationTrace
{
    private const int MostFacts = 200;
    private const int MostCalls = 50;

    private readonly RunFrame frame;
    private readonly Date day;
    private readonly Dictionary<(CheckedExpression, int), FeelValue> latest = [];
    private readonly List<FactRead> facts = [];
    private readonly List<ParameterRead> parameters = [];
    private readonly List<ValueRead> values = [];
    private readonly List<TableRead> tables = [];
    private readonly List<FunctionRead> functions = [];
    private readonly List<ScriptCall> scripts = [];

    private TraceRecorder(RunFrame frame, Date day)
    {
        this.frame = frame;
        this.day = day;
    }

    /// <summary>Evaluates an expression and says how it came to its value.</summary>
    public static Reasoning Explain(RunFrame frame, LoopKind kind, int place, Date day, CheckedExpression expression)
    {
        var recorder = new TraceRecorder(frame, day);
        var value = PlaceGlobals.Of(frame, kind, place, recorder).Evaluate(expression);
        return new Reasoning(expression.Text, value, [.. recorder.facts], [.. recorder.parameters], [.. recorder.values], [.. recorder.tables], [.. recorder.functions], [.. recorder.scripts], value is NullValue unknown ? unknown.Causes : []);
    }

    public void Record(CheckedExpression expression, Node node, FeelValue value)
    {
        latest[(expression, node.Id)] = value;
        switch (node)
        {
            case NameNode name when expression.SymbolOf(name) is RuleSymbol symbol:
                Name(symbol, value);
                break;
            case InvocationNode { Function: NameNode called } call when expression.SymbolOf(called) is RuleSymbol { Kind: RuleSymbolKind.Table } symbol:
                Table(symbol, Arguments(expression, call));
                break;
            case InvocationNode { Function: NameNode called } call when expression.SymbolOf(called) is RuleSymbol { Kind: RuleSymbolKind.Function } symbol:
                Function(symbol, Arguments(expression, call), value);
                break;
            case InvocationNode { Function: NameNode called } call when expression.SymbolOf(called) is RuleSymbol { Kind: RuleSymbolKind.Script } symbol:
                Script(symbol, Arguments(expression, call), value);
                break;
        }
    }

    private ImmutableArray<FeelValue> Arguments(CheckedExpression expression, InvocationNode call) => [.. call.Arguments.Select(a => latest[(expression, a.Value.Id)])];

    public void Fact(RowValue row, string field, FeelValue value)
    {
        var fact = new FactRead(row.Type.Entity, row.Key, field, value);
        if (facts.Count < MostFacts && !facts.Contains(fact))
        {
            facts.Add(fact);
        }
    }

    private void Name(RuleSymbol symbol, FeelValue value)
    {
        switch (symbol.Kind)
        {
            case RuleSymbolKind.Parameter when !parameters.Exists(p => p.Name == symbol.Name):
                var parameter = frame.RuleSet.Parameters.First(p => p.Symbol == symbol);
                parameters.Add(new ParameterRead(symbol.Name, parameter.Definition.Label, value, parameter.InForce(day)?.From, parameter.Definition.Unit?.Text, Sources.BasisOf(frame.RuleSet, parameter.Definition), Sources.Describe(frame.RuleSet, parameter.Definition.Source)));
                break;
            case RuleSymbolKind.Value when !values.Exists(v => v.Name == symbol.Name):
                var definition = frame.RuleSet.Values.First(v => v.Symbol == symbol).Definition;
                values.Add(new ValueRead(symbol.Name, definition.Label, value, definition.Expression.Text));
                break;
            case RuleSymbolKind.UnitLine or RuleSymbolKind.ParticipantLine when !values.Exists(v => v.Name == symbol.Name):
                var line = frame.RuleSet.UnitLines.Concat(frame.RuleSet.ParticipantLines).First(l => l.Symbol == symbol);
                values.Add(new ValueRead(symbol.Name, line.Definition.Label, value, line.Amount.Text));
                break;
            case RuleSymbolKind.Indicator or RuleSymbolKind.CohortValue when !values.Exists(v => v.Name == symbol.Name):
                values.Add(new ValueRead(symbol.Name, default, value, symbol.Kind == RuleSymbolKind.Indicator ? "indicator" : frame.RuleSet.Cohort.First(c => c.Symbol == symbol).Definition is var made ? $"{made.Statistic} of {made.Made}" : ""));
                break;
        }
    }

    private void Script(RuleSymbol symbol, ImmutableArray<FeelValue> arguments, FeelValue result)
    {
        if (scripts.Count < MostCalls && !scripts.Exists(s => s.Name == symbol.Name && s.Arguments.SequenceEqual(arguments)))
        {
            var definition = frame.RuleSet.Scripts.First(s => s.Symbol == symbol).Definition;
            scripts.Add(new ScriptCall(symbol.Name, definition.Label, arguments, result, definition.Body.Text, Sources.Describe(frame.RuleSet, definition.Source)));
        }
    }

    private void Table(RuleSymbol symbol, ImmutableArray<FeelValue> inputs)
    {
        var outcome = frame.RuleSet.Tables.First(t => t.Symbol == symbol).Table.Decide(inputs.AsSpan());
        if (!tables.Exists(t => t.Name == symbol.Name && t.Inputs.SequenceEqual(inputs)))
        {
            tables.Add(new TableRead(symbol.Name, inputs, outcome.Rows, outcome.Value));
        }
    }

    private void Function(RuleSymbol symbol, ImmutableArray<FeelValue> arguments, FeelValue answer)
    {
        if (functions.Count < MostCalls && !functions.Exists(f => f.Name == symbol.Name && f.Arguments.SequenceEqual(arguments)))
        {
            var definition = frame.RuleSet.Functions.First(f => f.Symbol == symbol).Definition;
            functions.Add(new FunctionRead(symbol.Name, definition.Label, arguments, answer, definition.Expression.Text, definition.Name.Location, Sources.Describe(frame.RuleSet, definition.Source)));
        }
    }
}
