using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cahier.Rules.Loading;
using Cahier.Rules;
using Cahier.Service.Shelves;
using Cahier.Service.Tests.Serving;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Cahier.Service.Tests.Shelves;

/// <summary>Texts that come and change while the service runs.</summary>
public sealed class ShelfTests
{
    private const string Library = """
        library: words
        version: "1"
        title: { en: Words }
        model: ward
        applies: { from: 2019-01-01 }
        sources: { us: { title: Made up for a test, basis: illustrative } }
        functions:
          is_long: { parameters: { nights: number of day }, expression: nights > 5, source: us }
        """;

    [Fact]
    public void Text_Changed_IsTaken_AndTheSameTextsAreNotJudgedAgain()
    {
        using var place = new Place();
        var shelf = new RuleShelf(place.Rules, place.Models);
        var first = shelf.Current;
        Assert.Empty(shelf.Refresh().Taken);
        Assert.Same(first, shelf.Current);

        place.Write("nights", "1", Place.Text.Replace("100.50", "99", StringComparison.Ordinal));

        Assert.Equal(["nights"], shelf.Refresh().Taken);
        Assert.NotEqual(Hash(first), Hash(shelf.Current));
    }

    [Theory]
    [InlineData("stay.nights >= 1", "stay.night >= 1")]
    [InlineData("cahier: nights", "cahier: [")]
    [InlineData("cahier: nights", "cahier: days")]
    public void Text_WithMistakes_IsRefused_AndTheLastGoodOneStays(string was, string becomes)
    {
        using var place = new Place();
        var shelf = new RuleShelf(place.Rules, place.Models);
        var good = Hash(shelf.Current);
        place.Write("nights", "1", Place.Text.Replace(was, becomes, StringComparison.Ordinal));

        var refused = Assert.Single(shelf.Refresh().Refused);

        Assert.Equal(("nights", true), (refused.Cahier, refused.HasFormer));
        Assert.NotEmpty(refused.Diagnostics);
        Assert.Equal(good, Hash(shelf.Current));

        place.Write("nights", "1", Place.Text);
        Assert.Empty(shelf.Refresh().Refused);
        Assert.Empty(shelf.Current.Refused);
    }

    [Fact]
    public void Cahier_NewWithMistakes_IsNotToBeHad_AndKeepsBackNoOther()
    {
        using var place = new Place();
        place.Write("other", "1", "cahier: other\n");
        var shelf = new RuleShelf(place.Rules, place.Models);

        Assert.Equal(["nights"], shelf.Current.Cahiers.Keys);
        Assert.Equal(("other", false), shelf.Current.Refused.Select(r => (r.Cahier, r.HasFormer)).Single());
    }

    [Fact]
    public void Draft_WithMistakes_OfACahierInForce_KeepsNothingBack()
    {
        using var place = new Place();
        Publish(place);
        var shelf = new RuleShelf(place.Rules, place.Models);
        place.Write("nights", "2", "cahier: nights\nversion: [\n");

        Assert.Empty(shelf.Refresh().Refused);
        Assert.True(shelf.Current.Cahiers.ContainsKey("nights"));
    }

    [Fact]
    public void Folder_ThatIsGone_IsNotOneWithoutCahiers()
    {
        using var place = new Place();
        var shelf = new RuleShelf(place.Rules, place.Models);
        Directory.Move(place.Rules, place.Rules + ".away");

        Assert.Throws<DirectoryNotFoundException>(shelf.Refresh);
        Assert.True(shelf.Current.Cahiers.ContainsKey("nights"));
        Directory.Move(place.Rules + ".away", place.Rules);
        Assert.Empty(shelf.Refresh().Taken);
    }

