using Cahier.Facts.Snapshots;

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

    // So many numbers are taken at once when rows stand in another order; those that are at most so many times as far from each other are read together.
    private const int AtOnce = 1 << 9;
    private const int Nearness = 4;

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

    /// <summary>Reads the numbers from one on.</summary>
    public void CopyTo(int from, Span<int> values)
    {
        while (!values.IsEmpty)
        {
            var (block, place) = (from >> Bits, from & (Size - 1));
            var part = values[..Math.Min(values.Length, Size - place)];
            if (block < blocks)
            {
                packed[block].CopyTo(place, part, missing);
            }
            else
            {
                last.AsSpan(place, part.Length).CopyTo(part);
            }

            from += part.Length;
            values = values[part.Length..];
        }
    }

    /// <summary>Reads the numbers of rows that stand from a place on in some order.</summary>
    public void Take(RowOrder rows, int from, Span<int> values)
    {
        if (rows.AreAsRead)
        {
            CopyTo(from, values);
            return;
        }

        Span<int> near = stackalloc int[Nearness * AtOnce];
        for (; !values.IsEmpty; from += Math.Min(AtOnce, values.Length), values = values[Math.Min(AtOnce, values.Length)..])
        {
            var some = values[..Math.Min(AtOnce, values.Length)];
            rows.CopyTo(from, some);
            Follow(some, near);
        }
    }

    /// <summary>Puts in place of rows their numbers. Those that stand near each other, as most do, are read together.</summary>
    private void Follow(Span<int> rows, Span<int> near)
    {
        var (first, last) = (rows[0], rows[0]);
        foreach (var row in rows)
        {
            first = Math.Min(first, row);
            last = Math.Max(last, row);
        }

        if (last - first >= near.Length)
        {
            foreach (ref var row in rows)
            {
                row = this[row];
            }

            return;
        }

        near = near[..(last - first + 1)];
        CopyTo(first, near);
        foreach (ref var row in rows)
        {
            row = near[row - first];
        }
    }

    /// <summary>Marks the rows whose number is one that stands for none; null when no row's is.</summary>
    public ulong[]? Marks(RowOrder rows, int none)
    {
        if (rows.Count == Count && !Contains(none))
        {
            return null;
        }

        ulong[]? marks = null;
        var room = new int[Math.Min(Size, rows.Count)];
        for (var from = 0; from < rows.Count; from += Size)
        {
            var values = room.AsSpan(0, Math.Min(Size, rows.Count - from));
            Take(rows, from, values);
            for (var at = 0; values[at..].IndexOf(none) is var next and >= 0; at += next + 1)
            {
                Columns.Bits.Set(ref marks, from + at + next, rows.Count);
            }
        }

        return marks;
    }

    /// <summary>Leaves the numbers to the collector once nobody needs them.</summary>
    public void Clear()
    {
        packed = [];
        last = new int[FirstSize];
        (blocks, used) = (0, 0);
    }

    private bool Contains(int number)
    {
        Span<int> some = stackalloc int[AtOnce];
        for (var from = 0; from < Count; from += AtOnce)
        {
            var values = some[..Math.Min(AtOnce, Count - from)];
            CopyTo(from, values);
            if (values.Contains(number))
            {
                return true;
            }
        }

        return false;
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
