using System.Text.Json;
using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>What <c>doc</c> says of a cahier and its paragraphs.</summary>
public sealed class DocCommandTests : IDisposable
{
    private const string Source = "# Asked\n\n## P1 — Inclusion (illustrative)\n\nA dear stay.\n\n## P2 — Payment (illustrative)\n\nA part of the cost.\n";

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Coverage_WithoutSource_SaysWhatToWrite()
    {
        var answer = await Coverage("small");
        Assert.Equal(ExitCodes.AuthorsMistake, answer.Code);
        Assert.Contains("small has no file source.md", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_WithEveryRuleNamed_IsComplete()
    {
        Named();
        var answer = await Coverage("small");
        Assert.Equal(ExitCodes.Done, answer.Code);
        Assert.Contains("INC-1 (1): P1", answer.Output, StringComparison.Ordinal);
        Assert.Contains("2 paragraphs, 4 parts of the cahier that carry them: nothing to put right", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_WithOrphansOnBothSides_NamesEach()
    {
        Named();
        place.Replace("rules/small/1.yaml", ", paragraphs: [P2]", "");
        var answer = await Coverage("small");
        Assert.Equal(ExitCodes.AuthorsMistake, answer.Code);
        Assert.Matches(@"source\.md:7:1: error C774: .*P2", answer.Output);
        Assert.Matches(@"1\.yaml:[0-9]+:[0-9]+: error C773: ‘paid’", answer.Output);
    }

    [Fact]
    public async Task Coverage_ForPrograms_IsJson()
    {
        Named();
        var answer = await Coverage("small", "--format", "json");
        using var json = JsonDocument.Parse(answer.Output);
        Assert.True(json.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(["P1", "P2"], json.RootElement.GetProperty("paragraphs").EnumerateArray().Select(p => p.GetProperty("id").GetString()));
        Assert.Equal("INC-1", json.RootElement.GetProperty("paragraphs")[0].GetProperty("carried_by")[0].GetString());
    }

    [Fact]
    public async Task Doc_OfNoCahier_IsRefused() => Assert.Equal(ExitCodes.UnknownCahier, (await Coverage("smal")).Code);

    private void Named()
    {
        place.Write("rules/small/source.md", Source);
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cost > 10, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "stay.patient.old }", "stay.patient.old, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "stay.cost > 100 }", "stay.cost > 100, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "half up to 0.01 }", "half up to 0.01, paragraphs: [P2] }");
    }

    private Task<Answer> Coverage(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["doc", .. arguments, "--coverage"]);
}
