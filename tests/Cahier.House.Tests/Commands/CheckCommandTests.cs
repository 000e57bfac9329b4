using System.Text.Json;
using Cahier.Cli;
using Cahier.Feel.Diagnostics;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>What <c>check</c> says, in each of its forms.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Mistakes_InSeveralRulesOfSeveralFiles_AreAllReported()
    {
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cots == 10 && stay.cost ≥ 5 }");
        place.Write("rules/other/1.yaml", place.Read("rules/small/1.yaml").Replace("cahier: small", "cahier: other", StringComparison.Ordinal));
        var (code, output, _) = await Run("check", place.At("rules"));

        Assert.Equal(ExitCodes.AuthorsMistake, code);
        foreach (var cahier in new[] { "small", "other" })
        {
            foreach (var id in new[] { "C303", "C303", "C303", "C402" })
            {
                Assert.Matches($"{cahier}/1.yaml:[0-9]+:[0-9]+: error {id}:", output);
            }
        }
    }

    [Fact]
    public async Task Mistakes_InExpressions_AreToldWhenTheFormIsWrongToo()
    {
        place.Replace("rules/small/1.yaml", "exclusions:", "exclusion:");
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cost => 10 }");
        place.Replace("rules/small/1.yaml", "stay.cost * share,", "stay.cost × share,");
        var (_, output, _) = await Run("check", place.At("rules"));
        Assert.Contains("C111: the key ‘exclusion’", output, StringComparison.Ordinal);
        Assert.Contains("C303: ‘=>’", output, StringComparison.Ordinal);
        Assert.Contains("C303: ‘×’", output, StringComparison.Ordinal);
    }

    /// <summary>What SARIF 2.1.0 requires of a log, and what review pages need of it.</summary>
    [Fact]
    public async Task Sarif_OfMistakes_HasRulesWithHelpAndRegions()
    {
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cots > 10 }");
        var (code, output, _) = await Run("check", place.At("rules"), "--format", "sarif");
        using var log = JsonDocument.Parse(output);
        var run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

        Assert.Equal(ExitCodes.AuthorsMistake, code);
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        Assert.Equal("cahier", run.GetProperty("tool").GetProperty("driver").GetProperty("name").GetString());
        Assert.NotEmpty(run.GetProperty("results").EnumerateArray());
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(rule.GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "error", "warning", "note" });
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            var physical = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
            Assert.True(Uri.TryCreate(physical.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute, out _));
            var region = physical.GetProperty("region");
            Assert.True(region.GetProperty("startLine").GetInt32() >= 1 && region.GetProperty("endColumn").GetInt32() > region.GetProperty("startColumn").GetInt32());
        }
    }

    [Fact]
    public async Task Explain_OfEveryCode_SaysWhatItMeans()
    {
        foreach (var entry in DiagnosticCatalog.All)
        {
            var (code, output, _) = await Run("check", "--explain", entry.Id.ToLowerInvariant());
            Assert.Equal(ExitCodes.Done, code);
            Assert.Contains(entry.Remedy, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Explain_OfNoCode_IsRefused()
    {
        var (code, output, error) = await Run("check", "--explain", "C999");
        Assert.Equal((ExitCodes.Usage, ""), (code, output));
        Assert.Contains("there is no code C999", error, StringComparison.Ordinal);
    }

    private Task<Answer> Run(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, arguments);
}
