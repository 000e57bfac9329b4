using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Runs of several cahiers on the same facts: what they ask alike is found once, and each finds what it finds alone.</summary>
public sealed class RunsTogetherTests
{
    private const string Common = """
        parameters:
          enough: { unit: EUR, basis: illustrative, values: { 2000-01-01: 120.50 } }
        functions:
          stays_before:
            parameters: { patient: patient, day: date }
            expression: patient.stays[item.entry_date < day]
        values:
          earlier: stays_before(index.patient, index.entry_date)
          last: earlier[-1]
          cost_before: sum(earlier.cost)
          dear: get or else(cost_before > enough, false)
          since: earlier[1].entry_date
          text: earlier[1].group
        """;

    private const string First = Common + """

        eligibility:
          - { id: E1, when: count(earlier) > 0, when missing: false }
          - { id: E2, when: index.nights > 2 }
          - { id: E9, when: 'get or else(cost_before, 1) >= 0 and get or else(text, "") != "C" and get or else(since, index.entry_date) <= index.entry_date and get or else(last.cost, 0) > -9000' }
        indicators:
          - { id: days, type: mean, of: (index.entry_date - since).days, when missing: leave out }
        payment:
          unit:
            - { id: paid, amount: 'get or else(cost_before, 0) * 0.5', round: half up to 0.01 }
        """;

    private const string Second = Common + """

        eligibility:
          - { id: E1, when: count(earlier) > 0 }
          - { id: E9, when: 'get or else(cost_before, 1) >= 0 and get or else(text, "") != "C" and get or else(since, index.entry_date) <= index.entry_date and get or else(last.cost, 0) > -9000' }
        exclusions:
          - { id: X1, when: dear }
          - { id: X2, when: 'get or else(text, "") = "Ab" and last != null' }
        payment:
          unit:
            - { id: paid, amount: 'get or else(cost_before, 0) * 0.25', round: half up to 0.01 }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Runs_ThatAskAlike_FindTheSameAsAlone(int threads)
    {
        CheckedRuleSet[] versions = [SampleRun.Check(First), SampleRun.Check(Second), SampleRun.Check(First)];
        var snapshot = MaskAgreementTests.Facts(versions[0], new Random(5), 1_300);
        var together = Together(snapshot, versions);
        var held = new List<int>();
        foreach (var rules in versions)
        {
            var run = Execute(rules, snapshot, new RunOptions(RunEngine.Compiled, threads) { Together = together });
            held.Add(together.Held);

            Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, snapshot, RunEngine.Interpreter)), SampleRun.Describe(run));
        }

        // The last run alone asks nothing of others.
        Assert.InRange(held[0], 5, 9);
        Assert.Equal(0, held[^1]);
    }

    [Fact]
    public void Runs_OfWhichEachReadsAParameterByDaysOfItsOwn_ShareNothingOfIt()
    {
        const string Dated = """
            parameters:
              rate: { basis: illustrative, values: { 2000-01-01: 1, 2020-07-01: 2 } }
            values:
              weighed: count(index.patient.stays) * rate
            eligibility:
              - { id: E1, when: weighed > 3 }
            """;
        var (rules, other) = (SampleRun.Check(Dated), SampleRun.Check(Dated, SampleRun.Head.Replace("date: index.entry_date", "date: 'if index.entry_date >= period.start and index.entry_date <= period.end then period.start else index.entry_date'", StringComparison.Ordinal)));
        var snapshot = MaskAgreementTests.Facts(rules, new Random(4), 400);
        var together = Together(snapshot, [rules, other]);

        var first = Execute(rules, snapshot, new RunOptions(RunEngine.Compiled, 1) { Together = together });
        var second = Execute(other, snapshot, new RunOptions(RunEngine.Compiled, 1) { Together = together });

        Assert.Equal(first.Units.Rows, second.Units.Rows);
        Assert.NotEqual(first.Units.Statuses, second.Units.Statuses);
        Assert.Equal(SampleRun.Describe(SampleRun.Execute(other, snapshot, RunEngine.Interpreter)), SampleRun.Describe(second));
    }

    [Theory]
    [InlineData("120.50", "120.5")]
    [InlineData("item.entry_date < day", "item.entry_date <= day")]
    [InlineData("earlier[-1]", "earlier[1]")]
    public void Runs_WhoseTextsDifferBeneath_ShareNothingOfIt(string one, string other)
    {
        var (rules, changed) = (SampleRun.Check(Second), SampleRun.Check(Second.Replace(one, other, StringComparison.Ordinal)));
        var snapshot = MaskAgreementTests.Facts(rules, new Random(6), 400);
        var together = Together(snapshot, [rules, changed]);

        Execute(rules, snapshot, new RunOptions(RunEngine.Compiled, 1) { Together = together });
        var run = Execute(changed, snapshot, new RunOptions(RunEngine.Compiled, 1) { Together = together });

        Assert.Equal(SampleRun.Describe(SampleRun.Execute(changed, snapshot, RunEngine.Interpreter)), SampleRun.Describe(run));
    }

    [Fact]
    public void Run_OnOtherFacts_TakesNothing()
    {
        var rules = SampleRun.Check(First);
        var (snapshot, other) = (MaskAgreementTests.Facts(rules, new Random(7), 400), MaskAgreementTests.Facts(rules, new Random(8), 400));
        var together = Together(snapshot, [rules, SampleRun.Check(First)]);
        Execute(rules, snapshot, new RunOptions(RunEngine.Compiled, 1) { Together = together });

        var run = Execute(rules, other, new RunOptions(RunEngine.Compiled, 1) { Together = together });

        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, other)), SampleRun.Describe(run));
    }

    [Fact]
    public void Meaning_OfWhatReadsMoreThanFacts_IsNone()
    {
        var rules = SampleRun.Check("""
            tables:
              level: { inputs: { group: text }, output: { type: number }, rows: [[Ab, 1]], default: "0" }
            values:
              of_facts: index.nights + 1
              by_table: level(index.group)
              of_all: index.nights - usual
            cohort:
              - { id: usual, of: of_facts, statistic: mean, over: all units }
            """);

        Assert.Equal([true, false, false], rules.Values.Select(v => Meaning.Of(v.Expression, rules) is not null));
    }

    private static RunsTogether Together(Snapshot snapshot, IEnumerable<CheckedRuleSet> versions) =>
        RunsTogether.Of(snapshot, versions.Select(v => (v, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"))));

    private static RunResult Execute(CheckedRuleSet rules, Snapshot snapshot, RunOptions options) =>
        CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), options);
}
