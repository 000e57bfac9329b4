using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Feel.Syntax;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

public sealed class NumberTestTests
{
    private static readonly string[] Held = ["0", "0.01", "-0.01", "1", "1.5", "99999999.99", "-3", "2.50", "9223372036854775807", "-9223372036854775807"];
    private static readonly decimal[] Constants = [0m, 0.01m, 0.005m, -0.005m, 1m, 1.49999m, 1.5m, -3m, 1e20m, -1e20m, 7.9e28m, 9223372036854775807m, 9223372036854775807.5m, 2.5m];

    /// <summary>One column holds scaled whole numbers, one falls back to decimals: both answer as decimals do.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Answer_AnyConstant_IsThatOfDecimals(bool withLarge)
    {
        var values = withLarge ? Held : [.. Held.Where(h => h.Length < 15)];
        var rules = SampleRun.Check("eligibility: [ { id: E, when: index.nights >= 0 } ]");
        var stays = string.Concat(values.Select((v, i) => FormattableString.Invariant($"      - {{ stay_id: S{i}, entry_date: 2020-01-01, nights: {v} }}\n")));
        var table = SampleRun.Facts(rules.Model, $"patient:\n  - patient_id: P\n    birth_date: 1950-01-01\n    stays:\n{stays}").Table("stay");
        var column = (Facts.Columns.NumberColumn)table.Column(rules.Model.Find("stay")!.Find("nights")!.Ordinal);
        foreach (var op in Enum.GetValues<ComparisonOperator>())
        {
            foreach (var constant in Constants)
            {
                var test = new NumberTest(column, op, constant);
                for (var row = 0; row < table.Count; row++)
                {
                    var value = column.Value(row);
                    var expected = op switch
                    {
                        ComparisonOperator.Equal => value == constant,
                        ComparisonOperator.NotEqual => value != constant,
                        ComparisonOperator.Less => value < constant,
                        ComparisonOperator.LessOrEqual => value <= constant,
                        ComparisonOperator.Greater => value > constant,
                        _ => value >= constant,
                    };
                    Assert.True(test.Answer(row) == expected, FormattableString.Invariant($"{value} {op} {constant}"));
                }
            }
        }
    }

    [Theory]
    [InlineData(ComparisonOperator.Equal, false)]
    [InlineData(ComparisonOperator.NotEqual, true)]
    [InlineData(ComparisonOperator.Less, null)]
    public void Answer_MissingRow_IsThatOfTheLanguage(ComparisonOperator op, bool? expected)
    {
        var rules = SampleRun.Check("eligibility: [ { id: E, when: index.nights >= 0 } ]");
        var snapshot = SampleRun.Facts(rules.Model, "patient: [ { patient_id: P, birth_date: 1950-01-01 } ]");
        var column = (Facts.Columns.NumberColumn)snapshot.Table("patient").Column(rules.Model.Find("patient")!.Find("risk")!.Ordinal);

        Assert.Equal(expected, new NumberTest(column, op, 1).Answer(0));
        Assert.Equal(expected, new NumberTest(column, op, 1).Answer(-1));
    }
}

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 1.8)]
    [InlineData(50, 3)]
    [InlineData(75, 4)]
    [InlineData(100, 5)]
    public void Percentile_OfOneToFive_LiesOnTheLine(int percent, double expected) =>
        Assert.Equal((decimal)expected, Statistics.Percentile([5, 3, 1, 2, 4], percent));

    [Fact]
    public void Percentile_OfEvenCount_IsBetweenTheMiddleTwo() => Assert.Equal(2.5m, Statistics.Percentile([4, 1, 2, 3], 50));

    [Fact]
    public void Ranks_EqualValues_ShareTheBetterPlace()
    {
        Assert.Equal([1, 2, 2, 4], Statistics.Ranks([9, 7, 7, 1], lowerIsBetter: false));
        Assert.Equal([4, 2, 2, 1], Statistics.Ranks([9, 7, 7, 1], lowerIsBetter: true));
    }

    [Fact]
    public void Ntiles_SevenInThree_FirstPartsAreLarger() => Assert.Equal([1, 1, 1, 2, 2, 3, 3], Statistics.Ntiles([1, 2, 3, 4, 5, 6, 7], 3));

    [Fact]
    public void Ntiles_FewerMembersThanParts_OneInEach() => Assert.Equal([1, 2], Statistics.Ntiles([10, 20], 5));
}
