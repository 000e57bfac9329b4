using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Coverage;

/// <summary>What each named thing of a version is made of, and where it is written.</summary>
internal sealed class Makings
{
    private readonly CheckedRuleSet ruleSet;
    private readonly Dictionary<string, (SourceLocation Place, HashSet<string> Reads)> made = new(StringComparer.Ordinal);

    public Makings(CheckedRuleSet ruleSet)
    {
        this.ruleSet = ruleSet;
        ruleSet.Parameters.ToList().ForEach(p => Add(p.Definition.Name));
        ruleSet.Tables.ToList().ForEach(t => Add(t.Definition.Name));
        ruleSet.Scripts.ToList().ForEach(s => Add(s.Definition.Name));
        ruleSet.Functions.ToList().ForEach(f => Add(f.Definition.Name, f.Body));
        ruleSet.Values.ToList().ForEach(v => Add(v.Definition.Name, v.Expression));
        ruleSet.Indicators.ToList().ForEach(i => Add(i.Definition.Id, i.Of, i.Denominator));
        ruleSet.UnitLines.Concat(ruleSet.ParticipantLines).ToList().ForEach(l => Add(l.Definition.Id, l.Amount));
        foreach (var cohort in ruleSet.Cohort)
        {
            Add(cohort.Definition.Id, [.. cohort.By, cohort.Rows?.Of, cohort.Rows?.When]);
            if (cohort.Source is { } source)
            {
                made[cohort.Name].Reads.Add(source.Name);
            }
        }
    }

    /// <summary>The names that a condition reads.</summary>
    public IEnumerable<string> ReadBy(CheckedExpression expression) =>
        expression.Globals.Select(g => g.Name).Concat(expression.Fields.Where(f => f.Entity == ruleSet.UnitResult).Select(f => f.Field.Name));

    /// <summary>Where things of these names stand, and all that they are made of.</summary>
    public HashSet<SourceLocation> PlacesUnder(IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out var name))
        {
            if (made.TryGetValue(name, out var making) && found.Add(name))
            {
                making.Reads.ToList().ForEach(open.Push);
            }
        }

        return [.. found.Select(n => made[n].Place)];
    }

    private void Add(RuleText name, params ReadOnlySpan<CheckedExpression?> expressions)
    {
        var reads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var expression in expressions)
        {
            reads.UnionWith(expression is null ? [] : ReadBy(expression));
        }

        made[name.Text] = (name.Location, reads);
    }
}
