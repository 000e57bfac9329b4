using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>A value of units as tables tell of it.</summary>
/// <param name="Name">As the text calls it.</param>
/// <param name="Column">What was found for each unit.</param>
public readonly record struct UnitColumn(string Name, ResultColumn Column)
{
    /// <summary>The values of units that were looked for, in the order of the text, but for rows of facts.</summary>
    public static IEnumerable<UnitColumn> Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.RuleSet.Values.Select(v => new UnitColumn(v.Name, result.Units.Find(v.Symbol)!)).Where(v => v.Column is not (null or RowResults));
    }
}
