using System.Globalization;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Holds the rules of <c>mssp</c> against what CMS published, where the files of settlements are at hand.</summary>
public sealed class PublishedSettlementsTests(ITestOutputHelper output)
{
    /// <summary>Losses limited by a revenue that is not published.</summary>
    private static readonly string[] LimitedByRevenue = ["A1515", "A2820", "A4627"];

    [Theory]
    [InlineData(2013, RunEngine.Compiled)]
    [InlineData(2015, RunEngine.Compiled)]
    [InlineData(2018, RunEngine.Compiled)]
    [InlineData(2021, RunEngine.Compiled)]
    [InlineData(2013, RunEngine.Interpreter)]
    [InlineData(2021, RunEngine.Interpreter)]
    public void Settlements_OfAYear_AreThosePublished(int year, RunEngine engine)
    {
        var result = PublishedData.Run("mssp", string.Create(CultureInfo.InvariantCulture, $"mssp/PY{year}"), year, engine);
        var table = result.Snapshot.Table("aco_year");
        var earned = (NumberResults)result.Units.Find(result.RuleSet.UnitLines[0].Symbol)!;
        var wrong = new List<string>();
        for (var unit = 0; unit < result.Units.Count; unit++)
        {
            var expected = PublishedData.Number(table, result.Units.Rows[unit], "published_earned") ?? 0;
            var found = earned.Read(unit);
            if (found is not { } amount || Math.Abs(amount - expected) > Math.Max(1, Math.Abs(expected) / 1000))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Units.Key(unit)} {result.Units.Statuses[unit]} {found} instead of {expected}"));
                wrong.Add(result.Units.Key(unit));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Units.Count - wrong.Count} of {result.Units.Count}"));
        Assert.Equal(year == 2021 ? LimitedByRevenue : [], wrong.Order(StringComparer.Ordinal));
    }
}
