using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Rules.Proofs;

/// <summary>What is always so of a rule.</summary>
internal enum RuleFate
{
    NeverTrue,
    NeverFalse,

    /// <summary>An exclusion of what another one excludes already.</summary>
    SaidAlready,
}

/// <summary>A rule that never decides anything, and the other rules that make it so.</summary>
internal sealed record RuleFinding(CheckedRule Rule, RuleFate Fate, ImmutableArray<CheckedRule> Because);

/// <summary>
/// Finds rules that can never be true, or never false, given the others, the types and codes of the model and the values of
/// parameters. A finding must hold on every day on which the version applies.
/// </summary>
internal sealed class RuleProof
{
    // Two rules are told apart by where they stand: comparing all that they say takes long.
    private static readonly IEqualityComparer<CheckedRule> ByPlace = ReferenceEqualityComparer.Instance;

    private readonly ImmutableArray<CheckedRule> eligibility;
    private readonly ImmutableArray<CheckedRule> exclusions;
    private readonly Dictionary<CheckedRule, Condition> conditions;
    private readonly Solver solver;
    private readonly List<RuleFinding> findings = [];

    private RuleProof(CheckedRuleSet rules, Date from, Date to)
    {
        eligibility = rules.Eligibility;
        exclusions = rules.Exclusions;
        var reader = new ConditionReader(new Names(rules, from, to));
        conditions = rules.Rules.ToDictionary(r => r, r => Settled(r, reader.Read(r.When, r.When.Root)), ByPlace);
        solver = new Solver(conditions.Values);
    }

    /// <summary>What is so on every day on which the version applies.</summary>
    public static IEnumerable<RuleFinding> Of(CheckedRuleSet rules)
    {
        var days = Days(rules);
        var found = new RuleProof(rules, days[0].From, days[0].To).Find();
        foreach (var (from, to) in days.Skip(1))
        {
            if (found.Count == 0)
            {
                break;
            }

            var again = new RuleProof(rules, from, to).Find();
            found = [.. found.Where(f => again.Exists(a => a.Rule == f.Rule && a.Fate == f.Fate))];
        }

        return found;
    }

    // Stretches of days on which no parameter changes; very many are taken as one long one, of which less is known.
    private static ImmutableArray<(Date From, Date To)> Days(CheckedRuleSet rules)
    {
        var last = rules.Definition.AppliesTo ?? Date.MaxValue;
        var starts = rules.Parameters.SelectMany(p => p.Values.Select(v => v.From)).Where(d => d > rules.Definition.AppliesFrom && d <= last).Append(rules.Definition.AppliesFrom).Distinct().Order().ToList();
        return [.. starts.Select((start, i) => (start, i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : last))];
    }

    private static Condition Settled(CheckedRule rule, Condition condition) => rule.Definition.WhenMissing is { } missing ? new Fallback(condition, missing) : condition;

    private List<RuleFinding> Find()
    {
        foreach (var rule in eligibility.Concat(exclusions))
        {
            Alone(rule);
        }

        var standing = eligibility.Where(IsOpen).ToList();
        if (!solver.IsPossible(standing.Select(r => (conditions[r], Outcome.True))))
        {
            var core = Core(standing, Outcome.True, []);
            findings.Add(new RuleFinding(core[^1], RuleFate.NeverTrue, [.. core.SkipLast(1)]));
            return findings;
        }

        standing = Needed(standing);
        var eligible = With(solver.Nothing, standing, Outcome.True);
        var kept = exclusions.Where(IsOpen).ToList();
        foreach (var rule in Enumerable.Reverse(kept.ToList()))
        {
            if (Fate(rule) is { } fate)
            {
                findings.Add(new RuleFinding(rule, fate, Core(standing, Outcome.True, [(conditions[rule], fate == RuleFate.NeverTrue ? Outcome.True : Outcome.False)])));
                kept.Remove(rule);
            }
            else if (kept.Find(other => other != rule && !solver.IsPossible([(conditions[rule], Outcome.True), (conditions[other], Outcome.NotTrue)])) is { } wider)
            {
                findings.Add(new RuleFinding(rule, RuleFate.SaidAlready, [wider]));
                kept.Remove(rule);
            }
        }

        return findings;

        RuleFate? Fate(CheckedRule rule) => !IsPossible(eligible, rule, Outcome.True) ? RuleFate.NeverTrue : !IsPossible(eligible, rule, Outcome.False) ? RuleFate.NeverFalse : null;
    }

