using System.Globalization;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Holds the rules of <c>hvbp</c> against what CMS published, where its files are at hand: points, domains and total scores.</summary>
public sealed class PublishedPerformanceTests(ITestOutputHelper output)
{
    // Scores are published with 12 decimals.
    private const decimal HalfOfLastDigit = 0.0000000000005m;

    private static readonly (string Value, string Published)[] OfMeasures =
    [
        ("achievement_points", "published_achievement_points"),
        ("improvement_points", "published_improvement_points"),
        ("points", "published_score"),
    ];

    private static readonly (string Indicator, string Published)[] OfHospitals =
    [
        ("engagement_base", "published_hcahps_base"),
        ("engagement_consistency", "published_hcahps_consistency"),
        ("clinical_outcomes", "published_clinical_outcomes"),
        ("safety", "published_safety"),
        ("engagement", "published_engagement"),
        ("efficiency", "published_efficiency"),
        ("total_performance_score", "published_tps"),
    ];

    [Theory]
    [InlineData(RunEngine.Compiled)]
    [InlineData(RunEngine.Interpreter)]
    public void Scores_OfEveryHospital_AreThosePublished(RunEngine engine)
    {
        var run = Run(engine);
        var hospitals = run.Participants;
        var wrong = Enumerable.Range(0, hospitals.Count).SelectMany(p => OfHospitals
            .Where(f => !PublishedData.Agrees(PublishedData.Indicator(run, f.Indicator, p), PublishedData.Number(hospitals.Table!, hospitals.Rows[p], f.Published), HalfOfLastDigit))
            .Select(f => $"{hospitals.Names[p]} {f.Indicator}")).ToList();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hospitals.Count} hospitals, {wrong.Count} figures differ"));
        Assert.Equal(run.Snapshot.Table("hospital").Count, hospitals.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Points_OfEveryMeasure_AreThosePublished()
    {
        var run = Run(RunEngine.Compiled);
        var units = run.Units;
        var wrong = Enumerable.Range(0, units.Count).SelectMany(u => OfMeasures
            .Where(f => !PublishedData.Agrees(PublishedData.Value(run, f.Value, u), PublishedData.Number(units.Table, units.Rows[u], f.Published)))
            .Select(f => $"{units.Key(u)} {f.Value}")).ToList();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units.Count} measures, {wrong.Count} figures differ"));
        Assert.True(units.Count > 10_000);
        Assert.Empty(wrong);
    }

    private static RunResult Run(RunEngine engine) => PublishedData.Run("hvbp", "hvbp/FY2024", 2024, engine);
}
