using Cahier.Calculation.Compilation;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>A value that is the participant's row by another name is known as such, and no other is.</summary>
public sealed class SameMeaningTests
{
    private const string Facts = """
        hospital:
          - { hospital_id: H, beds: 12 }
          - { hospital_id: G, beds: 3 }
        patient:
          - patient_id: P
            birth_date: 1950-01-01
            stays:
              - { stay_id: A, entry_date: 2020-01-01, nights: 2, cost: 5, hospital: H }
              - { stay_id: B, entry_date: 2020-02-01, nights: 9, cost: 6, hospital: G }
              - { stay_id: C, entry_date: 2020-03-01, nights: 9, cost: 7 }
              - { stay_id: D, entry_date: 2020-04-01, nights: 9, cost: 8, hospital: H }
        """;

    [Theory]
    [InlineData("index.hospital", true)]
    [InlineData("stays[-1].hospital", false)]
    [InlineData("index.patient.stays[item.entry_date <= index.entry_date][-1].hospital", false)]
    public void Value_ThatIsTheParticipantOrNot_IsKnown(string expression, bool isParticipant)
    {
        var rules = SampleRun.Check(Body(expression));

        Assert.Equal(isParticipant, new SameMeaning(rules).IsParticipant(rules.Values.Single(v => v.Name == "place").Symbol));
    }

    [Theory]
    [InlineData("index.hospital")]
    [InlineData("stays[-1].hospital")]
    [InlineData("index.patient.stays[item.entry_date <= index.entry_date][-1].hospital")]
    public void Rule_OverTheParticipantByAnotherName_IsThatOfTheInterpreter(string expression)
    {
        var rules = SampleRun.Check(Body(expression));
        var snapshot = SampleRun.Facts(rules.Model, Facts);

        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, snapshot, Cahier.Calculation.Runs.RunEngine.Interpreter)), SampleRun.Describe(SampleRun.Execute(rules, snapshot)));
    }

    private static string Body(string expression) => $"""
        values:
          stays: index.patient.stays[item.entry_date <= index.entry_date]
          place: {expression}
        eligibility:
          - id: E1
            when: place.beds > 5
        """;
}
