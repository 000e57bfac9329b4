using Cahier.Feel.Checking;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>
/// Finds the values that figures over all units are made of, directly or not. What judging does not read is otherwise
/// found only for units that are paid for, or may be: most units of a nation are in no experiment.
/// </summary>
internal static class ReadOfAll
{
    public static HashSet<GlobalSymbol> Find(CheckedRuleSet rules)
    {
        var found = new HashSet<GlobalSymbol>();
        var waiting = new Stack<GlobalSymbol>(rules.Cohort.Where(c => c.OverUnits && c.Definition.OverAllUnits).SelectMany(c => c.By.SelectMany(by => by.Globals).Prepend(c.Source!)));
        while (waiting.TryPop(out var symbol))
        {
            if (found.Add(symbol) && rules.Values.FirstOrDefault(v => v.Symbol == symbol) is { } value)
            {
                foreach (var read in value.Expression.Globals)
                {
                    waiting.Push(read);
                }
            }
        }

        return found;
    }
}
