using System.Net;
using Cahier.House.Tests.Architecture;
using Cahier.Service.Settings;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Runs;

/// <summary>Runs by a schedule.</summary>
public sealed class NightTests
{
    private const string Often = "schedule: [{ name: often, cron: '* * * * * ?', periods: [2019, 2020] }]";

    [Fact]
    public async Task Schedule_Due_MakesItsRuns_AndHealthSaysSo()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place, Often);

        var health = await served.UntilAsync("/health/ready", a => a.Text.Contains("2 runs made", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, health.Status);
        Assert.Equal(["2019-01-01", "2020-01-01"], (await served.GetAsync("/v1/runs")).Json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Night_ThatFails_LeavesTheServiceUnwell_AndSaysWhy()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place, "schedule: [{ name: often, cron: '* * * * * ?', cahiers: [nights, none], periods: [2019, 2018] }]");

        await served.UntilAsync("/health/ready", a => a.Status == HttpStatusCode.ServiceUnavailable);

        Assert.Contains("there is no cahier none yet, which the schedule often is to run", served.Said, StringComparison.Ordinal);
        Assert.Contains("none for 2019 was not run", served.Said, StringComparison.Ordinal);
        Assert.Contains("nights for 2018 was not run: no version of the cahier holds for the period", served.Said, StringComparison.Ordinal);
        Assert.Single((await served.GetAsync("/v1/runs")).Json.GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public async Task Night_OfBefore_IsKnownToAServiceThatBeginsAnew()
    {
        const string never = "schedule: [{ name: often, cron: '0 0 0 1 1 ? 2099', cahiers: [nights, none], periods: [2019] }]";
        using var place = new Place();
        place.Load();
        await using (var before = await Served.StartAsync(place, never))
        {
            Assert.Contains("none was made yet", (await before.GetAsync("/health/ready")).Text, StringComparison.Ordinal);
        }

        Assert.Single((await OnceAsync(place, never)).Failures);
        await using (var served = await Served.StartAsync(place, never))
        {
            var health = await served.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
            Assert.Contains("1 runs made, 0 of them held, 1 failures", health.Text, StringComparison.Ordinal);

            // Another host makes it, and well.
            Assert.Empty((await OnceAsync(place, never.Replace(", none", "", StringComparison.Ordinal))).Failures);
            Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/health/ready")).Status);
        }

        // What is not scheduled any more is not waited for.
        await OnceAsync(place, never);
        await using var other = await Served.StartAsync(place, never.Replace("often", "other", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Schedule_MadeOnce_GivesWhatFailed()
    {
        using var place = new Place();
        place.Load();

        var all = await OnceAsync(place, Often);
        Assert.Empty(all.Failures);
        Assert.Equal((2, 0), (all.Runs, all.Held));

        // Of cahiers that are not named, those that hold in the period.
        all = await OnceAsync(place, "schedule: [{ name: often, cron: '* * * * * ?', periods: [2018, 2019, 2021] }]");
        Assert.Empty(all.Failures);
        Assert.Equal(2, all.Runs);

        var (failures, runs, _) = await OnceAsync(place, "schedule: [{ name: often, cron: '* * * * * ?', cahiers: [nights, none], periods: [2019] }]");
        Assert.Equal(1, runs);
        Assert.StartsWith("none for 2019: there is no such cahier", Assert.Single(failures), StringComparison.Ordinal);
        await Assert.ThrowsAsync<SettingsException>(() => OnceAsync(place, ""));
    }

    [Fact]
    public async Task Service_OnAStoreThatIsGone_DoesNotStart()
    {
        using var place = new Place();
        place.Load();
        var settings = Served.Settings(place, Often);
        File.Delete(place.Store);

        var refused = await Assert.ThrowsAsync<Storage.Stores.StoreException>(() => ServiceHost.RunScheduleAsync(settings, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Contains("s.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_OnAStoreThatGoesAway_FailsAndSaysSo_AndIsWellWhenItIsBack()
    {
        using var place = new Place();
        place.Load();
        await using var served = await Served.StartAsync(place, Often);
        await served.UntilAsync("/health/ready", a => a.Text.Contains("2 runs made", StringComparison.Ordinal));

        File.Move(place.Store, place.Store + ".away");
        await served.UntilAsync("/health/ready", a => a.Status == HttpStatusCode.ServiceUnavailable);
        File.Move(place.Store + ".away", place.Store, overwrite: true);

        await served.UntilAsync("/health/ready", a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Service_AskedToEndWhileItRuns_LeavesRunsThatAreWhole()
    {
        using var place = new Place();
        place.Load(3_000);
        for (var round = 0; round < 5; round++)
        {
            await using (var served = await Served.StartAsync(place, "shutdown_seconds: 0\n" + Often))
            {
                await Task.Delay(200 * round, TestContext.Current.CancellationToken);
            }

            using var store = Storage.Stores.FactStore.OpenAsItIs(Storage.Stores.StoreAddress.Parse(place.Store), TimeProvider.System);
            foreach (var run in Storage.Stores.StoreResults.All(store))
            {
                Assert.Empty(Storage.Stores.RunVerification.Verify(store, run.Id, new Calculation.Runs.RunOptions(), cancellation: TestContext.Current.CancellationToken).Differences);
            }
        }
    }

    /// <summary>The settings that are delivered can be read, and the unit and the container name the commands that there are.</summary>
    [Fact]
    public void Delivered_SettingsAndUnit_AreWhole()
    {
        string Text(string name) => File.ReadAllText(Repository.PathOf("engine", "Cahier.Service", "deploy", name));
        var settings = SettingsReader.Read("rules", "models", ("settings.yaml", Text("settings.yaml")), new Dictionary<string, string?>(), _ => null);

        Assert.Equal(["nightly"], settings.Schedule.Select(s => s.Name));
        Assert.Contains("cahier serve --settings /etc/cahier/settings.yaml", Text("cahier.service"), StringComparison.Ordinal);
        Assert.Contains("\"serve\", \"--settings\", \"/etc/cahier/settings.yaml\"", Text("Containerfile"), StringComparison.Ordinal);
    }

    private static Task<(System.Collections.Immutable.ImmutableArray<string> Failures, int Runs, int Held)> OnceAsync(Place place, string settings) =>
        ServiceHost.RunScheduleAsync(Served.Settings(place, settings), TimeProvider.System, TestContext.Current.CancellationToken);
}
