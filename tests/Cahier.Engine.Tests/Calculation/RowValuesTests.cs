using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Rows that are looked for once for all that read them: judged and paid units alike, whether few or most of them are paid.</summary>
public sealed class RowValuesTests
{
    private const string Body = """
        functions:
          stays_before:
            parameters: { patient: patient, day: date }
            expression: patient.stays[item.entry_date < day]
        values:
          last: stays_before(index.patient, index.entry_date)[-1]
          place: last.hospital
          same_again: place
          gap: (index.entry_date - last.entry_date).days
          cost_before: get or else(last.cost, 0)
        eligibility:
          - { id: E1, when: last != null }
          - { id: E2, when: '{0}' }
        exclusions:
          - { id: X1, when: 'get or else(last.mode, "home") = "transfer"' }
          - { id: X2, when: 'same_again != null and get or else(same_again.beds, 0) > 400' }
        indicators:
          - { id: again, type: proportion, numerator: 'place != null and get or else(place.region, "") = "north"', when missing: leave out }
          - { id: days, type: mean, of: gap, when missing: leave out }
        payment:
          unit:
            - { id: paid, amount: 'cost_before * 0.5 + get or else(place.beds, 0) * get or else(index.cost, 0) * 0.01', round: half up to 0.01 }
        """;

    [Theory]
    [InlineData("true", 1)]
    [InlineData("true", 2)]
    [InlineData("index.nights > 24", 1)]
    [InlineData("index.nights > 24", 2)]
    [InlineData("index.nights > 3", 1)]
    public void Rows_ReadByManyExpressions_AreFoundOnceAndAreThoseOfTheInterpreter(string condition, int threads)
    {
        var rules = SampleRun.Check(Body.Replace("{0}", condition, StringComparison.Ordinal));
        var snapshot = MaskAgreementTests.Facts(rules, new Random(11), 1_300);

        var compiled = SampleRun.Execute(rules, snapshot, RunEngine.Compiled, threads);

        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, snapshot, RunEngine.Interpreter)), SampleRun.Describe(compiled));
        Assert.NotNull(compiled.Units.FindRows(rules.Values.First(v => v.Name == "last").Symbol, compiled.Units.AllPlaces));
    }

    [Fact]
    public void Value_ThatOnlyLeadsToARow_IsFollowedWhereItIsRead()
    {
        var rules = SampleRun.Check(Body.Replace("{0}", "true", StringComparison.Ordinal));

        Assert.Equal(["last"], rules.Values.Where(RowValues.IsFoundOnce).Select(v => v.Name));
        Assert.Equal(["last"], RowValues.ReadBy(rules.Exclusions[1].When, rules).Select(v => v.Name));
    }
}
