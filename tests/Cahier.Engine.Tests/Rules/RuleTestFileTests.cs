using Cahier.Calculation.Runs;
using Cahier.Calculation.Testing;
using Cahier.Engine.Tests.Models;
using Cahier.Rules.Tests;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>The tests that stand beside the cahiers pass, by both evaluators.</summary>
public sealed class RuleTestFileTests
{
    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var cahier in RuleFileTests.Folder.Cahiers)
        {
            foreach (var file in Directory.GetFiles(Repository.PathOf("rules", cahier), "*.yaml", SearchOption.AllDirectories).Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "tests").Order(StringComparer.Ordinal))
            {
                data.Add(cahier, Path.GetFileName(file));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void TestFile_Run_Passes(string cahier, string file)
    {
        var reading = TestReader.Read(file, Repository.Read("rules", cahier, "tests", file));
        Assert.Empty(reading.Diagnostics.Select(d => $"{d.Location} {d.Code}: {d.Cause}; {d.Remedy}"));
        foreach (var engine in new[] { RunEngine.Interpreter, RunEngine.Compiled })
        {
            var report = TestRunner.Run(RuleFileTests.Folder, reading.File!, new RunOptions(engine));
            var wrong = report.Diagnostics.Concat(report.Cases.SelectMany(c => c.Mistakes)).Select(d => $"{d.Location} {d.Code}: {d.Cause}; {d.Remedy}")
                .Concat(report.Cases.SelectMany(c => c.Differences.Select(d => $"{d.At} {engine}: {c.Name}\n  {d}")));
            Assert.True(report.Passed, string.Join("\n", wrong));
            Assert.All(report.Cases, c => Assert.NotEqual(0, c.Checks));
        }
    }

    [Fact]
    public void Cahiers_OfTheRepository_HaveTests() =>
        Assert.All(RuleFileTests.Folder.Cahiers, c => Assert.NotEmpty(((Cahier.Rules.Loading.IRuleTexts)RuleFileTests.Folder).Tests(c)));
}
