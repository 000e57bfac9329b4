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
    private readonly List<Asked> eligibility;
    private readonly List<Asked> exclusions;
    private readonly Solver solver;
    private readonly List<RuleFinding> findings = [];

    private RuleProof(CheckedRuleSet rules, Date from, Date to)
    {
        var reader = new ConditionReader(new Names(rules, from, to));
        var conditions = rules.Rules.Select(r => Settled(r, reader.Read(r.When, r.When.Root))).ToList();
        solver = new Solver(conditions);
        var asked = rules.Rules.Select((rule, place) => new Asked(rule, place, conditions[place], solver)).ToList();
        eligibility = asked[..rules.Eligibility.Length];
        exclusions = asked[rules.Eligibility.Length..];
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
            found = [.. found.Where(f => again.Exists(a => ReferenceEquals(a.Rule, f.Rule) && a.Fate == f.Fate))];
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
        if (!solver.IsPossible(With(solver.Nothing, standing, Outcome.True)))
        {
            var core = Core(standing, Outcome.True, null);
            Report(core[^1], RuleFate.NeverTrue, core.SkipLast(1));
            return findings;
        }

        standing = Needed(standing);
        var eligible = With(solver.Nothing, standing, Outcome.True);
        var kept = exclusions.Where(IsOpen).ToList();
        foreach (var rule in Enumerable.Reverse(kept.ToList()))
        {
            if (Fate(rule) is { } fate)
            {
                Report(rule, fate, Core(standing, Outcome.True, rule.For(fate == RuleFate.NeverTrue ? Outcome.True : Outcome.False)));
                kept.Remove(rule);
            }
            else if (Wider(rule, kept) is { } wider)
            {
                Report(rule, RuleFate.SaidAlready, [wider]);
                kept.Remove(rule);
            }
        }

        return findings;

        RuleFate? Fate(Asked rule) => !IsPossible(eligible, rule, Outcome.True) ? RuleFate.NeverTrue : !IsPossible(eligible, rule, Outcome.False) ? RuleFate.NeverFalse : null;
    }

    /// <summary>Another rule that is true whenever this one is, if any: it asks something of a term that this one asks of too.</summary>
    private Asked? Wider(Asked rule, List<Asked> among)
    {
        var isTrue = rule.For(Outcome.True);
        var given = solver.Nothing.And(isTrue);
        return among.Find(other => other != rule && isTrue.Meets(other.For(Outcome.NotTrue)) && !IsPossible(given, other, Outcome.NotTrue));
    }

    /// <summary>The rules of eligibility without those that leave nobody out when the others hold, from the last to the first.</summary>
    private List<Asked> Needed(List<Asked> rules)
    {
        // Where another one is unknown, this one being false decides.
        var former = new List<Assumptions?> { solver.Nothing };
        former.AddRange(rules.Select((rule, i) => With(former[i], [rule], Outcome.NotFalse)));
        var later = (Assumptions?)solver.Nothing;
        var needed = rules.ToList();
        for (var i = rules.Count - 1; i >= 0; i--)
        {
            var isFalse = rules[i].For(Outcome.False);
            needed.RemoveAt(i);
            var excluding = ThatExclude(needed, Outcome.NotFalse, isFalse);
            if (excluding.Count == 0 && later is not null && former[i] is { } before && IsPossible(before.And(later), rules[i], Outcome.False))
            {
                later = With(later, [rules[i]], Outcome.NotFalse);
                needed.Insert(i, rules[i]);
                continue;
            }

            Report(rules[i], RuleFate.NeverFalse, excluding is [_] ? excluding : Core(excluding.Count > 0 ? excluding : needed, Outcome.NotFalse, isFalse));
        }

        return needed;
    }

    private static Assumptions? With(Assumptions? given, IEnumerable<Asked> rules, Outcome outcome) => given?.And(rules.Select(r => r.For(outcome)));

    private bool IsPossible(Assumptions? given, Asked rule, Outcome outcome) => solver.IsPossible(given, rule.For(outcome));

    private bool IsOpen(Asked rule) => !rule.IsFound;

    private void Report(Asked rule, RuleFate fate, IEnumerable<Asked> because)
    {
        rule.IsFound = true;
        findings.Add(new RuleFinding(rule.Rule, fate, [.. because.Select(r => r.Rule)]));
    }

    private void Alone(Asked rule)
    {
        if (!IsPossible(solver.Nothing, rule, Outcome.True))
        {
            Report(rule, RuleFate.NeverTrue, []);
        }
        else if (!IsPossible(solver.Nothing, rule, Outcome.False))
        {
            Report(rule, RuleFate.NeverFalse, []);
        }
    }

    /// <summary>Rules that by single terms keep a goal from being so, the last ones: one for each way that it leaves open. None when nothing is known.</summary>
    private static List<Asked> ThatExclude(List<Asked> rules, Outcome outcome, Goal goal)
    {
        if (goal.Choices.IsEmpty)
        {
            return rules.FindLast(r => r.For(outcome).Excludes(goal)) is { } one ? [one] : [];
        }

        foreach (var choice in goal.Choices)
        {
            var found = choice.Select(way => ThatExclude(rules, outcome, way)).TakeWhile(some => some.Count > 0).ToList();
            if (found.Count == choice.Length)
            {
                return [.. found.SelectMany(some => some).Distinct().OrderBy(r => r.Place)];
            }
        }

        return [];
    }

    /// <summary>The rules without which it would be possible, the later ones rather than the former: halves are left out at once.</summary>
    /// <param name="wanted">What is asked beside the rules, if anything.</param>
    private List<Asked> Core(List<Asked> rules, Outcome outcome, Goal? wanted)
    {
        if ((wanted is null ? solver.Nothing : solver.Nothing.And(wanted)) is not { } given)
        {
            return [];
        }

        var near = wanted is null ? [] : rules.FindAll(r => wanted.Meets(r.For(outcome)));
        var among = near.Count > 0 && !solver.IsPossible(With(given, near, outcome)) ? near : rules;
        var needed = Halves(given, [], [.. Enumerable.Reverse(among)]).ToHashSet();
        return rules.FindAll(needed.Contains);

        IEnumerable<Asked> Halves(Assumptions? known, Asked[] added, Asked[] among)
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
            var ofSecond = Halves(With(known, first, outcome), first, second).ToArray();
            return [.. Halves(With(known, ofSecond, outcome), ofSecond, first), .. ofSecond];
        }
    }

    /// <summary>A rule and what each outcome of it asks of terms.</summary>
    private sealed class Asked(CheckedRule rule, int place, Condition condition, Solver solver)
    {
        private readonly Goal?[] goals = new Goal?[Enum.GetValues<Outcome>().Length];

        public CheckedRule Rule => rule;

        public int Place => place;

        /// <summary>Whether something was found of it.</summary>
        public bool IsFound { get; set; }

        public Goal For(Outcome outcome) => goals[(int)outcome] ??= solver.Goal(condition, outcome);
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
