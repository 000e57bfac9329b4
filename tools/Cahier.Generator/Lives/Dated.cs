namespace Cahier.Generator.Lives;

/// <summary>One person's facts of a kind, read back by date and then as added; kept and reused from person to person.</summary>
internal sealed class Dated<T>
    where T : struct
{
    private T[] facts = new T[16];
    private long[] order = new long[16];

    public int Count { get; private set; }

    /// <summary>The facts as added; a later room may change them in place, but not their date.</summary>
    public Span<T> Added => facts.AsSpan(0, Count);

    public void Add(DateOnly date, in T fact)
    {
        if (Count == facts.Length)
        {
            Array.Resize(ref facts, Count * 2);
            Array.Resize(ref order, Count * 2);
        }

        facts[Count] = fact;
        order[Count] = ((long)date.DayNumber << 32) | (uint)Count;
        Count++;
    }

    public void Clear() => Count = 0;

    /// <summary>Puts the places in order; <see cref="At"/> then reads them.</summary>
    public void Sort() => order.AsSpan(0, Count).Sort();

    public ref readonly T At(int place, out DateOnly date)
    {
        date = DateOnly.FromDayNumber((int)(order[place] >> 32));
        return ref facts[(int)(order[place] & 0xFFFFFFFF)];
    }
}
