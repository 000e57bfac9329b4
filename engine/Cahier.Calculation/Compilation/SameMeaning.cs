using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// Whether two expressions over a unit say the same, values that are found in place written out: a rule that asks for the
/// participant's row need not look for it again. What it does not know of is not the same.
/// </summary>
internal sealed class SameMeaning(CheckedRuleSet rules)
{
    /// <summary>Whether a value of the unit is the row of its participant.</summary>
    public bool IsParticipant(RuleSymbol value) => IsParticipant(rules.Values.First(v => v.Symbol == value).Expression);

    /// <summary>Whether an expression over a unit is the row of its participant.</summary>
    public bool IsParticipant(CheckedExpression expression) => AreSame(expression, expression.Root, rules.Participant, rules.Participant.Root);

    private bool AreSame(CheckedExpression left, Node a, CheckedExpression right, Node b)
    {
        if (WrittenOut(left, a) is { } leftValue)
        {
            return AreSame(leftValue, leftValue.Root, right, b);
        }

        if (WrittenOut(right, b) is { } rightValue)
        {
            return AreSame(left, a, rightValue, rightValue.Root);
        }

        return (a, b) switch
        {
            (LiteralNode x, LiteralNode y) => x.Value.GetType() == y.Value.GetType() && FeelText.Plain(x.Value) == FeelText.Plain(y.Value),
            (NameNode x, NameNode y) => x.Name == y.Name && IsSameName(left.SymbolOf(x), right.SymbolOf(y)),
            (PathNode x, PathNode y) => x.Name == y.Name && AreSame(left, x.Target, right, y.Target),
            (NegationNode x, NegationNode y) => AreSame(left, x.Operand, right, y.Operand),
            (LogicNode x, LogicNode y) => x.IsAnd == y.IsAnd && AreSame(left, x.Left, right, y.Left) && AreSame(left, x.Right, right, y.Right),
            (ComparisonNode x, ComparisonNode y) => x.Operator == y.Operator && AreSame(left, x.Left, right, y.Left) && AreSame(left, x.Right, right, y.Right),
            (FilterNode x, FilterNode y) => AreSame(left, x.Target, right, y.Target) && AreSame(left, x.Predicate, right, y.Predicate),
            _ => false,
        };
    }

    private CheckedExpression? WrittenOut(CheckedExpression expression, Node node) =>
        node is NameNode && expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Value } symbol && rules.Values.First(v => v.Symbol == symbol) is { IsColumn: false } value ? value.Expression : null;

    // A parameter with values through time is read by the unit's day, but by the period's last for who takes part.
    private bool IsSameName(Symbol? left, Symbol? right) => (left, right) switch
    {
        (RuleSymbol { Kind: RuleSymbolKind.Parameter } parameter, _) => parameter == right && rules.Parameters.First(p => p.Symbol == parameter).Values.Length == 1,
        (RuleSymbol { Kind: RuleSymbolKind.Unit or RuleSymbolKind.Period }, _) => left == right,
        (LocalSymbol, LocalSymbol) or (ItemFieldSymbol, ItemFieldSymbol) => true,
        _ => false,
    };
}