    [Fact]
    public void PublishedText_Changed_IsRefused()
    {
        using var place = new Place();
        Publish(place);
        var shelf = new RuleShelf(place.Rules, place.Models);
        Assert.Empty(shelf.Current.Refused);
        place.Write("nights", "1", Place.Text.Replace("100.50", "1000.50", StringComparison.Ordinal));

        Assert.True(Assert.Single(shelf.Refresh().Refused).HasFormer);
        Assert.Contains("100.50", shelf.Current.Texts.Version("nights", "1")!.Value.Text, StringComparison.Ordinal);
    }

    /// <summary>What is wrong may be in the library, or only show where it is used.</summary>
    [Theory]
    [InlineData("nights > 5", "night > 5")]
    [InlineData("is_long", "is_short")]
    public void Library_ThatGetsMistakes_StaysAsItWas_AndSoDoesWhatUsesIt(string was, string becomes)
    {
        using var place = new Place();
        place.Write("words", "1", Library);
        place.Write("nights", "1", Place.Text.Replace("sources:", "uses: [words@1]\nsources:", StringComparison.Ordinal).Replace("stay.nights > 5", "is_long(stay.nights)", StringComparison.Ordinal));
        var shelf = new RuleShelf(place.Rules, place.Models);
        Assert.True(shelf.Current.Refused.IsEmpty, string.Join('\n', shelf.Current.Refused.SelectMany(r => r.Diagnostics).Select(d => $"{d.Location} {d.Cause} {d.Remedy}")));
        var good = Hash(shelf.Current);
        place.Write("words", "1", Library.Replace(was, becomes, StringComparison.Ordinal));

        var refused = shelf.Refresh().Refused;

        Assert.Equal(["words"], refused.Select(r => r.Cahier));
        Assert.Equal(good, Hash(shelf.Current));
    }

    [Fact]
    public async Task File_WrittenWhileTheServiceRuns_IsInUseSoon_AndABadOneShowsInHealthAndLog()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);
        place.Write("nights", "1", Place.Text.Replace("en: Nights", "en: Other nights", StringComparison.Ordinal));
        await served.UntilAsync("/v1/cahiers/nights", a => a.Text.Contains("Other nights", StringComparison.Ordinal));

        place.Write("nights", "1", "cahier: nights\n");

        var bad = await served.UntilAsync("/health/ready", a => a.Status == HttpStatusCode.ServiceUnavailable);
        Assert.Contains("have mistakes", bad.Text, StringComparison.Ordinal);
        var cahier = await served.GetAsync("/v1/cahiers/nights");
        Assert.Contains("Other nights", cahier.Text, StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Undefined, cahier.Json.GetProperty("refused")[0].GetProperty("cause").ValueKind);

        // The log follows what is in use.
        await served.UntilAsync("/health/live", _ => served.Said.Contains("its last good texts stay in use", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_WrittenBeforeAnybodyWatched_IsInUseSoon()
    {
        using var place = new Place();
        var shelf = new RuleShelf(place.Rules, place.Models);
        place.Write("nights", "1", Place.Text.Replace("en: Nights", "en: Other nights", StringComparison.Ordinal));
        using var watch = new ShelfWatch(new ShelfKeeper(shelf, NullLogger<ShelfKeeper>.Instance), Served.Settings(place));

        await watch.StartAsync(TestContext.Current.CancellationToken);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20) && !IsTaken(); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
        }

        await watch.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(IsTaken());

        bool IsTaken() => shelf.Current.Texts.Version("nights", "1")!.Value.Text.Contains("Other nights", StringComparison.Ordinal);
    }

    private static void Publish(Place place)
    {
        var hash = RuleSetCompiler.Compile(new RuleFolder(place.Rules, place.Models), "nights", "1").RuleSet!.Definition.Hash;
        place.Write("nights", "published", $"published:\n  - {{ version: '1', hash: {hash}, date: 2019-01-01, by: somebody }}\n");
    }

    private static string Hash(Shelf shelf) => shelf.Cahiers["nights"].Catalog.Find("1")!.Definition.Hash;
}
