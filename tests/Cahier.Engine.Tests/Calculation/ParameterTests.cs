using Cahier.Calculation.Cases;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Parameters of a text that is run for days before it applies: what has no value yet is unknown, in whichever way it is read.</summary>
public sealed class ParameterTests
{
    private const string Body = """
        parameters:
          least: { source: made up, unit: day, values: { 2020-07-01: 3 } }
          rate: { source: made up, unit: EUR/day, values: { 2020-07-01: 12.5 } }
          both: { source: made up, values: { 2020-07-01: 2, 2020-10-01: 3 } }
          back: { source: made up, values: { 2020-07-01: 'duration("P90D")' } }
          word: { source: made up, values: { 2020-07-01: '"home"' } }
          flag: { source: made up, values: { 2020-07-01: true } }
        values:
          price: index.nights * rate
          tripled: both * 3
          earlier: count(index.patient.stays[item.entry_date < index.entry_date and item.entry_date >= index.entry_date - back])
        eligibility:
          - { id: E1, when: index.nights > least }
          - { id: E2, when: 'get or else(index.mode, "none") != word or flag' }
        exclusions:
          - { id: X1, when: earlier > both }
        indicators:
          - { id: many, type: count, of: index.nights > 2 * least }
        payment:
          unit:
            - { id: paid, amount: price * both, round: half up to 0.01 }
          participant:
            - { id: share, amount: rate * least * many, round: half up to 0.01 }
        """;

    private static readonly string Head = SampleRun.Head.Replace("from: 2000-01-01", "from: 2020-07-01", StringComparison.Ordinal);

    [Theory]
    [InlineData("2020-01-01", "2020-12-31", true)]
    [InlineData("2020-01-01", "2020-06-30", true)]
    [InlineData("2020-07-01", "2020-12-31", false)]
    public void Parameter_BeforeItsFirstDay_IsUnknown_HoweverItIsRead(string first, string last, bool isEarly)
    {
        var rules = SampleRun.Check(Body, Head);
        var (compiled, from, to) = (CompiledRuleSet.Compile(rules), SampleRun.Day(first), SampleRun.Day(last));
        var facts = MaskAgreementTests.Facts(rules, new Random(5), 600);
        var walked = CalculationRun.Execute(compiled, facts, from, to, new RunOptions(RunEngine.Interpreter));
        foreach (var threads in new[] { 1, 2 })
        {
            var options = new RunOptions(RunEngine.Compiled, threads);
            var together = RunsTogether.Of(facts, [(rules, from, to), (rules, from, to)]);
            Assert.Equal(SampleRun.Describe(walked), SampleRun.Describe(CalculationRun.Execute(compiled, facts, from, to, options)));
            Assert.Equal(SampleRun.Describe(walked), SampleRun.Describe(CalculationRun.Execute(compiled, facts, from, to, options with { Together = together })));
            Assert.Equal(SampleRun.Describe(walked), SampleRun.Describe(CalculationRun.Execute(compiled, facts, from, to, options with { Together = together })));
        }

        Assert.Equal(isEarly, Enumerable.Range(0, walked.Units.Count).Any(unit => walked.Units.DateOf(unit) < SampleRun.Day("2020-07-01") && walked.Units.Outcomes[0].Read(unit) is null));
        foreach (var prepared in new[] { false, true })
        {
            var evaluator = new CaseEvaluator(rules, from, to);
            if (prepared)
            {
                evaluator.Prepare();
            }

            for (var unit = 0; unit < Math.Min(walked.Units.Count, 60); unit++)
            {
                var decision = evaluator.Decide(new RowValue(walked.Units.Table, walked.Units.Rows[unit]))!;
                Assert.Equal(walked.Units.Outcomes.Select(o => o.Read(unit)), decision.Outcomes);
            }
        }
    }
}
