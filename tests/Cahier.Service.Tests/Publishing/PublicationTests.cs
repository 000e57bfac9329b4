using System.Net;
using System.Text.Json;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Publishing;

/// <summary>What people decide through the service: that a text is in force, and that a held run counts.</summary>
public sealed class PublicationTests : IDisposable
{
    private const string First = "/v1/cahiers/nights/versions/1/publication";
    private const string Second = "/v1/cahiers/nights/versions/2/publication";

    private readonly Place place = new();
    private readonly string key;

    public PublicationTests()
    {
        place.Load();
        key = place.Key("chief", "operator");
    }

    private string Record => Path.Combine(place.Rules, "nights", "published.yaml");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Version_Published_IsInForceAtOnce_AndTheLedgerTellsWhoPublished()
    {
        await using var served = await Served.StartAsync(place);
        var published = await served.PostAsync(First, "{}", key);

        Assert.Equal((HttpStatusCode.OK, "published"), (published.Status, published.Json.GetProperty("status").GetString()));
        Assert.Equal("published", (await served.GetAsync("/v1/cahiers/nights/versions/1", key)).Json.GetProperty("status").GetString());
        var hash = published.Json.GetProperty("rule_hash").GetString();
        Assert.Contains($"version: '1', hash: {hash}, ", File.ReadAllText(Record), StringComparison.Ordinal);
        var told = await Told(served);
        Assert.Equal(("nights", "1", hash, "chief"), (Text(told, "cahier"), Text(told, "version"), Text(told, "rules"), Text(told, "by")));

        var again = await served.PostAsync(First, "{}", key);
        Assert.Equal((HttpStatusCode.Conflict, "urn:cahier:not-published"), (again.Status, again.Kind));
        Assert.Contains("was published before", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Publications(served));
    }

    [Fact]
    public async Task Version_ThatCannotBePublished_IsRefused_AndNothingIsWritten()
    {
        place.Write("nights", "2", Place.Text.Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal).Replace("stay.nights >= 1", "stay.night >= 1", StringComparison.Ordinal));
        await using var served = await Served.StartAsync(place);
        var mistaken = await served.PostAsync(Second, "{}", key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistaken.Status);
        Assert.Contains("night", mistaken.Json.GetProperty("diagnostics")[0].GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Record));

        File.Delete(Path.Combine(place.Rules, "nights", "2.yaml"));
        Assert.Equal(HttpStatusCode.NotFound, (await served.PostAsync(Second, "{}", key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.PostAsync(First, "{}", key)).Status);
        place.Write("nights", "2", Place.Text.Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal));
        var sameDays = await served.PostAsync(Second, "{}", key);
        Assert.Equal(HttpStatusCode.Conflict, sameDays.Status);
        Assert.Contains("nights@1 is published for some of the same days", sameDays.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Publications(served));
    }

    [Fact]
    public async Task Record_ThatCannotBeWritten_IsSaid_AndTheLedgerTellsOfNothing()
    {
        Directory.CreateDirectory(Record);
        await using var served = await Served.StartAsync(place);
        var refused = await served.PostAsync(First, "{}", key);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:cahier:rules-not-written"), (refused.Status, refused.Kind));
        Assert.Equal(0, await Publications(served));
    }

    [Fact]
    public async Task Run_ThatIsHeld_CountsOnceItIsReleased_AndTheLedgerTellsWhy()
    {
        place.Write("nights", "1", Place.Text.TrimEnd() + "\ngates: { smallest denominator: 1000 }\n");
        await using var served = await Served.StartAsync(place);
        var taken = await served.PostAsync("/v1/runs", """{ "cahier": "nights", "period": "2019" }""", key);
        await served.UntilAsync($"/v1/orders/{taken.Json.GetProperty("order").GetString()}", a => a.Json.GetProperty("state").GetString() == "done", key);
        Assert.NotEmpty((await served.GetAsync("/v1/runs/1", key)).Json.GetProperty("held").EnumerateArray());

        var released = await served.PostAsync("/v1/runs/1/release", """{ "reason": "two small hospitals, as agreed" }""", key);
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (released.Status, released.Json.GetProperty("held").ValueKind));
        var told = await Told(served);
        Assert.Equal((1, "chief", "two small hospitals, as agreed"), (told.GetProperty("run").GetInt32(), Text(told, "by"), Text(told, "reason")));

        var again = await served.PostAsync("/v1/runs/1/release", """{ "reason": "once more" }""", key);
        Assert.Equal((HttpStatusCode.Conflict, "urn:cahier:not-held"), (again.Status, again.Kind));
        Assert.DoesNotContain("small hospitals", served.Said, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    // What the last entry of the ledger says.
    private async Task<JsonElement> Told(Served served) => (await Ledger(served))[^1].GetProperty("body");

    private async Task<int> Publications(Served served) => (await Ledger(served)).Count(e => e.GetProperty("kind").GetString() == "publish");

    private async Task<List<JsonElement>> Ledger(Served served) => [.. (await served.GetAsync("/v1/ledger", key)).Json.GetProperty("entries").EnumerateArray()];
}
