using System.Net;
using System.Text.Json;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Cahier.Service.Tests.Serving;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Service.Tests.Runs;

/// <summary>Runs that are asked for, and what they give out.</summary>
public sealed class RunTests
{
    private const string Order = """{ "cahier": "nights", "period": "2019" }""";

    [Fact]
    public async Task Run_AskedFor_IsMadeOnce_AndTheLedgerTellsWhoAsked()
    {
        using var place = new Place();
        place.Load();
        var key = place.Key("somebody", "operator");
        await using var served = await Served.StartAsync(place);

        foreach (var isNew in new[] { true, false })
        {
            var taken = await served.PostAsync("/v1/runs", Order, key);
            Assert.Equal(HttpStatusCode.Accepted, taken.Status);
            var done = await served.UntilAsync($"/v1/orders/{taken.Json.GetProperty("order").GetString()}", a => State(a) is "done" or "failed", key);
            var run = Assert.Single(done.Json.GetProperty("runs").EnumerateArray());
            Assert.Equal((1, isNew, false), (run.GetProperty("run").GetInt32(), run.GetProperty("is_new").GetBoolean(), run.GetProperty("is_held").GetBoolean()));
        }

        var ledger = (await served.GetAsync("/v1/ledger", key)).Json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["load", "key", "run", "asked", "asked"], ledger.Select(e => e.GetProperty("kind").GetString()));
        Assert.Equal("somebody", ledger[^1].GetProperty("body").GetProperty("by").GetString());
        var one = await served.GetAsync("/v1/runs/1", key);
        Assert.Equal(40, one.Json.GetProperty("summary").GetProperty("units").GetInt32());
        Assert.Equal(["1"], (await served.GetAsync("/v1/runs?cahier=nights", key)).Json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run").ToString()));
        Assert.Empty((await served.GetAsync("/v1/runs?cahier=other", key)).Json.GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public async Task Results_AsCsv_AreTheBytesOfTheResultFiles_AndPagesTheirRows()
    {
        using var place = new Place();
        place.Load(200);
        await using var served = await Served.StartAsync(place);
        await RunAsync(served);

        foreach (var (table, bytes) in Files(place).Where(f => ResultTable.All.Any(t => t.Name + ".csv" == f.Key)))
        {
            var expected = System.Text.Encoding.UTF8.GetString(bytes.ToArray());
            Assert.Equal(expected, (await served.GetAsync($"/v1/runs/1/{table}")).Text);

            var rows = new List<string>();
            for (long? after = 0; after is { } place7;)
            {
                var page = await served.GetAsync($"/v1/runs/1/{table[..^4]}?take=7&after={place7}");
                var found = page.Json.GetProperty("rows").EnumerateArray().Select(r => string.Join(',', r.EnumerateArray().Select(c => c.GetString()))).ToList();
                Assert.InRange(found.Count, 0, 7);
                rows.AddRange(found);
                after = page.Json.GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? next.GetInt64() : null;
            }

            Assert.Equal(expected.TrimEnd('\n').Split('\n').Skip(1), rows);
        }
    }

    [Fact]
    public async Task Run_OnFactsOfWhichFewChanged_TakesOverTheFigures_AndIsTheSameToTheByte()
    {
        using var place = new Place();
        place.Load(200);
        await using var served = await Served.StartAsync(place);
        await RunAsync(served);
        place.Load(209);
        await RunAsync(served);

        Assert.True(await served.SaysAsync("took over the figures of a run before: 9 of 209 bundles are new or changed"), served.Said);
        foreach (var (table, bytes) in Files(place).Where(f => ResultTable.All.Any(t => t.Name + ".csv" == f.Key)))
        {
            Assert.Equal(System.Text.Encoding.UTF8.GetString(bytes.ToArray()), (await served.GetAsync($"/v1/runs/2/{table}")).Text);
        }
    }

    [Fact]
    public async Task Indicators_OfFew_AreLeftEmpty_AsTheSettingsOrTheRequestSay()
    {
        using var place = new Place();
        place.Load(40);
        await using var served = await Served.StartAsync(place, "suppress_below: 5");
        await RunAsync(served);

        var plain = Rows(await served.GetAsync("/v1/runs/1/indicators"));
        Assert.All(plain, r => Assert.NotEqual("", r[3]));
        var few = Rows(await served.GetAsync("/v1/runs/1/indicators?suppress_below=11"));
        Assert.All(few, r => Assert.Equal(["", "", ""], r[2..]));
        Assert.All((await served.GetAsync("/v1/runs/1/indicators.csv?suppress_below=11")).Text.TrimEnd('\n').Split('\n').Skip(1), l => Assert.EndsWith(",,,", l, StringComparison.Ordinal));
        Assert.Equal(plain, Rows(await served.GetAsync("/v1/runs/1/indicators?suppress_below=1")));
    }

    [Fact]
    public async Task Simulation_OfADraft_SaysWhatItWouldComeTo_AndKeepsNothing()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place);
        var draft = Place.Text.Replace("100.50", "200.00", StringComparison.Ordinal).Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal);

