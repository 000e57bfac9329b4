using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Calculation.Testing;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Checking;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Tests;

namespace Cahier.Calculation.Coverage;

/// <summary>The cases of a cahier's tests that would notice if something of it were wrong.</summary>
/// <param name="Holds">Of a rule: cases with a unit for which it is true.</param>
/// <param name="Fails">Of a rule: cases with a unit for which it is false.</param>
/// <param name="Expects">Of anything else: cases that expect it, or a figure or decision that is made of it.</param>
public sealed record Exercise(ImmutableArray<CaseReport> Holds, ImmutableArray<CaseReport> Fails, ImmutableArray<CaseReport> Expects);

/// <summary>
/// Finds which cases exercise what, from the cases that pass and the runs that they led to. Things are told apart by where
/// they are written: an amending version may say something else under the same name.
/// </summary>
internal sealed class Exercises
{
    private readonly Dictionary<SourceLocation, List<CaseReport>> holds = [];
    private readonly Dictionary<SourceLocation, List<CaseReport>> fails = [];
    private readonly Dictionary<SourceLocation, List<CaseReport>> expects = [];
    private readonly Dictionary<CheckedRuleSet, Makings> makings = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds a case that passed.</summary>
    public void Add(TestExpectations expect, CaseReport report, RunResult run)
    {
        if (!makings.TryGetValue(run.RuleSet, out var made))
        {
            makings[run.RuleSet] = made = new Makings(run.RuleSet);
        }

        var expected = expect.Values.Concat(expect.Indicators).Concat(expect.Cohort).Concat(expect.Payments).Select(f => f.Name.Text).ToList();
        var judged = Judged(expect, run).ToList();
        foreach (var (rule, outcomes) in run.RuleSet.Rules.Zip(run.Units.Outcomes).Where(_ => judged.Count > 0))
        {
            Note(holds, rule.Definition.Id.Location, report, judged.Exists(u => outcomes.Read(u) == true));
            Note(fails, rule.Definition.Id.Location, report, judged.Exists(u => outcomes.Read(u) == false));
            expected.AddRange(made.ReadBy(rule.When));
        }

        foreach (var place in made.PlacesUnder(expected))
        {
            Note(expects, place, report, true);
        }
    }

    /// <summary>The cases that exercise something.</summary>
    public Exercise Of(Carrier carrier) => carrier.IsRule
        ? new Exercise(Cases(holds, carrier), Cases(fails, carrier), [])
        : new Exercise([], [], Cases(expects, carrier));

    private static ImmutableArray<CaseReport> Cases(Dictionary<SourceLocation, List<CaseReport>> cases, Carrier carrier) => [.. cases.GetValueOrDefault(carrier.Name.Location, [])];

    private static void Note(Dictionary<SourceLocation, List<CaseReport>> cases, SourceLocation place, CaseReport report, bool does)
    {
        if (does)
        {
            cases.TryAdd(place, []);
            cases[place].Add(report);
        }
    }

    // The units whose decision the case expects: what is decided of others, nothing in the case would notice.
    private static IEnumerable<int> Judged(TestExpectations expect, RunResult run)
    {
        var named = expect.Decisions.Select(d => d.Unit.Text).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, run.Units.Count).Where(u => named.Contains(run.Units.Key(u)));
    }
}
