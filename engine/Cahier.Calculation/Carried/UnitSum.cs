using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Carried;

/// <summary>A sum over units of a participant within an expression, such as <c>sum(units.expected)</c> or <c>sum(units[group = "a"].paid)</c>, or the most or least of them: what it comes to can be carried.</summary>
/// <param name="Call">The call.</param>
/// <param name="Fold">How units are taken together.</param>
/// <param name="Units">The units that are taken together.</param>
/// <param name="Field">What of them is, by its name.</param>
internal sealed record UnitSum(InvocationNode Call, UnitFold Fold, CheckedExpression Units, string Field)
{
    // Beyond, an evaluation may come to its bounds.
    private const int MostItems = EvaluationScope.MostSteps / 8;

    private static readonly FrozenDictionary<string, UnitFold> Folds =
        new Dictionary<string, UnitFold>(StringComparer.Ordinal) { ["sum"] = UnitFold.Sum, ["max"] = UnitFold.Most, ["min"] = UnitFold.Least }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sums of a cahier, in the order of the text.</summary>
    public static ImmutableArray<UnitSum> Of(CheckedRuleSet rules) => [.. Expressions(rules).SelectMany(e => Of(rules, e))];

    /// <summary>The sums of an expression over participants.</summary>
    public static IEnumerable<UnitSum> Of(CheckedRuleSet rules, CheckedExpression expression) => NodeParts.All(expression.Root).OfType<InvocationNode>()
        .Where(call => IsSum(rules, expression, call)).Select(call => new UnitSum(call, Folds[((NameNode)call.Function).Name], expression.Part(((PathNode)call.Arguments[0].Value).Target), ((PathNode)call.Arguments[0].Value).Name));

    /// <summary>What the sum of a participant is made of by the units at hand.</summary>
    /// <param name="frame">The units.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="rowOf">For each of their rows the one by which it is known.</param>
    public FoldTally Find(RunFrame frame, int participant, Func<int, int> rowOf)
    {
        if (PlaceGlobals.Of(frame, LoopKind.Participants, participant).Evaluate(Units) is not ListValue { Items: { Length: <= MostItems } items })
        {
            return FoldTally.TooMuch;
        }

        _ = frame.RuleSet.UnitResult.TryFind(Field, out var field);
        return FoldTally.Of(Fold, items.Cast<RowValue>().Select(unit => (rowOf(frame.Units.FactRowAt(unit.Row)), unit.Source.Read(unit.Row, field!.Ordinal))));
    }

    /// <summary>The expressions of a cahier that may have some.</summary>
    public static IEnumerable<CheckedExpression> Expressions(CheckedRuleSet rules) =>
        rules.Indicators.Where(i => i.Definition.Kind == IndicatorKind.Value).Select(i => i.Of!).Concat(rules.ParticipantLines.Select(l => l.Amount));

    private static bool IsSum(CheckedRuleSet rules, CheckedExpression expression, InvocationNode call) =>
        call is { Function: NameNode name, Arguments: [{ Name: null, Value: PathNode path }] } && Folds.ContainsKey(name.Name) && expression.SymbolOf(name) is not (LocalSymbol or RuleSymbol)
        && expression.FactOf(call).Type is NumberType && IsOfUnits(rules, expression, path.Target);

    private static bool IsOfUnits(CheckedRuleSet rules, CheckedExpression expression, Node list) => list switch
    {
        NameNode name => expression.SymbolOf(name) is RuleSymbol { Kind: RuleSymbolKind.Units },
        FilterNode { Target: NameNode name } filter => IsOfUnits(rules, expression, name) && expression.FactOf(filter.Predicate).Type is BooleanType
            && NodeParts.All(filter.Predicate).All(n => IsOfUnit(rules, expression, n)),
        _ => false,
    };

    // What a condition reads of a unit is what was found of it, and nothing of its participant.
    private static bool IsOfUnit(CheckedRuleSet rules, CheckedExpression expression, Node node) => node switch
    {
        NameNode name => expression.SymbolOf(name) is not RuleSymbol { Kind: not (RuleSymbolKind.Parameter or RuleSymbolKind.Period or RuleSymbolKind.Table) },
        PathNode path => expression.FactOf(path.Target).Type is not RowType row || row == rules.UnitResult,
        _ => true,
    };
}
