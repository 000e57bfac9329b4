namespace Cahier.Facts.Columns;

/// <summary>Values that grow one by one, in blocks: none is moved as more come, for millions of rows cost most in being moved. For one thread while it grows.</summary>
internal sealed class Blocks<T>
    where T : unmanaged
{
    private const int Bits = 16;
    private const int Size = 1 << Bits;

    // The first grows by doubling, so that few values take little room.
    private const int FirstSize = 16;

    private T[][] blocks = [new T[FirstSize]];
    private T[] last;
    private int used;

    public Blocks() => last = blocks[0];

    public int Count { get; private set; }

    public T this[int index]
    {
        get => blocks[index >> Bits][index & (Size - 1)];
        set => blocks[index >> Bits][index & (Size - 1)] = value;
    }

    public void Add(T value)
    {
        if (used == last.Length)
        {
            Grow();
        }

        last[used++] = value;
        Count++;
    }

    /// <summary>Leaves the values to the collector once nobody needs them.</summary>
    public void Clear()
    {
        blocks = [last = []];
        used = 0;
        Count = 0;
    }

    private void Grow()
    {
        if (last.Length is > 0 and < Size)
        {
            Array.Resize(ref last, last.Length * 2);
            blocks[0] = last;
            return;
        }

        last = new T[Size];
        used = 0;
        Array.Resize(ref blocks, blocks.Length + 1);
        blocks[^1] = last;
    }
}
