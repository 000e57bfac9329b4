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

        return rules.Definition.Sources.FirstOrDefault(s => s.Id.Text == source.Text) is { } known
            ? Describe(known)
            : source.Text;
    }

    /// <summary>The title, standing and place of a source.</summary>
    public static string Describe(SourceDefinition source) =>
        $"{source.Title}{(source.Basis is null ? "" : $" [{source.Basis}]")}{(source.Reference is null ? "" : $", {source.Reference}")}";

    /// <summary>How sure a parameter is: its own standing, else its source's.</summary>
    public static string? BasisOf(CheckedRuleSet rules, ParameterDefinition parameter) =>
        parameter.Basis ?? rules.Definition.Sources.FirstOrDefault(s => s.Id.Text == parameter.Source?.Text)?.Basis;
}
