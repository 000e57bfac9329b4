using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// Values that are a row which is looked for, such as the group of the attending doctor: a unit's is found once, however
/// many expressions read it. Those that merely lead from row to row are followed where they are read.
/// </summary>
internal static class RowValues
{
    public static bool IsFoundOnce(CheckedValue value) => value is { IsColumn: false, Symbol.Fact.Type: RowType } && !IsWay(value.Expression.Root);

    /// <summary>The values that an expression reads, itself or by what is written out in its place.</summary>
    public static IReadOnlyList<CheckedValue> ReadBy(CheckedExpression expression, CheckedRuleSet rules)
    {
        var found = new List<CheckedValue>();
        var seen = new HashSet<GlobalSymbol>();
        var waiting = new Stack<GlobalSymbol>(expression.Globals);
        while (waiting.TryPop(out var symbol))
        {
            if (!seen.Add(symbol))
            {
                continue;
            }

            var value = rules.Values.FirstOrDefault(v => v.Symbol == symbol);
            if (value is not null && IsFoundOnce(value))
            {
                found.Add(value);
                continue;
            }

            foreach (var read in value is { IsColumn: false } ? value.Expression.Globals : rules.Functions.FirstOrDefault(f => f.Symbol == symbol)?.Body.Globals ?? [])
            {
                waiting.Push(read);
            }
        }

        return found;
    }

    private static bool IsWay(Node node) => node is NameNode || (node is PathNode path && IsWay(path.Target));
}
