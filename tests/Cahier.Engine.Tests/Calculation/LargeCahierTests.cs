using System.Globalization;
using Cahier.Calculation.Runs;
using Cahier.Rules.Proofs;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Cahiers of many rules, and of values that use one another: what is proven of small ones is proven of them, and soon.</summary>
public sealed class LargeCahierTests
{
    [Fact]
    public void Rule_ThatAnotherOfAThousandImplies_IsFoundWithThatOne()
    {
        var rules = Enumerable.Range(0, 1_000).Select(i => i == 40
            ? "\n  - { id: E40, when: index.nights <= 5000 }"
            : string.Create(CultureInfo.InvariantCulture, $"\n  - {{ id: E{i}, when: index.nights <= {2_000 + i} or index.stay_id != \"S{i}\" }}"));
        var finding = Assert.Single(RuleProof.Of(SampleRun.Check($"eligibility:\n  - {{ id: L, when: index.nights <= 4999 }}{string.Concat(rules)}")));

        Assert.Equal(("E40", RuleFate.NeverFalse, "L"), (finding.Rule.Id, finding.Fate, string.Join(' ', finding.Because.Select(r => r.Id))));
    }

    [Fact]
    public void Values_ThatEachUseTheOneBeforeTwice_AreCheckedAndCalculated()
    {
        var values = Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"\n  v{i}: v{i - 1} and (v{i - 1} or index.nights > {i})"));
        var rules = SampleRun.Check($"values:\n  v0: index.nights > 3{string.Concat(values)}\neligibility:\n  - {{ id: E1, when: v60 }}");
        var facts = SampleRun.Facts(rules.Model, """
            hospital:
              - { hospital_id: H }
            patient:
              - patient_id: P
                birth_date: 1950-01-01
                stays:
                  - { stay_id: S1, entry_date: 2020-02-01, nights: 4, mode: home, hospital: H }
                  - { stay_id: S2, entry_date: 2020-02-02, nights: 3, mode: home, hospital: H }
            """);

        var compiled = SampleRun.Execute(rules, facts);

        Assert.Empty(RuleProof.Of(rules));
        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, facts, RunEngine.Interpreter)), SampleRun.Describe(compiled));
        Assert.Equal(["S1"], compiled.Units.Included.Select(compiled.Units.Key));
    }
}
