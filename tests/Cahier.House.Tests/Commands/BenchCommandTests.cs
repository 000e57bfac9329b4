using System.Text.Json;
using System.Xml.Linq;
using Cahier.Cli;
using Cahier.Cli.Console;
using Cahier.House.Tests.Architecture;
using Xunit;

namespace Cahier.House.Tests.Commands;

public sealed class BenchCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-bench-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Bench_OnSmallNumbers_MeasuresEveryPart()
    {
        var file = Path.Combine(folder.FullName, "results.md");

        var answer = await Run("--rows", "1000", "--patience", "0", "--beneficiaries", "50", "100", "--format", "json", "--out", file);

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        using var report = JsonDocument.Parse(answer.Output);
        var root = report.RootElement;
        Assert.True(root.GetProperty("machine").GetProperty("cores").GetInt32() >= 1);
        Assert.True(root.GetProperty("ten_rules").GetProperty("ways").GetArrayLength() >= 5);
        Assert.All(root.GetProperty("ten_rules").GetProperty("ways").EnumerateArray(), w => Assert.True(w.GetProperty("nanoseconds_per_rule").GetDouble() > 0));
        Assert.Equal([10, 30, 100, 300, 1_000], root.GetProperty("growth").EnumerateArray().Select(g => g.GetProperty("rules").GetInt32()));
        var populations = root.GetProperty("populations").EnumerateArray().ToList();
        Assert.Equal([50, 100], populations.Select(p => p.GetProperty("beneficiaries").GetInt32()));
        Assert.All(populations, p => Assert.Equal("paiement-a-l-acte@2019", Assert.Single(p.GetProperty("cahiers").EnumerateArray()).GetString()));
        Assert.True(populations[1].GetProperty("rows").GetInt64() > populations[0].GetProperty("rows").GetInt64());
        string[] steps = [.. populations[0].GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()!)];
        Assert.Contains("read the store into a snapshot", steps);
        Assert.Contains("evaluate on one thread", steps);
        Assert.Contains(populations[0].GetProperty("steps").EnumerateArray(), s => s.GetProperty("processor_seconds").GetDouble() > 0);
        Assert.Contains("evaluate again, 1 % of the bundles changed", steps);
        Assert.Equal(["read CSV files into a snapshot", "load them into a store", "take out of them what the cahiers name", "load them again, 1 % of the bundles changed"], steps[^4..]);
        Assert.All(populations, p => Assert.True(p.GetProperty("again_share").GetDouble() > 0));

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.All(steps, s => Assert.Contains(s, text, StringComparison.Ordinal));
        Assert.Contains(root.GetProperty("machine").GetProperty("processor").GetString()!, text, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(Path.ChangeExtension(file, ".svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task Bench_OfTheService_GetsNoWrongAnswer()
    {
        var answer = await Run("--api", "1000", "--format", "json");

        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        using var report = JsonDocument.Parse(answer.Output);
        var kinds = report.RootElement.GetProperty("figures").GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal([700, 100, 100, 100], kinds.Select(k => k.GetProperty("requests").GetInt32()));
        Assert.All(kinds, k => Assert.Equal(0, k.GetProperty("wrong").GetInt32()));
        Assert.All(kinds, k => Assert.Equal(5, k.GetProperty("milliseconds").GetArrayLength()));
    }

    [Theory]
    [InlineData("--beneficiaries", "0")]
    [InlineData("--api", "1")]
    [InlineData("--rows", "1")]
    [InlineData("--out", "results.txt")]
    [InlineData("--out", "nowhere/results.md")]
    public async Task Bench_CalledWrongly_SaysHow(string option, string value)
    {
        var answer = await Run(option, value);

        Assert.Equal((ExitCodes.Usage, ""), (answer.Code, answer.Output));
        Assert.StartsWith($"cahier: {option}", Assert.Single(answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private async Task<Answer> Run(params string[] arguments)
    {
        var rules = Path.Combine(folder.FullName, "rules", "paiement-a-l-acte");
        Directory.CreateDirectory(rules);
        foreach (var version in Directory.EnumerateFiles(Repository.PathOf("rules", "paiement-a-l-acte"), "*.yaml"))
        {
            File.Copy(version, Path.Combine(rules, Path.GetFileName(version)), overwrite: true);
        }

        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(
            ["bench", .. arguments, "--rules", Path.GetDirectoryName(rules)!, "--schemas", Repository.PathOf("schemas")],
            new Surface(output, error, TimeProvider.System),
            TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }
}