    /// <summary>The rules of eligibility without those that leave nobody out when the others hold, from the last to the first.</summary>
    private List<CheckedRule> Needed(List<CheckedRule> rules)
    {
        // Where another one is unknown, this one being false decides.
        var former = new List<Assumptions?> { solver.Nothing };
        former.AddRange(rules.Select((_, i) => With(former[i], [rules[i]], Outcome.NotFalse)));
        var later = (Assumptions?)solver.Nothing;
        var needed = rules.ToList();
        for (var i = rules.Count - 1; i >= 0; i--)
        {
            if (later is not null && former[i] is { } before && IsPossible(before.And(later), rules[i], Outcome.False))
            {
                later = With(later, [rules[i]], Outcome.NotFalse);
                continue;
            }

            needed.RemoveAt(i);
            findings.Add(new RuleFinding(rules[i], RuleFate.NeverFalse, Core(needed, Outcome.NotFalse, [(conditions[rules[i]], Outcome.False)])));
        }

        return needed;
    }

    private Assumptions? With(Assumptions? given, IEnumerable<CheckedRule> rules, Outcome outcome) => given?.And(rules.Select(r => GoalOf(r, outcome)));

    private Goal GoalOf(CheckedRule rule, Outcome outcome) => solver.Goal(conditions[rule], outcome);

    private bool IsPossible(Assumptions? given, CheckedRule rule, Outcome outcome) => solver.IsPossible(With(given, [rule], outcome));

    private bool IsOpen(CheckedRule rule) => !findings.Exists(f => ReferenceEquals(f.Rule, rule));

    private void Alone(CheckedRule rule)
    {
        if (!solver.IsPossible([(conditions[rule], Outcome.True)]))
        {
            findings.Add(new RuleFinding(rule, RuleFate.NeverTrue, []));
        }
        else if (!solver.IsPossible([(conditions[rule], Outcome.False)]))
        {
            findings.Add(new RuleFinding(rule, RuleFate.NeverFalse, []));
        }
    }

    /// <summary>The rules without which it would be possible, the later ones rather than the former: halves are left out at once.</summary>
    private ImmutableArray<CheckedRule> Core(List<CheckedRule> rules, Outcome outcome, (Condition, Outcome)[] asked)
    {
        var wanted = asked.Select(a => solver.Goal(a.Item1, a.Item2)).ToList();
        var given = solver.Nothing.And(wanted);
        var near = rules.Where(r => GoalOf(r, outcome) is var goal && wanted.Exists(g => g.Meets(goal))).ToList();
        var among = near.Count > 0 && !solver.IsPossible(With(given, near, outcome)) ? near : rules;
        var needed = Core(given, [], [.. Enumerable.Reverse(among)]).ToHashSet(ByPlace);
        return [.. rules.Where(needed.Contains)];

        IEnumerable<CheckedRule> Core(Assumptions? known, CheckedRule[] added, CheckedRule[] among)
        {
            if ((added.Length > 0 && !solver.IsPossible(known)) || among.Length == 0)
            {
                return [];
            }

            if (among.Length == 1)
            {
                return among;
            }

            var (first, second) = (among[..(among.Length / 2)], among[(among.Length / 2)..]);
            var ofSecond = Core(With(known, first, outcome), first, second).ToArray();
            return [.. Core(With(known, ofSecond, outcome), ofSecond, first), .. ofSecond];
        }
    }

    /// <summary>The names of a version on days on which no parameter changes.</summary>
    private sealed class Names : IConditionNames
    {
        private readonly Dictionary<string, CheckedParameter> parameters;
        private readonly Dictionary<string, CheckedValue> values;
        private readonly Date from;
        private readonly Date to;
        private readonly string unitDate;

        public Names(CheckedRuleSet rules, Date from, Date to)
        {
            parameters = rules.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
            values = rules.Values.ToDictionary(v => v.Name, StringComparer.Ordinal);
            (this.from, this.to) = (from, to);
            unitDate = rules.Date.Fields.IsEmpty ? "" : rules.Date.Text.Trim();
        }

        public FeelValue? Constant(Symbol symbol) => symbol is RuleSymbol { Kind: RuleSymbolKind.Parameter } && parameters.TryGetValue(symbol.Name, out var parameter) ? parameter.On(from) : null;

        public CheckedExpression? Definition(Symbol symbol) => symbol is RuleSymbol { Kind: RuleSymbolKind.Value } && values.TryGetValue(symbol.Name, out var value) ? value.Expression : null;

        // A unit belongs to the version that applies on its date.
        public (decimal? Least, decimal? Most) Limits(string key) => key == unitDate ? (from.EpochDay, to == Date.MaxValue ? null : to.EpochDay) : (null, null);
    }
}
