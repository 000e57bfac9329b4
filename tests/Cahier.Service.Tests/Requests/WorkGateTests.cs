using Cahier.Service.Requests;
using Xunit;

namespace Cahier.Service.Tests.Requests;

/// <summary>So much work at once, and none that is waited for too long.</summary>
public sealed class WorkGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Work_OfMany_IsDone_SoMuchAtOnce()
    {
        using var gate = new WorkGate(2, Long);
        var (now, most) = (0, 0);
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => gate.RunAsync(
            _ =>
            {
                var together = Interlocked.Increment(ref now);
                InterlockedMax(ref most, together);
                Thread.Sleep(5);
                Interlocked.Decrement(ref now);
                return n;
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, 20), found);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Work_ThatTakesTooLong_IsToldToStop_AndRefused()
    {
        using var gate = new WorkGate(1, Short);
        var isTold = new TaskCompletionSource();
        using var end = new ManualResetEventSlim();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => gate.RunAsync(
            limit =>
            {
                limit.WaitHandle.WaitOne(Long);
                isTold.SetResult();
                return end.Wait(Long);
            },
            TestContext.Current.CancellationToken));
        Assert.Equal((503, "too-long"), (refusal.Status, refusal.Kind));
        end.Set();
        await isTold.Task.WaitAsync(Long, TestContext.Current.CancellationToken);
        Assert.Equal(1, await gate.RunAsync(_ => 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Work_ThatDoesNotStop_KeepsItsPlaceUntilItEnds()
    {
        using var gate = new WorkGate(1, Short);
        using var end = new ManualResetEventSlim();
        await Assert.ThrowsAsync<Refusal>(() => gate.RunAsync(_ => end.Wait(Long), TestContext.Current.CancellationToken));

        // Who comes now waits in vain, and does nothing.
        var isDone = false;
        await Assert.ThrowsAsync<Refusal>(() => gate.RunAsync(_ => isDone = true, TestContext.Current.CancellationToken));
        end.Set();
        Assert.False(isDone);
    }

    [Fact]
    public async Task Work_ThatFails_FreesItsPlace()
    {
        using var gate = new WorkGate(1, Long);
        await Assert.ThrowsAsync<FormatException>(() => gate.RunAsync<int>(_ => throw new FormatException(), TestContext.Current.CancellationToken));
        Assert.Equal(1, await gate.RunAsync(_ => 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Request_ThatWentAway_IsNoRefusal()
    {
        using var gate = new WorkGate(1, Long);
        using var away = new CancellationTokenSource(Short);
        using var end = new ManualResetEventSlim();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.RunAsync(_ => end.Wait(Long), away.Token));
        end.Set();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
