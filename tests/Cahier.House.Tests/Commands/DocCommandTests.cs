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

    [Fact]
    public async Task Document_OfTheNewestVersion_IsMarkdownOnTheConsole()
    {
        var answer = await Doc("small");
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        Assert.StartsWith("# A small cahier\n\nVersion `small@2`, draft, from 1 July 2020 on\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Amount in EUR: `cost` of the item “stay” × `share` — `stay.cost * share`", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_OfADay_IsOfTheVersionInForce()
    {
        Assert.Contains("`small@1`, draft", (await Doc("small", "--date", "2020-01-31")).Output.Split('\n')[2], StringComparison.Ordinal);
        var none = await Doc("small", "--date", "2018-01-01");
        Assert.Equal(ExitCodes.NoVersion, none.Code);
        Assert.Contains("1 from 2019-01-01 to 2020-06-30, 2 from 2020-07-01 on", none.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Doc("small", "--date", "yesterday")).Code);
        Assert.Equal(ExitCodes.Usage, (await Doc("small@1", "--date", "2020-01-31")).Code);
    }

    [Fact]
    public async Task Document_ToAFile_TakesThePlaceOfTheFormerOne()
    {
        place.Write("page.html", "former");
        var answer = await Doc("small@1", "--language", "fr", "--out", place.At("page.html"));
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Output));
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">", place.Read("page.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(place.Entries, e => e.EndsWith(".new", StringComparison.Ordinal));
        Assert.DoesNotContain(place.Entries, e => e.Contains(".partial-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_ToAFolder_IsRefusedWithARemedy()
    {
        var answer = await Doc("small", "--out", place.Root);
        Assert.Equal(ExitCodes.Usage, answer.Code);
        Assert.Contains("is a folder", answer.Error, StringComparison.Ordinal);
        Assert.Contains("name a file in it", answer.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.DataProblem, (await Doc("small", "--out", place.At("nowhere/page.html"))).Code);
    }

    [Fact]
    public async Task Document_OfAnUnknownName_SuggestsANearOne()
    {
        var cahier = await Doc("smal");
        Assert.Equal(ExitCodes.UnknownCahier, cahier.Code);
        Assert.Contains("small", cahier.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.UnknownCahier, (await Doc("small@3")).Code);
        Assert.Equal(ExitCodes.UnknownCahier, (await Doc("small@")).Code);
    }

    [Fact]
    public async Task Document_OfABrokenText_SaysWhatIsWrong()
    {
        place.Write("rules/small/2.yaml", "cahier: small\nversion: '2'\namends: small@1\napplies: { from: 2020-07-01 }\nvalues: { double: stay.price * 2 }\n");
        var broken = await Doc("small");
        Assert.Equal((ExitCodes.AuthorsMistake, ""), (broken.Code, broken.Output));
        Assert.Contains("no field ‘price’", broken.Error, StringComparison.Ordinal);
        place.Write("rules/small/3.yaml", "cahier: [");
        Assert.Equal((ExitCodes.AuthorsMistake, ""), ((await Doc("small")).Code, (await Doc("small")).Output));
        Assert.Contains("leaves out: 2, 3", (await Doc("small@1")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("human")]
    [InlineData("md", "--coverage")]
    public async Task Format_OfTheOther_IsRefused(string format, params string[] more) =>
        Assert.Equal(ExitCodes.Usage, (await Doc(["small", "--format", format, .. more])).Code);

    private void Named()
    {
        place.Write("rules/small/source.md", Source);
        place.Replace("rules/small/1.yaml", "stay.cost > 10 }", "stay.cost > 10, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "stay.patient.old }", "stay.patient.old, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "stay.cost > 100 }", "stay.cost > 100, paragraphs: [P1] }");
        place.Replace("rules/small/1.yaml", "half up to 0.01 }", "half up to 0.01, paragraphs: [P2] }");
    }

    private Task<Answer> Doc(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["doc", .. arguments]);

    private Task<Answer> Coverage(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["doc", .. arguments, "--coverage"]);
}
