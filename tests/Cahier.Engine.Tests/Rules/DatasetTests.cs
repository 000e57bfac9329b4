using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Yaml;
using Cahier.Storage.Datasets;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>The datasets of the repository replay to the results that were agreed on; with CAHIER_ACCEPT=1 these are written.</summary>
public sealed class DatasetTests
{
    public static TheoryData<string> Datasets() => new(Directory.GetFiles(Repository.PathOf("tests", "fixtures"), DatasetManifest.FileName, SearchOption.AllDirectories)
        .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Datasets))]
    public void Dataset_Replayed_GivesWhatWasAgreedOn(string name)
    {
        var folder = Repository.PathOf("tests", "fixtures", name);
        if (Environment.GetEnvironmentVariable("CAHIER_ACCEPT") == "1")
        {
            DatasetReplay.Accept(folder, RuleFileTests.Folder, cancellation: TestContext.Current.CancellationToken);
        }

        foreach (var engine in new[] { RunEngine.Compiled, RunEngine.Interpreter })
        {
            var report = DatasetReplay.Run(folder, RuleFileTests.Folder, new RunOptions(engine), TestContext.Current.CancellationToken);
            Assert.True(report.Passed, string.Join("\n", report.Problems.Select(p => p.ToString()).Concat(report.Diagnostics.Select(d => $"{d.Location} {d.Cause}; {d.Remedy}")).Concat(report.Cahiers.SelectMany(c => c.Differences).Select(d => d.ToString()))));
            Assert.All(report.Cahiers, c => Assert.NotEqual(0, c.Compared));
        }
    }

    [Fact]
    public void Dataset_WhoseResultsDiffer_SaysByWhichRule()
    {
        using var copy = new Generator.TemporaryFolder();
        Copy(Repository.PathOf("tests", "fixtures", "eds"), copy.File("dataset"));
        Change(Path.Combine(copy.File("dataset"), "expected", "eds-pth", "decisions.csv"), "hip-emergency-1,nord,excluded,INC-1=true INC-2=true EXC-1=true", "hip-emergency-1,nord,included,INC-1=true INC-2=true EXC-1=false");
        Change(Path.Combine(copy.File("dataset"), "expected", "eds-pth", "payments.csv"), "hip-ordinary-1,expected,10900.00", "hip-ordinary-1,expected,10900.01");
        Change(Path.Combine(copy.File("dataset"), "expected", "eds-pth", "indicators.csv"), "nord,episodes,", "nord,episode,");

        var report = DatasetReplay.Run(copy.File("dataset"), RuleFileTests.Folder, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Passed);
        var differences = report.Cahiers[0].Differences;
        Assert.Equal(
            ["hip-emergency-1 status", "hip-emergency-1 rules", "nord numerator of episode", "nord numerator of episodes", "hip-ordinary-1 expected"],
            differences.Select(d => $"{d.Of} {d.What}"));
        Assert.Contains("EXC-1 (Admission other than from home or through emergencies) is true", differences[0].Because[0], StringComparison.Ordinal);
        Assert.StartsWith("EXC-1", Assert.Single(differences[1].Because), StringComparison.Ordinal);
        Assert.Contains("it is episode_amount * risk_weight(age, index.severity)", differences[4].Because);
        Assert.Empty(report.Cahiers[1].Differences);
    }

    [Theory]
    [InlineData("cahiers: [eds-ptx]\nmodel: article51\nperiod: 2020\n", "C801")]
    [InlineData("cahiers: [eds-pth@1999]\nmodel: article51\nperiod: 2020\n", "C801")]
    [InlineData("cahiers: [eds-pth]\nmodel: article51\nperiod: 2018\n", "C802")]
    [InlineData("cahiers: [eds-pth]\nmodel: article51\nperiod: 2020-13\n", "C802")]
    [InlineData("cahiers: [eds-pth]\nmodel: article52\nperiod: 2020\n", "C705")]
    [InlineData("cahiers: [mssp@2021]\nmodel: article51\nperiod: 2020\n", "C705")]
    [InlineData("cahiers: eds-pth\nmodel: article51\nperiod: 2020\n", "C113")]
    public void Manifest_ThatCannotBeRun_SaysWhy(string manifest, string code)
    {
        using var copy = new Generator.TemporaryFolder();
        Copy(Repository.PathOf("tests", "fixtures", "eds"), copy.File("dataset"));
        File.WriteAllText(Path.Combine(copy.File("dataset"), DatasetManifest.FileName), manifest);
        var report = DatasetReplay.Run(copy.File("dataset"), RuleFileTests.Folder, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains(report.Diagnostics, d => d.Code.Id == code);
        Assert.False(report.Passed);
    }

    [Fact]
    public void Row_ThatIsRefused_IsADifference()
    {
        using var copy = new Generator.TemporaryFolder();
        Copy(Repository.PathOf("tests", "fixtures", "t2a"), copy.File("dataset"));
        File.AppendAllText(Path.Combine(copy.File("dataset"), "facts", "stay.csv"), "S99,08C481,2885,2026-02-30,2026-03-05,3,nord\n");
        var report = DatasetReplay.Run(copy.File("dataset"), RuleFileTests.Folder, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("rejected rows", Assert.Single(report.Cahiers.Single().Differences).What);
    }

    [Fact]
    public void Schema_OfManifests_IsTheOneKept() => Repository.MustEqual(DatasetManifest.ToJsonSchema(), "schemas", "json", "dataset.schema.json");

    private static void Change(string file, string from, string to)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
