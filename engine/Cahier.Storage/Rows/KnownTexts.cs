using System.Runtime.InteropServices;

namespace Cahier.Storage.Rows;

/// <summary>
/// The texts that one column of a source gave before, numbered from 0 and found by their bytes: dates, codes and amounts come again
/// and again, and are then neither copied nor read anew. Long ones are not known. Gives up where most texts are new, as keys are.
/// Asked by one thread; another may read the texts of numbers that it was handed.
/// </summary>
internal sealed class KnownTexts
{
    private const int MostTexts = 1 << 16;
    private const int FirstTexts = 16;
    private const int SlotsOfText = 2;

    // Each new text costs one and each that is known brings one: it is given up when nothing is left.
    private const int MostCredit = 1 << 13;

    // Of texts that are made to meet in one place, no more than these are looked at.
    private const int MostSteps = 16;

    private Slot[] slots = [];
    private string[] texts = [];
    private int count;
    private int credit = MostCredit;
    private Slot last;

    /// <summary>The text with a number.</summary>
    public string this[int number] => texts[number];

    /// <summary>The number of the text of a row, -1 when it has none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Where the text stands.</param>
    public int NumberOf<TRow>(in TRow row, int column)
        where TRow : ISourceRow, allows ref struct
    {
        // Where it was given up, the source is not asked either: it looks for the text each time.
        if (credit == 0 || row.Bytes(column) is var bytes && (bytes.IsEmpty || bytes.Length > Slot.LongestText))
        {
            return -1;
        }

        var sought = Slot.Of(bytes);
        if (!sought.HasTextOf(last))
        {
            MakeRoom();
            var slot = Look(sought);
            if (slot < 0 || slots[slot].IsFree)
            {
                return Add(sought, slot, row, column);
            }

            last = slots[slot];
        }

        credit = Math.Min(credit + 1, MostCredit);
        return last.Number;
    }

    private int Add<TRow>(in Slot added, int slot, in TRow row, int column)
        where TRow : ISourceRow, allows ref struct
    {
        if (--credit == 0)
        {
            // What was handed out can still be read.
            slots = [];
            return -1;
        }

        if (slot < 0 || count == MostTexts)
        {
            return -1;
        }

        texts[count] = row[column].ToString();
        last = slots[slot] = added with { Number = count };
        return count++;
    }

    /// <summary>Where a text stands among the slots, or would stand; -1 when there is no room near its place.</summary>
    private int Look(in Slot sought)
    {
        var mask = slots.Length - 1;
        var first = sought.Place;
        for (var step = 0; step < MostSteps; step++)
        {
            var slot = unchecked(first + step) & mask;
            if (slots[slot].IsFree || slots[slot].HasTextOf(sought))
            {
                return slot;
            }
        }

        return -1;
    }

    private void MakeRoom()
    {
        if (count < texts.Length || count == MostTexts)
        {
            return;
        }

        Array.Resize(ref texts, Math.Max(FirstTexts, count * 2));
        var former = slots;
        slots = new Slot[texts.Length * SlotsOfText];
        foreach (var slot in former.Where(s => !s.IsFree))
        {
            // One that finds no room is not known any more.
            if (Look(slot) is var place and >= 0)
            {
                slots[place] = slot;
            }
        }
    }

    /// <summary>A text by its bytes, few as they are.</summary>
    private readonly record struct Slot(ulong First, ulong Last, int Length, int Number)
    {
        public const int LongestText = 2 * Word;

        private const int Word = sizeof(ulong);

        public bool IsFree => Length == 0;

        /// <summary>A number that differs for most texts. Measured: found by a hash of the library instead, reading a store takes a quarter longer.</summary>
        public int Place
        {
            get
            {
                const ulong One = 0xA076_1D64_78BD_642F;
                const ulong Other = 0xE703_7ED1_A0B4_28DB;
                var high = Math.BigMul(First ^ One, Last ^ Other ^ (ulong)Length, out var low);
                return unchecked((int)(high ^ low));
            }
        }

        // Bytes may stand in both words; with their number, these are all the same of one text only.
        public static Slot Of(ReadOnlySpan<byte> text) => text.Length switch
        {
            >= Word => new Slot(MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<ulong>(text[^Word..]), text.Length, 0),
            >= Word / 2 => new Slot(MemoryMarshal.Read<uint>(text), MemoryMarshal.Read<uint>(text[^(Word / 2)..]), text.Length, 0),
            _ => new Slot(text[0] | ((ulong)text[text.Length / 2] << Word), text[^1], text.Length, 0),
        };

        public bool HasTextOf(in Slot other) => First == other.First && Last == other.Last && Length == other.Length;
    }
}
