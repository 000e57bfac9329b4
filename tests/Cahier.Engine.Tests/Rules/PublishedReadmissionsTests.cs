using System.Globalization;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Holds the rules of <c>hrrp</c> against what CMS published, where its files are at hand: every hospital, every condition.</summary>
public sealed class PublishedReadmissionsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2019, RunEngine.Compiled)]
    [InlineData(2022, RunEngine.Compiled)]
    [InlineData(2019, RunEngine.Interpreter)]
    public void Factors_OfAYear_AreThosePublished(int year, RunEngine engine)
    {
        var run = Run(year, engine);
        var hospitals = run.Participants;
        var wrong = Enumerable.Range(0, hospitals.Count).Where(p =>
            PublishedData.Number(hospitals.Table!, hospitals.Rows[p], "neutrality_modifier") is not null
            && !PublishedData.Agrees(PublishedData.Indicator(run, "payment_adjustment_factor", p), PublishedData.Number(hospitals.Table!, hospitals.Rows[p], "published_payment_adjustment_factor"))).ToList();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hospitals.Count - wrong.Count} of {hospitals.Count} hospitals"));
        Assert.True(hospitals.Count > 2000);
        Assert.Equal(run.Snapshot.Table("hospital").Count, hospitals.Count);
        Assert.Empty(wrong.Select(p => hospitals.Names[p]));
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2022)]
    public void Medians_AndConditionsThatCount_AreThosePublished(int year)
    {
        var run = Run(year, RunEngine.Compiled);
        var units = run.Units;
        var wrong = Enumerable.Range(0, units.Count).Where(u =>
            !PublishedData.Agrees(PublishedData.Value(run, "ratio_held_against", u), PublishedData.Number(units.Table, units.Rows[u], "published_peer_group_median"), 0.000000001m)
            || (units.Statuses[u] == DecisionStatus.Included) != (PublishedData.Fact(units.Table, units.Rows[u], "published_penalty") is TextValue { Value: "Y" })).ToList();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units.Count - wrong.Count} of {units.Count} conditions"));
        Assert.True(units.Count > 10_000);
        Assert.Empty(wrong.Select(units.Key));
    }

    private static RunResult Run(int year, RunEngine engine) => PublishedData.Run("hrrp", string.Create(CultureInfo.InvariantCulture, $"hrrp/FY{year}"), year, engine);
}
