namespace Cahier.Facts.Columns;

/// <summary>
/// Texts numbered from 0 in the order in which they were first added, without an object for each: their characters stand
/// one after the other in blocks. Not safe to share between threads while texts are added.
/// </summary>
internal sealed class TextPool
{
    /// <summary>The longest text that can be added, in characters.</summary>
    public const int LongestText = BlockSize;

    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private const int SmallestBlock = 256;

    private readonly List<char[]> blocks = [];
    private Entry[] entries = new Entry[16];
    private int[] slots = new int[64];
    private int blockUsed;
    private int last = -1;

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int number]
    {
        get
        {
            ref readonly var entry = ref entries[number];
            return blocks[(int)(entry.Start >> BlockBits)].AsSpan((int)(entry.Start & (BlockSize - 1)), entry.Length);
        }
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        // Rows that stand together often say the same.
        if (last >= 0 && text.SequenceEqual(this[last]))
        {
            return last;
        }

        var slot = Slot(text, string.GetHashCode(text, StringComparison.Ordinal));
        return slots[slot] - 1;
    }

    /// <summary>The number of a text, which is added when it is new.</summary>
    public int Add(ReadOnlySpan<char> text) => Add(text, out _);

    /// <inheritdoc cref="Add(ReadOnlySpan{char})"/>
    public int Add(ReadOnlySpan<char> text, out bool isNew)
    {
        isNew = false;
        if (last >= 0 && text.SequenceEqual(this[last]))
        {
            return last;
        }

        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        var slot = Slot(text, hash);
        if (slots[slot] > 0)
        {
            return last = slots[slot] - 1;
        }

        isNew = true;
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, entries.Length * 2);
        }

        entries[Count] = new Entry(Store(text), text.Length, hash);
        last = Count++;
        slots[slot] = Count;
        if (Count * 2L > slots.Length)
        {
            Rehash();
        }

        return last;
    }

    private int Slot(ReadOnlySpan<char> text, int hash)
    {
        var mask = slots.Length - 1;
        var slot = hash & mask;
        while (slots[slot] is var number and > 0 && (entries[number - 1].Hash != hash || !text.SequenceEqual(this[number - 1])))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private long Store(ReadOnlySpan<char> text)
    {
        MakeRoom(text.Length);
        var start = ((long)(blocks.Count - 1) << BlockBits) + blockUsed;
        text.CopyTo(blocks[^1].AsSpan(blockUsed));
        blockUsed += text.Length;
        return start;
    }

    // The last block grows to its whole size before another begins: most pools of a small snapshot hold a few short texts.
    private void MakeRoom(int length)
    {
        if (blocks.Count == 0 || blockUsed + length > BlockSize)
        {
            blocks.Add([]);
            blockUsed = 0;
        }

        var block = blocks[^1];
        if (blockUsed + length > block.Length)
        {
            Array.Resize(ref block, Math.Clamp(Math.Max(2 * block.Length, blockUsed + length), SmallestBlock, BlockSize));
            blocks[^1] = block;
        }
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = entries[number].Hash & mask;
            while (slots[slot] > 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = number + 1;
        }
    }

    private readonly record struct Entry(long Start, int Length, int Hash);
}
