using Cahier.Calculation.Cases;
using Cahier.Calculation.Results;
using Cahier.Facts.Cases;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

public sealed class CaseEvaluatorTests
{
    private const string Body = """
        parameters:
          look_back: { source: made up, values: { 2000-01-01: 'duration("P365D")' } }
          most: { unit: EUR, source: made up, values: { 2000-01-01: 900, 2020-06-01: 400 } }
        values:
          age: years and months duration(index.patient.birth_date, index.entry_date).years
          earlier: index.patient.stays[item.entry_date < index.entry_date and item.entry_date >= index.entry_date - look_back]
        eligibility:
          - { id: E1, when: age >= 18 }
          - { id: E2, when: index.patient.risk < 3.5, when missing: true }
          - { id: E3, when: 'get or else(index.hospital.region, "none") != "south"' }
        exclusions:
          - { id: X1, when: count(earlier) > 1 }
          - { id: X2, when: index.cost > most }
          - { id: X3, when: some s in earlier satisfies s.cost > 500 }
          - { id: X4, when: 'earlier[-1].nights > 20', when missing: false }
          - { id: X5, when: 'starts with(index.group, "B") and index.entry_date > period.start' }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_EveryUnitOfARun_IsDecidedAsInTheRun(bool compiled)
    {
        var rules = SampleRun.Check(Body);
        var run = SampleRun.Execute(rules, MaskAgreementTests.Facts(rules, new Random(11), 400));
        var evaluator = new CaseEvaluator(rules, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"));
        if (compiled)
        {
            evaluator.Prepare();
        }

        // Fewer than the evaluator waits for, so that each way is the one that is meant.
        for (var unit = 0; unit < run.Units.Count; unit += compiled ? 1 : 7)
        {
            var decision = evaluator.Decide(new RowValue(run.Units.Table, run.Units.Rows[unit]))!;

            Assert.Equal(run.Units.Outcomes.Select(o => o.Read(unit)), decision.Outcomes);
            Assert.Equal(run.Units.Statuses[unit], decision.Status);
            Assert.Equal(run.Units.DateOf(unit), decision.Date);
            Assert.Equal(run.Units.Participants[unit] is var p and >= 0 ? run.Participants.Names[p] : null, decision.Participant);
        }
    }

    [Fact]
    public void Decide_FactsGivenByHand_AreReadAsThoseOfASnapshot()
    {
        var rules = SampleRun.Check(Body);
        var evaluator = new CaseEvaluator(rules, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"));

        var decision = evaluator.Decide(Case(rules, "2020-07-01", 399).Value)!;
        var dear = evaluator.Decide(Case(rules, "2020-07-01", 401).Value)!;
        var earlier = evaluator.Decide(Case(rules, "2020-05-01", 401).Value)!;

        Assert.Equal((DecisionStatus.Included, "H1"), (decision.Status, decision.Participant));
        Assert.Equal([true, true, true, false, false, false, false, false], decision.Outcomes);
        Assert.Equal(DecisionStatus.Excluded, dear.Status);
        Assert.Equal(DecisionStatus.Included, earlier.Status);
    }

    [Fact]
    public void Decide_MissingFact_IsUndetermined()
    {
        var rules = SampleRun.Check(Body);
        var evaluator = new CaseEvaluator(rules, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"));
        var row = Case(rules, "2020-07-01", 1).Set("cost", NullValue.Instance);

        Assert.Equal(DecisionStatus.Undetermined, evaluator.Decide(row.Value)!.Status);
    }

    [Fact]
    public void Decide_DateOutsideThePeriodOrMissing_IsNoUnit()
    {
        var rules = SampleRun.Check(Body);
        var evaluator = new CaseEvaluator(rules, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"));

        Assert.Null(evaluator.Decide(Case(rules, "2021-01-01", 1).Value));
        Assert.Null(evaluator.Decide(new CaseRow(rules.Model, "stay", "S").Value));
    }

    [Fact]
    public void CaseRow_ChildrenGivenInAnyOrder_StandInTheOrderOfTheEntity()
    {
        var rules = SampleRun.Check(Body);
        var patient = new CaseRow(rules.Model, "patient", "P")
            .Add("stays", Stay(rules, "S3", "2020-03-01"))
            .Add("stays", Stay(rules, "S1", "2020-01-01"))
            .Add("stays", new CaseRow(rules.Model, "stay", "S0"))
            .Add("stays", Stay(rules, "S2", "2020-01-01"));

        Assert.Equal(["S1", "S2", "S3", "S0"], ((ListValue)patient.Value.Find("stays")!).Items.Cast<RowValue>().Select(r => r.Key));
    }

    [Fact]
    public void CaseRow_FieldOfAnotherKindOrName_IsRefused()
    {
        var rules = SampleRun.Check(Body);
        var row = new CaseRow(rules.Model, "stay", "S");

        Assert.Throws<ArgumentException>(() => row.Set("cost", new TextValue("12")));
        Assert.Throws<ArgumentException>(() => row.Set("price", new NumberValue(12)));
        Assert.Throws<ArgumentException>(() => row.Set("patient", NullValue.Instance));
        Assert.Throws<ArgumentException>(() => row.Add("stays", row));
    }

    private static CaseRow Stay(CheckedRuleSet rules, string key, string entry) =>
        new CaseRow(rules.Model, "stay", key).Set("entry_date", new DateValue(SampleRun.Day(entry))).Set("nights", new NumberValue(2));

    private static CaseRow Case(CheckedRuleSet rules, string entry, decimal cost)
    {
        var stay = Stay(rules, "S", entry)
            .Set("cost", new NumberValue(cost))
            .Set("group", new TextValue("A1"))
            .Set("hospital", new CaseRow(rules.Model, "hospital", "H1").Set("region", new TextValue("north")).Value);
        new CaseRow(rules.Model, "patient", "P").Set("birth_date", new DateValue(SampleRun.Day("1950-01-01"))).Add("stays", stay);
        return stay;
    }
}
