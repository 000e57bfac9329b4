using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Cases;

/// <summary>The names of a cahier for one case, as the interpreter reads them while judging.</summary>
internal sealed class CaseGlobals(CheckedRuleSet ruleSet, CaseFrame frame) : IGlobals
{
    private readonly Dictionary<GlobalSymbol, FeelValue> found = [];

    // What is evaluated now: the functions that it calls are within its bounds.
    private EvaluationScope scope = new(frame);

    public FeelValue Read(GlobalSymbol symbol)
    {
        if (!found.TryGetValue(symbol, out var value))
        {
            found[symbol] = value = Find((RuleSymbol)symbol);
        }

        return value;
    }

    /// <summary>Evaluates an expression within bounds of its own.</summary>
    public FeelValue Evaluate(CheckedExpression expression)
    {
        var outer = scope;
        scope = new EvaluationScope(frame);
        var value = Interpreter.Evaluate(expression, this, scope);
        scope = outer;
        return value;
    }

    private FeelValue Find(RuleSymbol symbol) => symbol.Kind switch
    {
        RuleSymbolKind.Unit => frame.Unit,
        RuleSymbolKind.Period => frame.Period,
        RuleSymbolKind.Parameter => ruleSet.Parameters.First(p => p.Symbol == symbol).On(new Date(frame.Day)),
        RuleSymbolKind.Table => ruleSet.Tables.First(t => t.Symbol == symbol).Function,
        RuleSymbolKind.Function => Function(ruleSet.Functions.First(f => f.Symbol == symbol)),
        RuleSymbolKind.Script => ruleSet.Scripts.First(s => s.Symbol == symbol).Function,
        RuleSymbolKind.Value => Evaluate(ruleSet.Values.First(v => v.Symbol == symbol).Expression),
        _ => throw new InvalidOperationException($"judging reads no {symbol.Kind}"),
    };

    private FunctionValue Function(CheckedFunction function) =>
        new(null, [.. function.Type.Parameters.Select(p => p.Key)], arguments => Interpreter.Apply(function.Body, arguments, this, scope), function.Type);
}
