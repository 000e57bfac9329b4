namespace Cahier.Facts.Columns;

/// <summary>Gives some values, from a place on.</summary>
internal delegate void Filling<T>(int from, Span<T> values);

/// <summary>Values that are found when they are asked for, so that not all need stand in memory at once.</summary>
/// <param name="length">How many there are.</param>
/// <param name="fill">Finds some of them.</param>
internal sealed class ValueSource<T>(int length, Filling<T> fill)
    where T : unmanaged
{
    // Enough that finding them costs nothing, few enough to stay near the processor.
    private const int AtOnce = 1 << 12;

    public int Length => length;

    public T[] ToArray()
    {
        var values = new T[length];
        fill(0, values);
        return values;
    }

    /// <summary>Gives all values, some at a time and in order.</summary>
    public void GiveTo(Action<ReadOnlySpan<T>> take)
    {
        var some = new T[Math.Min(AtOnce, length)];
        for (var from = 0; from < length; from += some.Length)
        {
            var values = some.AsSpan(0, Math.Min(some.Length, length - from));
            fill(from, values);
            take(values);
        }
    }
}
