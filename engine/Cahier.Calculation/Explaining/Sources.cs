using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Explaining;

/// <summary>Where a rule or figure comes from, in words.</summary>
internal static class Sources
{
    /// <summary>The title and standing of a named source, or the text itself.</summary>
    public static string? Describe(CheckedRuleSet rules, RuleText? source)
    {
        if (source is null)
        {
            return null;
        }

        return rules.Definition.Sources.FirstOrDefault(s => s.Id == source.Text) is { } known
            ? $"{known.Title}{(known.Basis is null ? "" : $" [{known.Basis}]")}{(known.Reference is null ? "" : $", {known.Reference}")}"
            : source.Text;
    }

    /// <summary>How sure a parameter is: its own standing, else its source's.</summary>
    public static string? BasisOf(CheckedRuleSet rules, ParameterDefinition parameter) =>
        parameter.Basis ?? rules.Definition.Sources.FirstOrDefault(s => s.Id == parameter.Source?.Text)?.Basis;
}
