using Xunit;

namespace Cahier.Feel.Tests.Fuzzing;

/// <summary>
/// Runs hostile work on a thread of its own with a small stack, and bounds the memory that it takes. Memory is counted,
/// not the time: a machine with much else to do does not change it. Only what never ends runs out of patience.
/// </summary>
internal static class Bounded
{
    private const int StackSize = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs work to its end.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="work">The work.</param>
    /// <param name="mostBytes">The most that it may allocate, counting what is freed again.</param>
    public static void Run(string name, Action work, long mostBytes)
    {
        Exception? failure = null;
        var allocated = 0L;
        var thread = new Thread(
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    work();
                }
                catch (Exception e)
                {
                    failure = e;
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            StackSize)
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), $"{name}: not done in {Patience}");
        Assert.True(failure is null, $"{name}: {failure}");
        Assert.True(allocated <= mostBytes, FormattableString.Invariant($"{name}: allocated {allocated} bytes, more than {mostBytes}"));
    }
}
