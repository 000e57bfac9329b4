using Cahier.Calculation.Testing;
using Cahier.Rules.Tests;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>A test that does not hold says what came, and by which rules.</summary>
public sealed class TestRunnerTests
{
    private const string Head = """
        cahier: base
        period: 2020
        defaults:
          stay: { ghm: 08C481, ghs: 2885, entry_date: 2020-03-02, exit_date: 2020-03-07, length_of_stay: 5, establishment: E1 }
        facts:
          stay: [{ stay_id: S1 }]
        cases:

        """;

    [Fact]
    public void Case_ThatHolds_Passes()
    {
        var report = Run("""
              - name: A stay of five nights
                facts: { stay: [{ stay_id: S2, length_of_stay: 0 }] }
                expect:
                  decisions: { S1: { status: included, rules: { INC-1: true } }, S2: not eligible }
                  values: { S1: { nights: 5, paid: { value: 500.004, tolerance: 0.01 } }, S2: { paid: unknown } }
                  indicators: { E1: { mean_nights: { value: 5, numerator: 5, denominator: 1 } } }
            """);
        Assert.True(report.Passed);
        Assert.Equal(9, report.Cases.Single().Checks);
        Assert.Equal("1", report.Version);
        Assert.NotNull(report.Cases.Single().Run);
    }

    [Fact]
    public void Decision_ThatDiffers_NamesTheRuleAndItsFacts()
    {
        var difference = Difference("""
              - name: A stay without a night
                facts: { stay: [{ stay_id: S2, length_of_stay: 0 }] }
                expect: { decisions: { S2: included } }
            """);
        Assert.Equal("S2: decision is not eligible, not included\n    INC-1 is false: length_of_stay 0", difference.ToString());
        Assert.Equal(10, difference.At.Line);
    }

    [Fact]
    public void Amount_ThatDiffers_ShowsItsMaking()
    {
        var difference = Difference("""
              - name: A stay
                expect: { values: { S1: { paid: 499.99 } } }
            """);
        Assert.Equal("paid", difference.What);
        Assert.Equal(("499.99", "500"), (difference.Expected, difference.Found));
        Assert.Contains("it is nights * night_price", difference.Because);
        Assert.Contains("night_price is 100 since 2020-01-01", difference.Because);
    }

    [Fact]
    public void Indicator_ThatDiffers_NamesItsUnits()
    {
        var difference = Difference("""
              - name: A stay
                expect: { indicators: { E1: { mean_nights: { denominator: 2 } } } }
            """);
        Assert.Equal("E1: denominator of mean_nights is 1, not 2\n    1 unit is included: S1", difference.ToString());
    }

    [Fact]
    public void Fact_TheModelDoesNotHave_IsAMistakeOfTheCase()
    {
        var report = Run("""
              - name: A stay
                facts: { stay: [{ stay_id: S2, ghn: 08C481 }] }
                expect: { decisions: { S1: included } }
            """);
        Assert.Equal("C221", Assert.Single(report.Cases.Single().Mistakes).Code.Id);
        Assert.False(report.Passed);
    }

    [Fact]
    public void DefaultFact_TheModelDoesNotHave_IsAMistakeOfTheCase()
    {
        var reading = TestReader.Read("test.yaml", Head.Replace("ghm:", "ghn:", StringComparison.Ordinal) + "  - { name: A stay, expect: { decisions: { S1: included } } }\n");
        Assert.Equal("C221", Assert.Single(TestRunner.Run(new TextsAtHand(), reading.File!).Cases.Single().Mistakes).Code.Id);
    }

    private static Difference Difference(string cases) => Assert.Single(Run(cases).Cases.Single().Differences);

    private static TestReport Run(string cases)
    {
        var reading = TestReader.Read("test.yaml", Head + cases);
        Assert.Empty(reading.Diagnostics);
        return TestRunner.Run(new TextsAtHand(), reading.File!);
    }
}
