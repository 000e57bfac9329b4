using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Calculation;
using Xunit;

namespace Cahier.Engine.Tests.Scripts;

/// <summary>A run goes on when a script is stopped: what it was to give is unknown for that unit, with the reason.</summary>
public sealed class ScriptRunTests
{
    private const string Body = """
        scripts:
          halved:
            parameters: { cost: number of EUR }
            result: { type: number of EUR, round: half up to 0.01 }
            script: |
              let n = cost;
              while (n.isZero()) { }
              return n.dividedBy(2);
        eligibility:
          - { id: E1, when: index.nights > 0 }
        payment:
          unit:
            - { id: paid, amount: halved(index.cost), round: half up to 0.01 }
        """;

    private const string Facts = """
        hospital: [{ hospital_id: H1 }]
        patient:
          - patient_id: P1
            birth_date: 1950-01-01
            stays:
              - { stay_id: S1, entry_date: 2020-01-01, nights: 1, cost: 10.01, hospital: H1 }
              - { stay_id: S2, entry_date: 2020-02-01, nights: 1, cost: 0, hospital: H1 }
              - { stay_id: S3, entry_date: 2020-03-01, nights: 1, hospital: H1 }
        """;

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Script_StoppedForOneUnit_LeavesItsAmountUnknown_AndTheOthersPaid(RunEngine engine)
    {
        var rules = SampleRun.Check(Body);
        var run = SampleRun.Execute(rules, SampleRun.Facts(rules.Model, Facts), engine);
        var paid = (NumberResults)run.Units.Find(rules.UnitLines[0].Symbol)!;

        Assert.Equal([5.01m, null, null], Enumerable.Range(0, 3).Select(paid.Read));
        Assert.Equal(
            ["S2: NoResult { Text = the script halved was stopped after 100000 steps", "S3: MissingFact { Entity = stay, Key = S3, Field = cost }"],
            run.Unknown.Select(u => $"{u.Unit}: {u.Causes.Single()}".Split(", Span")[0]));
    }
}
