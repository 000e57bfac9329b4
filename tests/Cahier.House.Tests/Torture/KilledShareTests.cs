using System.Diagnostics;
using Cahier.Cli;
using Cahier.House.Tests.Commands;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.House.Tests.Torture;

/// <summary>A host is killed while it holds a part of a run; others do that part, take over what it had found, and come to what one host alone comes to.</summary>
public sealed class KilledShareTests : IDisposable
{
    private const string Half = "2020-01-01..2020-06-30";
    private const int Stays = 40_000;
    private const int MostTries = 20;

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Host_KilledWhileItHoldsAPart_IsReplacedByOthers()
    {
        place.Replace("rules/small/1.yaml", "when: stay.patient.old", "when: stay.patient.old and count(stay.patient.stays) > 0");
        place.Facts("many", Stays);
        await Expect("load", "--data", place.At("many"), "--store", place.At("alone.db"), "--model", "small");
        File.Copy(place.At("alone.db"), place.At("empty.db"));
        await Expect("run", "small", "--period", Half, "--store", place.At("alone.db"));

        var left = KillWhileItHoldsAPart();
        Assert.Contains(left, s => s.State == ShareState.Done);
        Assert.Contains(left, s => s.State != ShareState.Done && !s.IsWhole);
        var hosts = new[] { new Host("second", [Shared]), new Host("third", [Shared], Soon) }.Select(h => (Host: h, Work: Task.Run(() => h.Work(TestContext.Current.CancellationToken)))).ToList();
        await Task.WhenAll(hosts.Select(h => h.Work));

        Assert.All(hosts, h => Assert.Empty(h.Host.Failures));
        using var killed = FactStore.OpenAsItIs(StoreAddress.Parse(place.At("killed.db")), TimeProvider.System);
        using var alone = FactStore.OpenAsItIs(StoreAddress.Parse(place.At("alone.db")), TimeProvider.System);
        Assert.Equal(Assert.Single(StoreResults.All(alone)).Summary.ResultHash, Assert.Single(StoreResults.All(killed)).Summary.ResultHash);
        Assert.Empty(RunShares.Runs(killed));
    }

    // What a killed host had taken is another's after a second.
    private static (string Name, string Value) Soon => ("CAHIER_SHARE_LEASE", "1");

    private string[] Shared => ["run", "small", "--period", Half, "--store", place.At("killed.db"), "--share-from", "5000", "--rules", place.At("rules"), "--schemas", place.At("schemas")];

    // The shares as a killed host left them; begun anew when it was killed between two parts, or had done all.
    private IReadOnlyList<RunShare> KillWhileItHoldsAPart()
    {
        for (var left = MostTries; left > 0; left--)
        {
            File.Copy(place.At("empty.db"), place.At("killed.db"), overwrite: true);
            if (Directory.Exists(place.At("killed.db.units")))
            {
                Directory.Delete(place.At("killed.db.units"), recursive: true);
            }

            using var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.At("killed.db")), TimeProvider.System);
            using var host = Host.Begin(Shared, Soon);
            while (!host.HasExited && !Shares(store).Any(s => s.State == ShareState.Done))
            {
                Thread.Yield();
            }

            host.Kill();
            host.WaitForExit();
            if (Shares(store) is var shares && shares.Any(s => s.State == ShareState.Taken && !s.IsWhole))
            {
                return shares;
            }
        }

        throw new UnreachableException("no host was killed while it held a part");
    }

    private static IReadOnlyList<RunShare> Shares(FactStore store) => RunShares.Runs(store) is [var run, ..] ? RunShares.Of(store, run) : [];

    private async Task Expect(params string[] arguments)
    {
        var answer = await place.Run(TestContext.Current.CancellationToken, arguments);
        Assert.True(answer.Code == ExitCodes.Done, answer.Error);
    }
}
