using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Who is measured and paid, and which units a figure across units is made of.</summary>
public sealed class TakingPartTests
{
    private const string Facts = """
        hospital:
          - { hospital_id: idle, beds: 10 }
          - { hospital_id: small, beds: 5 }
          - { hospital_id: "north, old", region: north }
          - { hospital_id: south }
        patient:
          - patient_id: P
            birth_date: 1950-01-01
            stays:
              - { stay_id: S1, entry_date: 2020-02-01, nights: 1, mode: home, hospital: "north, old" }
              - { stay_id: S2, entry_date: 2020-02-02, nights: 4, mode: home, hospital: "north, old" }
              - { stay_id: S3, entry_date: 2020-02-03, nights: 9, mode: transfer, hospital: south }
              - { stay_id: S4, entry_date: 2020-02-04, nights: 5, mode: home, hospital: south }
              - { stay_id: S5, entry_date: 2020-02-05, nights: 7, mode: home }
        """;

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Participant_WithoutUnits_IsMeasuredAndPaidWhereTheCahierSaysSo(RunEngine engine)
    {
        var head = SampleRun.Head.Replace("participant: index.hospital }", """participant: index.hospital, participants: "get or else(participant.beds > 5, false)" }""", StringComparison.Ordinal);
        var rules = SampleRun.Check(
            """
            parameters:
              fee: { unit: EUR, source: made up, values: { 2000-01-01: 100 } }
            eligibility:
              - { id: E1, when: index.nights < 9 }
            indicators:
              - { id: cases, type: count }
              - { id: twice, type: value, value: 2 * cases }
            payment:
              participant:
                - { id: paid, amount: fee * (1 + cases), round: half up to 0.01 }
            """,
            head);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts), engine);

        Assert.Equal(["idle", "north, old", "south"], run.Participants.Names);
        Assert.Equal([0, 4, 2], Enumerable.Range(0, 3).Select(p => run.Participants.Indicator(rules.Indicators[1].Symbol).Value.Read(p)));
        Assert.Equal(["idle 100.00", "north, old 300.00", "south 200.00"], PaymentLines.Of(run).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Participant} {l.Amount}")));
        Assert.Empty(run.Unknown.Where(u => u.Unit is null));
    }

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Cohort_OverAllUnits_IsMadeOfUnitsThatAreNotIncludedToo_AndMayJudge(RunEngine engine)
    {
        var rules = SampleRun.Check("""
            values:
              nights: index.nights
            eligibility:
              - { id: E1, when: nights > usual }
            cohort:
              - { id: usual, of: nights, statistic: median, over: all units }
              - { id: of_included, of: nights, statistic: median }
              - { id: by_place, of: nights, statistic: sum, over: all units, by: [index.hospital, 'get or else(index.mode, "home")'] }
            """);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts), engine);

        // A stay without a hospital is undetermined, so that one of nine nights is the only one included.
        Assert.Equal([5m, 9m], rules.Cohort[..2].Select(c => run.Participants.Cohort(c.Symbol).Groups.Single().Value));
        Assert.Equal(["S3"], run.Units.Included.Select(run.Units.Key));
        // A stay without a hospital is in no group, and a comma in a name does not make one of two.
        Assert.Equal(
            ["\"north, old\", home 5", "south, home 5", "south, transfer 9"],
            run.Participants.Cohort(rules.Cohort[2].Symbol).Groups.Select(g => $"{g.Group} {g.Value}"));
    }

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Participant_FoundByAFunction_IsTheSameAsFoundInPlace(RunEngine engine)
    {
        var head = SampleRun.Head.Replace("participant: index.hospital }", "participant: place(index) }", StringComparison.Ordinal);
        var rules = SampleRun.Check(
            """
            parameters:
              fewest: { unit: day, source: made up, values: { 2000-01-01: 0 } }
            functions:
              place: { parameters: { one: stay }, expression: if one.nights >= fewest then one.hospital else null }
            eligibility:
              - { id: E1, when: index.nights > 0 }
            """,
            head);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts), engine);

        Assert.Equal(["north, old", "south"], run.Participants.Names);
        Assert.Equal(["S5"], run.Unknown.Where(u => u.What == "participant").Select(u => u.Unit));
    }

    [Theory]
    [InlineData("P0", false)]
    [InlineData("P1", true)]
    public void Participant_WithAnUndeterminedUnit_IsSaidToBeOneWhoseFiguresMayChange(string hospital, bool mayChange)
    {
        var rules = SampleRun.Check("""
            eligibility:
              - { id: E1, when: index.cost > 0 }
            """);

        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, $$"""
            hospital: [{ hospital_id: P0 }, { hospital_id: P1 }]
            patient:
              - patient_id: P
                birth_date: 1950-01-01
                stays: [{ stay_id: S1, entry_date: 2020-02-01, nights: 1, cost: 5, hospital: P0 }, { stay_id: S2, entry_date: 2020-02-01, nights: 1, cost: 5, hospital: P1 }, { stay_id: S3, entry_date: 2020-02-02, nights: 1, hospital: P1 }]
            """));

        var explained = Cahier.Calculation.Explaining.Explainer.Participant(run, hospital)!;
        Assert.Equal(mayChange, Cahier.Calculation.Explaining.ExplanationText.Write(explained, "en").Contains("may change once these units are decided (undetermined: 1).", StringComparison.Ordinal));
        Assert.Contains($"\"may_change\": {(mayChange ? "true" : "false")}", Cahier.Calculation.Explaining.ExplanationJson.Write(explained), StringComparison.Ordinal);
    }
}
