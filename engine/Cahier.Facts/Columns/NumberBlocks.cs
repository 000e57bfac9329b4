namespace Cahier.Facts.Columns;

/// <summary>
/// Whole numbers that grow one by one, in blocks, each of which is packed once it is full: dates, codes and rows that stand
/// together differ little, so that most take one or two bytes. None is changed; for one thread while it grows.
/// </summary>
/// <param name="missing">A number that may be far from the others, and is packed all the same.</param>
internal sealed class NumberBlocks(int missing = int.MinValue)
{
    /// <summary>How many numbers a full block has.</summary>
    public const int Size = 1 << Bits;

    private const int Bits = 12;

    // The last block grows by doubling at first, so that few numbers take little room.
    private const int FirstSize = 16;

    private PackedBlock[] packed = [];
    private int[] last = new int[FirstSize];
    private int blocks;
    private int used;

    public int Count => (blocks << Bits) + used;

    public int this[int index]
    {
        get
        {
            var block = index >> Bits;
            return block < blocks ? packed[block].Read(index & (Size - 1), missing) : last[index & (Size - 1)];
        }
    }

    public void Add(int value)
    {
        if (used == last.Length)
        {
            Grow();
        }

        last[used++] = value;
    }

    /// <summary>Leaves the numbers to the collector once nobody needs them.</summary>
    public void Clear()
    {
        packed = [];
        last = new int[FirstSize];
        (blocks, used) = (0, 0);
    }

    private void Grow()
    {
        if (last.Length < Size)
        {
            Array.Resize(ref last, last.Length * 2);
            return;
        }

        if (blocks == packed.Length)
        {
            Array.Resize(ref packed, Math.Max(FirstSize, blocks * 2));
        }

        packed[blocks++] = PackedBlock.Of(last, missing);
        used = 0;
    }
}
