using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// What an expression over rows says, as a text: its own, and what each of its names stands for. Expressions of two cahiers with
/// the same text come to the same values on the same facts, for they are the same to the last letter.
/// </summary>
internal sealed class Meaning
{
    private readonly CheckedRuleSet rules;
    private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
    private bool isOfFacts = true;

    private Meaning(CheckedRuleSet rules) => this.rules = rules;

    /// <summary>The meaning of an expression; null (C#) when it reads something else than facts, the period and parameters with one value, or calls a table or a script.</summary>
    public static string? Of(CheckedExpression expression, CheckedRuleSet rules)
    {
        var meaning = new Meaning(rules);
        meaning.AddAll(expression.Globals);
        return meaning.isOfFacts ? string.Join('\n', meaning.names.Select(n => $"{n.Key}: {n.Value}").Prepend(FeelText.Quote(expression.Text))) : null;
    }

    private void AddAll(IEnumerable<GlobalSymbol> symbols)
    {
        foreach (var symbol in symbols.Where(s => !names.ContainsKey(s.Name)))
        {
            names[symbol.Name] = "";
            names[symbol.Name] = For((RuleSymbol)symbol);
        }
    }

    private string For(RuleSymbol symbol)
    {
        switch (symbol.Kind)
        {
            case RuleSymbolKind.Unit:
                return $"unit {rules.UnitEntity.Entity}";
            case RuleSymbolKind.Period:
                return "period";
            case RuleSymbolKind.Parameter:
                return For(rules.Parameters.First(p => p.Symbol == symbol));
            case RuleSymbolKind.Function:
                var function = rules.Functions.First(f => f.Symbol == symbol);
                AddAll(function.Body.Globals);
                var parameters = function.Definition.Parameters.Select(p => $"{FeelText.Quote(p.Name.Text)}: {FeelText.Quote(p.Type.Text)}");
                return $"function({string.Join(", ", parameters)}) {FeelText.Quote(function.Body.Text)}";
            case RuleSymbolKind.Value:
                // What has a column of its own and what is written out in place keep bounds of evaluation of their own.
                var value = rules.Values.First(v => v.Symbol == symbol);
                AddAll(value.Expression.Globals);
                return $"{(value.IsColumn ? "column" : "value")} {FeelText.Quote(value.Expression.Text)}";
            default:
                isOfFacts = false;
                return "";
        }
    }

    // One with values through time is read by the unit's day, which each cahier says for itself.
    private string For(CheckedParameter parameter)
    {
        isOfFacts &= parameter.Values.Length == 1;
        return $"parameter {Exactly(parameter.Values[0].Value)}";
    }

    // To the last zero: of amounts they are digits.
    private string Exactly(FeelValue value)
    {
        isOfFacts &= value is NumberValue or TextValue or BooleanValue or DateValue or DaysDurationValue or MonthsDurationValue;
        return value is NumberValue number ? number.Value.ToString(CultureInfo.InvariantCulture) : FeelText.Write(value);
    }
}
