using Cahier.Calculation.Compilation;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Cahier.Service.Tests.Serving;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Service.Tests.Runs;

/// <summary>Hosts that calculate a run together.</summary>
public sealed class SharedRunTests
{
    private const int Stays = 200;
    private const string Sharing = "shares: { from: 50, lease_seconds: 1 }";
    private const string Order = """{ "cahier": "nights", "period": "2019" }""";

    [Fact]
    public async Task Run_WhoseHostDied_IsDoneByAHostThatIsIdle_AndComesToTheSame()
    {
        using var place = new Place();
        Listing(place);
        var alone = await AloneAsync(place);

        // A host has cut the run into parts, and died.
        Begin(place, Rules(place));
        await using var served = await Served.StartAsync(place, Sharing);
        await served.UntilAsync("/health/live", _ => Shares(place).Count(s => s.State == ShareState.Done) == 4);
        await served.UntilAsync("/health/live", _ => served.Said.Contains("4 parts of the run of nights@1 for 2019 were calculated for another host", StringComparison.Ordinal));
        Assert.Empty((await served.GetAsync("/v1/runs")).Json.GetProperty("runs").EnumerateArray());

        // Whoever asks for it then has little left to do.
        Assert.Equal(alone, await RunAsync(served));
        Assert.Contains("the run of nights@1 for 2019 was shared: 0 parts of it were calculated here, and it was put together here", served.Said, StringComparison.Ordinal);
        Assert.Empty(Shares(place));
    }

    [Fact]
    public async Task Run_OfAnotherText_IsNotHelpedWith()
    {
        using var place = new Place();
        Listing(place);
        Begin(place, Rules(place));
        place.Write("nights", "1", Text.Replace("100.50", "100.51", StringComparison.Ordinal));
        await using var served = await Served.StartAsync(place, Sharing);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.All(Shares(place), s => Assert.Equal(ShareState.Free, s.State));

        await RunAsync(served);
        Assert.Empty(Shares(place));
    }

    [Fact]
    public async Task StoreThatIsGone_IsToldOnce_NotEachTimeThatARunIsLookedFor()
    {
        using var place = new Place();
        Listing(place);
        await using var served = await Served.StartAsync(place, Sharing);
        await File.WriteAllBytesAsync(place.Store, new byte[4096], TestContext.Current.CancellationToken);
        Assert.True(await served.SaysAsync("Warning "), "nothing is said");
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.Single(served.Said.Split('\n'), line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    private static string Text => Place.Text.Replace("when: stay.emergency,", "when: stay.emergency and count(stay.patient.stays) > 0,", StringComparison.Ordinal);

    private static void Listing(Place place)
    {
        place.Write("nights", "1", Text);
        place.Load(Stays);
    }

    // The result hash of the run on another store that has the same facts, by one host.
    private static async Task<string?> AloneAsync(Place place)
    {
        using var other = new Place();
        other.Write("nights", "1", File.ReadAllText(Path.Combine(place.Rules, "nights", "1.yaml")));
        other.Load(Stays);
        await using var served = await Served.StartAsync(other);
        return await RunAsync(served);
    }

    private static async Task<string?> RunAsync(Served served)
    {
        var taken = await served.PostAsync("/v1/runs", Order);
        await served.UntilAsync($"/v1/orders/{taken.Json.GetProperty("order").GetString()}", a => a.Json.GetProperty("state").GetString() == "done");
        return (await served.GetAsync("/v1/runs/1")).Json.GetProperty("result_hash").GetString();
    }

    private static CompiledRuleSet Rules(Place place) => CompiledRuleSet.Compile(RuleSetCompiler.Compile(new RuleFolder(place.Rules, place.Models), "nights", "1").RuleSet!);

    private static void Begin(Place place, CompiledRuleSet rules)
    {
        using var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System);
        var facts = StoreSnapshot.Read(store, CheckedRuleSet.Wanted([rules.RuleSet]), cancellation: TestContext.Current.CancellationToken);
        RunShares.Open(store, SharedRun.Of(rules, Period.OfYear(2019), facts.Hash), [.. Calculation.Kept.RootRange.Cut(Stays, 4)]);
    }

    private static List<RunShare> Shares(Place place)
    {
        using var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System);
        return [.. RunShares.Runs(store).SelectMany(r => RunShares.Of(store, r))];
    }
}
