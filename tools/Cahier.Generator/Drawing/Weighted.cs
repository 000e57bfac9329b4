namespace Cahier.Generator.Drawing;

/// <summary>A short table of choices, each with a whole weight.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] values;
    private readonly int[] upTo;

    public Weighted(params ReadOnlySpan<(int Weight, T Value)> rows)
    {
        values = new T[rows.Length];
        upTo = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            Total += rows[i].Weight;
            values[i] = rows[i].Value;
            upTo[i] = Total;
        }
    }

    /// <summary>The sum of the weights.</summary>
    public int Total { get; }

    /// <summary>The choice that holds a position from 0 to <see cref="Total"/> − 1.</summary>
    public T At(int position)
    {
        var i = 0;
        while (position >= upTo[i])
        {
            i++;
        }

        return values[i];
    }
}