        var answer = await served.PostAsync("/v1/simulations", JsonSerializer.Serialize(new { cahier = "nights", version = "2", text = draft, period = "2019" }));

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var total = answer.Json.GetProperty("summary").GetProperty("totals")[0].GetProperty("amount").GetDecimal();
        await RunAsync(served);
        var run = (await served.GetAsync("/v1/runs/1")).Json.GetProperty("summary").GetProperty("totals")[0].GetProperty("amount").GetDecimal();
        Assert.Equal(run * 200m / 100.50m, total);
        Assert.Equal(2, answer.Json.GetProperty("participants").GetArrayLength());
        Assert.Single((await served.GetAsync("/v1/runs")).Json.GetProperty("runs").EnumerateArray());
        Assert.Equal(["1"], (await served.GetAsync("/v1/cahiers/nights")).Json.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetString()));
    }

    [Fact]
    public async Task Check_OfAText_SaysWhatTheCommandSays()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);
        var text = Place.Text.Replace("stay.nights >= 1", "stay.night >= 1", StringComparison.Ordinal);

        var answer = await served.PostAsync("/v1/checks", JsonSerializer.Serialize(new { cahier = "nights", version = "1", text }));

        place.Write("nights", "1", text);
        var expected = Assert.Single(RuleSetCompiler.Compile(new RuleFolder(place.Rules, place.Models), "nights", "1").Diagnostics, d => d.IsError);
        var found = Assert.Single(answer.Json.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(1, answer.Json.GetProperty("errors").GetInt32());
        Assert.Equal(
            (expected.Code.Id, expected.Location.Line, expected.Location.Column, expected.Cause, expected.Remedy, "nights/1.yaml"),
            (found.GetProperty("code").GetString(), found.GetProperty("line").GetInt32(), found.GetProperty("column").GetInt32(), found.GetProperty("cause").GetString(), found.GetProperty("remedy").GetString(), found.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task Statement_OfARun_IsTheOneOfTheStore()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place);
        await RunAsync(served);

        var draft = await served.GetAsync("/v1/cahiers/nights/statement?period=2019");
        using (var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System))
        {
            Settlement.Issue(store, "nights", Period.OfYear(2019), "somebody");
        }

        var issued = await served.GetAsync("/v1/statements/1");
        Assert.Equal(draft.Json.GetProperty("totals").ToString(), issued.Json.GetProperty("totals").ToString());
        Assert.Equal("somebody", issued.Json.GetProperty("issued").GetProperty("by").GetString());
        Assert.Single((await served.GetAsync("/v1/statements")).Json.EnumerateArray());
    }

    private static async Task RunAsync(Served served)
    {
        var taken = await served.PostAsync("/v1/runs", Order);
        var done = await served.UntilAsync($"/v1/orders/{taken.Json.GetProperty("order").GetString()}", a => State(a) is "done" or "failed");
        Assert.True(State(done) == "done", done.Text);
    }

    private static string State(Answer answer) => answer.Json.GetProperty("state").GetString()!;

    private static List<string[]> Rows(Answer answer) => [.. answer.Json.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetString() ?? "").ToArray())];

    // The files that the command would write.
    private static Dictionary<string, MemoryStream> Files(Place place)
    {
        using var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System);
        var rules = RuleSetCompiler.Compile(new RuleFolder(place.Rules, place.Models), "nights", "1").RuleSet!;
        var wanted = CheckedRuleSet.Wanted([rules]);
        var period = Period.OfYear(2019);
        var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), StoreSnapshot.Read(store, wanted), period.From, period.To, new RunOptions());
        var files = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        ResultFiles.WriteTables(new RunReport(result, VersionStatus.Draft, StoredFacts.Report(store, wanted)), name => files[name] = new MemoryStream());
        return files;
    }
}
