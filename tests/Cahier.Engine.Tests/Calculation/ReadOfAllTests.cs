using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Values that only paid units need are found for those only, and for another unit when somebody asks.</summary>
public sealed class ReadOfAllTests
{
    private const string Body = """
        values:
          judged: index.nights + 1
          compared: index.nights + deeper
          deeper: index.nights * 2
          paid: index.nights * 3
        eligibility:
          - { id: E1, when: judged > 5 }
        indicators:
          - { id: total, type: sum, of: paid }
        cohort:
          - { id: usual, of: compared, statistic: mean, over: all units }
          - { id: mean_paid, of: paid, statistic: mean }
        """;

    private const string Facts = """
        hospital:
          - { hospital_id: H }
        patient:
          - patient_id: P
            birth_date: 1950-01-01
            stays:
              - { stay_id: short, entry_date: 2020-01-01, nights: 2, hospital: H }
              - { stay_id: long, entry_date: 2020-02-01, nights: 9, hospital: H }
        """;

    [Theory]
    [InlineData("judged", true)]
    [InlineData("compared", true)]
    [InlineData("deeper", true)]
    [InlineData("paid", false)]
    public void Value_OfUnitThatIsOut_IsKeptOnlyWhereReadOfAll(string name, bool isKept)
    {
        var run = Run();
        var value = run.RuleSet.Values.Single(v => v.Name == name);

        Assert.Equal([DecisionStatus.NotEligible, DecisionStatus.Included], run.Units.Statuses);
        Assert.Equal(isKept, run.Units.Find(value.Symbol)!.IsKnown(0));
        Assert.True(run.Units.Find(value.Symbol)!.IsKnown(1));
    }

    [Fact]
    public void ValueOf_UnitThatIsOut_IsFoundWhenAsked()
    {
        var run = Run();

        Assert.Equal(new NumberValue(6), run.ValueOf(run.RuleSet.Values.Single(v => v.Name == "paid"), 0));
        Assert.Equal(27m, run.Participants.Indicator(run.RuleSet.Indicators[0].Symbol).Value.Read(0));
        Assert.Equal([(2, 16.5m), (1, 27m)], run.RuleSet.Cohort.Select(c => run.Participants.Cohort(c.Symbol).Groups[0]).Select(g => (g.Members, g.Value!.Value)));
    }

    private static RunResult Run()
    {
        var rules = SampleRun.Check(Body);
        return SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts));
    }
}
