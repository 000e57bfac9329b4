using Cahier.Calculation.Testing;
using Cahier.Engine.Tests.Models;
using Cahier.Rules.Tests;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>The switch that the texts on biosimilars leave open, turned round in memory: cases beside the rules see one side only.</summary>
public sealed class BiosimilarSwitchTests
{
    // 3 of 4 boxes are biosimilars and 20 % were in 2018, so 2.2 boxes are progress; of adalimumab there is none.
    private const string Cases = """
        period: 2019
        defaults:
          dispensation: { biosimilar: true, boxes: 3, amount: 100.00, prescriber: hospital, prescribing_establishment: E1 }
        facts:
          establishment: [{ establishment_id: E1, name: Hôpital du Nord, kind: public, region: Bretagne, in_eds: false, in_biosimilars: PARTICIPATES }]
          beneficiary:
            - beneficiary_id: B1
              birth_date: 1950-01-01
              sex: F
              cmu_c: false
              ame: false
              dispensations:
                - { date: 2019-03-01, atc: L04AB01, product: BENEPALI }
                - { date: 2019-03-02, atc: L04AB01, product: ENBREL, biosimilar: false, boxes: 1 }
                - { date: 2019-03-03, atc: L04AB04, product: HUMIRA, biosimilar: false }
        cases:
          - name: What is paid
            expect: { payments: { E1: { etanercept_paid: ETANERCEPT, adalimumab_paid: 0 } } }
        """;

    [Theory]
    [InlineData("biosimilaires-art51", "2018", "true", "69.69", "51.11")] // 3 × 23.23, 2.2 × 23.23
    [InlineData("biosimilaires-national", "2019", "false", "90.00", "66.00")] // 3 × 30.00, 2.2 × 30.00
    public void Switch_TurnedRound_PaysProgressInsteadOfLevel(string cahier, string version, string participates, string level, string progress)
    {
        var text = Repository.Read("rules", cahier, $"{version}.yaml");
        var turned = text.Replace("-01: false }", "-01: true }", StringComparison.Ordinal);
        Assert.NotEqual(text, turned);
        Assert.True(Pays(text, level));
        Assert.True(Pays(turned, progress));

        bool Pays(string rules, string etanercept)
        {
            var cases = Cases.Replace("PARTICIPATES", participates, StringComparison.Ordinal).Replace("ETANERCEPT", etanercept, StringComparison.Ordinal);
            var file = TestReader.Read("cases.yaml", $"cahier: {cahier}\n{cases}").File!;
            return TestRunner.Run(new TextsAtHand().With($"{cahier}/{version}.yaml", rules), file).Passed;
        }
    }
}
