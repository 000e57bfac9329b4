using System.Numerics;

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
    private const int SmallestSlots = 64;

    private readonly List<char[]> blocks = [];
    private readonly Blocks<Entry> entries = new();

    // Where a text stands by its hash; none while each text came after the one before it in the order of the language, as keys
    // of most files do: then it is found by halves.
    private int[]? slots;
    private int blockUsed;
    private int last = -1;

    // The last that was found in order: what is looked for in order too stands after it.
    private int found = -1;

    public int Count => entries.Count;

    public ReadOnlySpan<char> this[int number] => TextOf(entries[number]);

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        // Rows that stand together often say the same.
        if (last >= 0 && text.SequenceEqual(this[last]))
        {
            return last;
        }

        return slots is null ? FindInOrder(text) : slots[Slot(slots, text, Hash(text))] - 1;
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

        if (slots is null && (Count == 0 || TextOrder.Compare(this[Count - 1], text) < 0))
        {
            isNew = true;
            return AddEntry(text, 0);
        }

        slots ??= HashAll();
        var hash = Hash(text);
        var slot = Slot(slots, text, hash);
        if (slots[slot] > 0)
        {
            return last = slots[slot] - 1;
        }

        isNew = true;
        slots[slot] = AddEntry(text, hash) + 1;
        if (Count * 2L > slots.Length)
        {
            slots = Slots(slots.Length * 2);
        }

        return last;
    }

    private static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text, StringComparison.Ordinal);

    private int AddEntry(ReadOnlySpan<char> text, int hash)
    {
        entries.Add(new Entry(Store(text), text.Length, hash));
        return last = Count - 1;
    }

    private int FindInOrder(ReadOnlySpan<char> text)
    {
        var next = found + 1;
        if (next < Count && text.SequenceEqual(this[next]))
        {
            return found = next;
        }

        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            switch (TextOrder.Compare(this[middle], text))
            {
                case 0: return found = middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    private int Slot(int[] slots, ReadOnlySpan<char> text, int hash)
    {
        var mask = slots.Length - 1;
        var slot = hash & mask;
        while (slots[slot] is var number and > 0 && entries[number - 1] is var entry && (entry.Hash != hash || !text.SequenceEqual(TextOf(entry))))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private ReadOnlySpan<char> TextOf(Entry entry) => blocks[(int)(entry.Start >> BlockBits)].AsSpan((int)(entry.Start & (BlockSize - 1)), entry.Length);

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

    /// <summary>Finds the hash of each text, once one came out of order.</summary>
    private int[] HashAll()
    {
        for (var number = 0; number < Count; number++)
        {
            entries[number] = entries[number] with { Hash = Hash(this[number]) };
        }

        return Slots((int)Math.Max(SmallestSlots, BitOperations.RoundUpToPowerOf2(((uint)Count * 2) + 1)));
    }

    private int[] Slots(int length)
    {
        var made = new int[length];
        var mask = length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = entries[number].Hash & mask;
            while (made[slot] > 0)
            {
                slot = (slot + 1) & mask;
            }

            made[slot] = number + 1;
        }

        return made;
    }

    private readonly record struct Entry(long Start, int Length, int Hash);
}
