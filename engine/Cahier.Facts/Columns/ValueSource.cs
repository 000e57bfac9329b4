namespace Cahier.Facts.Columns;

/// <summary>Gives some values, from a place on.</summary>
internal delegate void Filling<T>(int from, Span<T> values);

/// <summary>Values that are found when they are asked for, so that not all need stand in memory at once.</summary>
/// <param name="length">How many there are.</param>
/// <param name="fill">Finds some of them.</param>
internal sealed class ValueSource<T>(int length, Filling<T> fill)
    where T : unmanaged
{
    // Enough that handing them over costs nothing, few enough to stay near the processor.
    private const int AtOnce = 1 << 14;

    public int Length => length;

    public T[] ToArray()
    {
        var values = new T[length];
        fill(0, values);
        return values;
    }

    /// <summary>Gives all values, some at a time and in order. While some are taken, the next are found on another thread.</summary>
    public void GiveTo(Action<ReadOnlySpan<T>> take)
    {
        var (some, others) = (new T[Math.Min(AtOnce, length)], new T[Math.Clamp(length - AtOnce, 0, AtOnce)]);
        Fill(0, some);
        for (var from = 0; from < length; from += AtOnce)
        {
            var (now, then) = (from, others);
            var finding = from + AtOnce < length ? Task.Run(() => Fill(now + AtOnce, then)) : Task.CompletedTask;
            try
            {
                take(some.AsSpan(0, Math.Min(some.Length, length - from)));
            }
            finally
            {
                finding.GetAwaiter().GetResult();
            }

            (some, others) = (others, some);
        }
    }

    private void Fill(int from, T[] values) => fill(from, values.AsSpan(0, Math.Min(values.Length, length - from)));
}
