using Cahier.Calculation.Testing;
using Cahier.Rules.Tests;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>A unit may be dated by the period itself: everybody is then judged once in each run, as of its first day.</summary>
public sealed class YearlyUnitTests
{
    private const string Rules = """
        cahier: yearly
        version: "1"
        title: Everybody, every year
        model: article51
        applies: { from: 2019-01-01 }
        sources:
          text: { title: A text, basis: illustrative }
        unit:
          entity: beneficiary
          as: patient
          date: period.start
          participant: 'patient.enrolments[item.kind = "attending_doctor" and item.start_date <= period.start and get or else(item.end_date >= period.start, true)][-1].group'
        eligibility:
          - { id: INC-1, when: patient.birth_date <= period.start, source: text }
        indicators:
          - { id: patients, type: count, source: text }
        """;

    private const string Cases = """
        cahier: yearly
        period: 2020
        defaults:
          beneficiary: { birth_date: 1950-01-01, sex: F, cmu_c: false, ame: false }
          group: { name: Groupe, kind: cpts, experiment: ipep, region: Bretagne }
        facts:
          group: [{ group_id: G1 }, { group_id: G2 }]
          beneficiary:
            - beneficiary_id: B1
              enrolments:
                - { kind: attending_doctor, group: G1, start_date: 2018-01-01, end_date: 2020-12-31 }
                - { kind: attending_doctor, group: G2, start_date: 2021-01-01 }
            - { beneficiary_id: B2, birth_date: 2020-06-01, enrolments: [{ kind: attending_doctor, group: G1, start_date: 2020-07-01 }] }
        cases:
          - name: The group is the one on the first day of the year
            expect: { decisions: { B1: included, B2: not eligible }, indicators: { G1: { patients: 1 } } }
          - name: Another year, another group
            period: 2021
            expect: { decisions: { B1: included, B2: included }, indicators: { G1: { patients: 1 }, G2: { patients: 1 } } }
        """;

    [Fact]
    public void Unit_DatedByThePeriod_BelongsToEveryPeriod()
    {
        var texts = new TextsAtHand().With("yearly/1.yaml", Rules);
        var reading = TestReader.Read("cases.yaml", Cases);
        Assert.Empty(reading.Diagnostics);
        var report = TestRunner.Run(texts, reading.File!);
        Assert.Empty(report.Cases.SelectMany(c => c.Differences.Select(d => d.ToString())));
        Assert.True(report.Passed);
    }
}
