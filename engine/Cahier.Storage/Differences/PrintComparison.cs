namespace Cahier.Storage.Differences;

/// <summary>
/// Finds where the prints of two runs differ: what was put in, taken out or changed, all else standing in the same order. Mostly
/// a unit here and there, so that the next that both have is near.
/// </summary>
internal sealed class PrintComparison
{
    // One in so many may differ; beyond that a run is kept whole.
    private const int Share = 8;

    // So many are passed over on both sides before the next that both have.
    private const int Passed = 64;

    // So far ahead one is looked for, and once more, when it is not there, farther: not often, since where all differs nothing is found.
    private const int Near = 512;
    private const int Far = 1 << 20;
    private const int MostFar = 100;

    private readonly ulong[] now;
    private readonly List<RowChange> changes = [];
    private int farther;

    private PrintComparison(ulong[] now) => this.now = now;

    /// <summary>The changes, in order; null when more than an eighth differs.</summary>
    public static IReadOnlyList<RowChange>? Of(ReadOnlySpan<ulong> former, ulong[] now) => new PrintComparison(now).Find(former);

    private List<RowChange>? Find(ReadOnlySpan<ulong> former)
    {
        var (at, place, left) = (0, 0, now.Length / Share);
        while (true)
        {
            var same = former[at..].CommonPrefixLength(now.AsSpan(place));
            (at, place) = (at + same, place + same);
            if (at == former.Length && place == now.Length)
            {
                return changes;
            }

            var (passed, came) = Next(former[at..], now.AsSpan(place));
            var change = new RowChange(at, at + passed, place, place + came);
            changes.Add(change);
            left -= change.Count;
            if (left < 0)
            {
                return null;
            }

            (at, place) = (change.BaseTo, change.To);
        }
    }

    // How many of each come before the next that both have.
    private (int Passed, int Came) Next(ReadOnlySpan<ulong> former, ReadOnlySpan<ulong> now)
    {
        if (former.IsEmpty || now.IsEmpty)
        {
            return (former.Length, now.Length);
        }

        return Next(former, now, Passed, Near)
            ?? (farther++ < MostFar ? Next(former, now, steps: 1, Far) : null)
            ?? (Math.Min(Passed, former.Length), Math.Min(Passed, now.Length));
    }

    private static (int Passed, int Came)? Next(ReadOnlySpan<ulong> former, ReadOnlySpan<ulong> now, int steps, int ahead)
    {
        for (var step = 0; step < Math.Min(steps, Math.Min(former.Length, now.Length)); step++)
        {
            var came = Find(now[step..], former[step], ahead);
            var passed = Find(former[step..], now[step], ahead);
            if (came >= 0 && (passed < 0 || came <= passed))
            {
                return (step, step + came);
            }

            if (passed >= 0)
            {
                return (step + passed, step);
            }
        }

        return null;
    }

    private static int Find(ReadOnlySpan<ulong> among, ulong print, int ahead) => among[..Math.Min(ahead, among.Length)].IndexOf(print);
}
