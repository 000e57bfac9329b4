using System.Collections.Concurrent;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Output;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Runs that hosts share, and what becomes of the shares of one that dies.</summary>
public abstract partial class StoreContractTests
{
    private const int Patients = 60;

    private static readonly ShareTerms Terms = new(20, TimeSpan.FromSeconds(60));
    private static readonly RootRange[] Ranges = [.. RootRange.Cut(Patients, 4)];

    // With an expression over a list, so that there is something to share.
    private static readonly SmallCahier Listing = new(SmallCahier.Rules.Replace("when: stay.patient.old", "when: stay.patient.old and count(stay.patient.stays) > 2", StringComparison.Ordinal));

    [Fact]
    public void Share_IsOneHosts_UntilThatIsSilentForTooLong()
    {
        using var store = Open();
        var (run, piece) = (Of(Facts(store)), "piece"u8.ToArray());
        RunShares.Open(store, run, Ranges);
        Assert.Equal([.. Ranges, default], RunShares.Of(store, run).Select(s => s.Roots));

        Assert.True(RunShares.Claim(store, run, 0, "a", Terms.Lease));
        Assert.False(RunShares.Claim(store, run, 0, "b", Terms.Lease));
        Assert.Equal((true, false), (RunShares.Renew(store, run, 0, "a", Terms.Lease), RunShares.Renew(store, run, 0, "b", Terms.Lease)));
        Assert.False(RunShares.Put(store, run, 0, "b", piece));
        Assert.Equal([ShareState.Taken, ShareState.Free], States(store, run).Take(2));

        // A sign that holds for no time at all is one that was long ago.
        Assert.True(RunShares.Renew(store, run, 0, "a", TimeSpan.Zero));
        Assert.Equal(ShareState.Free, States(store, run)[0]);
        Assert.True(RunShares.Claim(store, run, 0, "b", Terms.Lease));
        Assert.Equal((false, false, false), (RunShares.Renew(store, run, 0, "a", Terms.Lease), RunShares.Put(store, run, 0, "a", piece), RunShares.Free(store, run, 0, "a")));

        Assert.True(RunShares.Put(store, run, 0, "b", piece));
        Assert.Equal((false, false), (RunShares.Claim(store, run, 0, "a", Terms.Lease), RunShares.Put(store, run, 0, "b", piece)));
        Assert.True(RunShares.Claim(store, run, 1, "a", Terms.Lease) && RunShares.Free(store, run, 1, "a"));
        Assert.Equal([ShareState.Done, ShareState.Free, ShareState.Free, ShareState.Free, ShareState.Free], States(store, run));
        Assert.Null(RunShares.Piece(store, run, 0));
    }

