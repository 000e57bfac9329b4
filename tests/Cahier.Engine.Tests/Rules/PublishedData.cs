using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Versions;
using Cahier.Storage.Csv;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Runs cahiers on what payers published. Those files stand beside the repository, not in it; without them a test says so and is skipped.</summary>
internal static class PublishedData
{
    /// <summary>Runs the version that holds for a year on a folder such as <c>hrrp/FY2019</c>.</summary>
    public static RunResult Run(string cahier, string folder, int year, RunEngine engine)
    {
        var path = Path.GetFullPath(Path.Combine([Repository.Root, "..", "shared", "data", .. folder.Split('/')]));
        Assert.SkipUnless(Directory.Exists(path), $"what was published is not at {path}");
        var period = Period.OfYear(year);
        var version = Assert.Single(VersionCatalog.Load(RuleFileTests.Folder, cahier).During(period.From, period.To)).Entry.Version;
        var rules = RuleSetCompiler.Compile(RuleFileTests.Folder, cahier, version).RuleSet!;
        var load = CsvFolder.Read(path, rules.Model, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(load.Problems);
        Assert.Empty(load.Snapshot!.Rejections);
        return CalculationRun.Execute(CompiledRuleSet.Compile(rules), load.Snapshot, period.From, period.To, new RunOptions(engine));
    }

    /// <summary>A published figure of a row; null where nothing was published.</summary>
    public static decimal? Number(Table table, int row, string field) => Fact(table, row, field) is NumberValue number ? number.Value : null;

    /// <summary>A published fact of a row.</summary>
    public static FeelValue Fact(Table table, int row, string field)
    {
        Assert.True(table.Type.TryFind(field, out var found));
        return table.Read(row, found.Ordinal);
    }

    /// <summary>An indicator of a participant.</summary>
    public static decimal? Indicator(RunResult run, string name, int participant) =>
        run.Participants.Indicator(run.RuleSet.Indicators.Single(i => i.Name == name).Symbol).Value.Read(participant);

    /// <summary>A number of a unit.</summary>
    public static decimal? Value(RunResult run, string name, int unit) =>
        ((NumberResults)run.Units.Find(run.RuleSet.Values.Single(v => v.Name == name).Symbol)!).Read(unit);

    /// <summary>Whether a figure is the published one, or both are missing.</summary>
    /// <param name="found">What was calculated.</param>
    /// <param name="published">What was published.</param>
    /// <param name="lastDigit">How far they may be apart, for figures that were published with fewer digits.</param>
    public static bool Agrees(decimal? found, decimal? published, decimal lastDigit = 0) =>
        found is { } f && published is { } p ? Math.Abs(f - p) <= lastDigit : found is null && published is null;
}