    [Fact]
    public void Shares_TakenByManyAtOnce_AreEachTakenOnce()
    {
        using var store = Open();
        var run = Of(Facts(store));
        RunShares.Open(store, run, Ranges);
        var taken = new ConcurrentBag<int>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, host =>
        {
            using var own = Open();
            RunShares.Open(own, run, [new RootRange(0, Patients)]);
            foreach (var share in Enumerable.Range(0, Ranges.Length + 1).Where(n => RunShares.Claim(own, run, n, $"host {host}", Terms.Lease)))
            {
                taken.Add(share);
            }
        });
        Assert.Equal([0, 1, 2, 3, 4], taken.Order());
    }

    [Fact]
    public void SharedRun_OfWhichOneHostDied_IsMadeByTheOthers_AsByOneAlone()
    {
        using var store = Open();
        var facts = Facts(store);
        var run = Of(facts);
        RunShares.Open(store, run, Ranges);
        Assert.True(RunShares.Claim(store, run, 1, "a host that dies", TimeSpan.FromSeconds(1)));
        var left = 2;
        Assert.Equal(2, SharedCalculation.Help(Work(store, facts), () => left-- > 0, TestContext.Current.CancellationToken));
        Assert.Equal(2, States(store, run).Count(s => s == ShareState.Done));

        using (var other = Open())
        using (var shared = SharedCalculation.Execute(Work(other, facts), null, TestContext.Current.CancellationToken))
        {
            Assert.Equal((2, 4), (shared.Own, shared.Shares));
            Assert.Equal(Patients, shared.Result!.Kept!.Reused);
            Assert.Equal(ShareState.Taken, States(store, run)[^1]);
            Assert.Equal(HashOf(Alone(facts)), Save(other, shared.Result).Summary.ResultHash);
        }

        Assert.Empty(RunShares.Of(store, run));
        Assert.Equal((0L, 0L), (Count(store, "shared_run"), Count(store, "run_share")));
    }

    [Fact]
    public void SharedRun_WhoseHostDiedPuttingItTogether_IsPutTogetherByAnother()
    {
        using var store = Open();
        var facts = Facts(store);
        var run = Of(facts);
        RunShares.Open(store, run, Ranges);
        Assert.Equal(4, SharedCalculation.Help(Work(store, facts), () => true, TestContext.Current.CancellationToken));
        Assert.True(RunShares.Claim(store, run, 4, "a host that dies", TimeSpan.FromSeconds(1)));

        using var shared = SharedCalculation.Execute(Work(store, facts), null, TestContext.Current.CancellationToken);
        Assert.Equal((0, 4, Patients), (shared.Own, shared.Shares, shared.Result!.Kept!.Reused));
        Assert.Equal(HashOf(Alone(facts)), HashOf(shared.Result));
    }

    [Fact]
    public void SharedRun_WantedByTwoHostsAtOnce_IsMadeOnce()
    {
        using var store = Open();
        var facts = Facts(store);
        var runs = new ConcurrentBag<(bool IsMade, StoredRun Run)>();
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ =>
        {
            using var own = Open();
            using var shared = SharedCalculation.Execute(Work(own, facts), null, TestContext.Current.CancellationToken);
            runs.Add(shared.Result is { } result ? (true, Save(own, result)) : (false, shared.Made!));
        });
        Assert.Equal((1L, 0L), (Count(store, "run"), Count(store, "run_share")));
        Assert.All(runs, r => Assert.Equal((1, HashOf(Alone(facts))), (r.Run.Id, r.Run.Summary.ResultHash)));
    }

    [Fact]
    public void SharedRun_WithAPieceThatIsNotAsItWasPut_IsTheSame()
    {
        using var store = Open();
        var facts = Facts(store);
        var run = Of(facts);
        RunShares.Open(store, run, Ranges);
        Assert.True(RunShares.Claim(store, run, 0, "a", Terms.Lease) && RunShares.Put(store, run, 0, "a", [1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.True(RunShares.Claim(store, run, 1, "a", Terms.Lease) && RunShares.Put(store, run, 1, "a", null));
        using var shared = SharedCalculation.Execute(Work(store, facts), null, TestContext.Current.CancellationToken);
        Assert.Equal((2, 4, Patients / 2), (shared.Own, shared.Shares, shared.Result!.Kept!.Reused));
        Assert.Equal(HashOf(Alone(facts)), HashOf(shared.Result));
    }

    [Fact]
    public async Task SharedRun_AskedToStopWhileItWaits_HoldsNothingBack()
    {
        using var store = Open();
        var facts = Facts(store);
        var run = Of(facts);
        RunShares.Open(store, run, Ranges);
        Assert.True(RunShares.Claim(store, run, 3, "another", Terms.Lease));
        ShareState[] waiting = [ShareState.Done, ShareState.Done, ShareState.Done, ShareState.Taken, ShareState.Free];
        using var stop = new CancellationTokenSource();
        var stopping = Task.Run(async () =>
        {
            using var other = Open();
            while (!States(other, run).SequenceEqual(waiting))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            await stop.CancelAsync();
        }, TestContext.Current.CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(() => SharedCalculation.Execute(Work(store, facts), null, stop.Token));
        await stopping;
        Assert.Equal(waiting, States(store, run));
    }

    [Fact]
    public void Shares_OfFactsOrTextsThatWereReplaced_AreGivenUp()
    {
        using var store = Open();
        var facts = Facts(store);
        var former = Of(facts) with { Key = "former", RuleHash = "former" };
        RunShares.Open(store, former, Ranges);
        RunShares.Open(store, Of(facts), Ranges);
        Assert.Equal([Of(facts)], RunShares.Runs(store));

        Load(store, Patients + 1);
        Assert.Empty(RunShares.Runs(store));
        Assert.Equal(0, Count(store, "run_share"));
    }

    // A host that read the facts before another kept the run, and is killed after: nobody would take its shares away.
    [Fact]
    public void Run_ThatAnotherHostMadeMeanwhile_IsNotSharedAnew()
    {
        using var store = Open();
        var facts = Facts(store);
        var kept = Save(store, Alone(facts));

        using var shared = SharedCalculation.Execute(Work(store, facts), null, TestContext.Current.CancellationToken);

        Assert.Equal((kept.Id, 0), (shared.Made!.Id, shared.Own));
        Assert.Empty(RunShares.Runs(store));
        Assert.Equal(0, Count(store, "run_share"));
    }

    [Fact]
    public void Run_ThatIsSmall_IsNotShared()
    {
        using var store = Open();
        var facts = Facts(store);
        foreach (var work in new[] { Work(store, facts) with { Terms = Terms with { From = 0 } }, Work(store, facts) with { Terms = Terms with { From = Patients + 1 } }, Work(store, facts) with { Kept = [Piece(facts)] } })
        {
            using var alone = SharedCalculation.Execute(work, null, TestContext.Current.CancellationToken);
            Assert.Equal((0, HashOf(Alone(facts))), (alone.Shares, HashOf(alone.Result!)));
        }

        Assert.Empty(RunShares.Runs(store));
    }

    [Fact]
    public void SharedRun_OfOtherTextsFactsOrDays_IsAnother()
    {
        using var store = Open();
        var facts = Facts(store);
        Load(store, Patients + 1);
        SharedRun[] runs =
        [
            Of(facts), SharedRun.Of(cahier.Compiled, SmallCahier.Period, facts.Hash), SharedRun.Of(Listing.Compiled, Period.OfYear(2021), facts.Hash),
            Of(StoreSnapshot.Read(store, Fields, cancellation: TestContext.Current.CancellationToken)),
        ];
        Assert.Equal(4, runs.DistinctBy(r => r.Key).Count());
    }

    private static WantedFields Fields => CheckedRuleSet.Wanted([Listing.Compiled.RuleSet]);

    private static Snapshot Facts(FactStore store)
    {
        Load(store, Patients);
        return StoreSnapshot.Read(store, Fields, cancellation: TestContext.Current.CancellationToken);
    }

    private static SharedRun Of(Snapshot facts) => SharedRun.Of(Listing.Compiled, SmallCahier.Period, facts.Hash);

    private static ShareState[] States(FactStore store, SharedRun run) => [.. RunShares.Of(store, run).Select(s => s.State)];

    private static SharedWork Work(FactStore store, Snapshot facts) => new(store, Listing.Compiled, VersionStatus.Draft, facts, SmallCahier.Period, new RunOptions(), [], Terms);

    private static RunResult Alone(Snapshot facts, IReadOnlyList<UnitPiece>? pieces = null) => CalculationRun.Execute(Listing.Compiled, facts, SmallCahier.Period.From, SmallCahier.Period.To, new RunOptions(), pieces: pieces);

    private static UnitPiece Piece(Snapshot facts)
    {
        using var bytes = new MemoryStream();
        Alone(facts, []).Kept!.Save(bytes);
        return UnitPiece.Open(bytes.ToArray())!;
    }

    private static RunReport Report(RunResult result) => new(result, VersionStatus.Draft, FactsReport.Of(result.Snapshot));

    private static string HashOf(RunResult result) => ResultFiles.WriteTables(Report(result), _ => Stream.Null).ResultHash;

    private static StoredRun Save(FactStore store, RunResult result)
    {
        var report = Report(result);
        return StoreResults.Save(store, report, ResultFiles.Write(report, _ => Stream.Null)).Run;
    }
}
