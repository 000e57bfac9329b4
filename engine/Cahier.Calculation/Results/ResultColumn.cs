using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Results;

/// <summary>
/// What was found for each unit or participant, one after the other. Ranges of slots that begin at multiples of 64 may be
/// written by different threads. A place never written is unknown, and so is one that has no slot.
/// </summary>
public abstract class ResultColumn
{
    // As likely to be that of a value as any number is.
    private const ulong PrintOfNothing = 0x9E3779B97F4A7C15;

    private protected ResultColumn(Places places) => Places = places;

    public int Count => Places.Count;

    /// <summary>The places that are looked at.</summary>
    internal Places Places { get; }

    /// <summary>The value at a place; unknown without a cause when there is none.</summary>
    public abstract FeelValue Value(int place);

    public bool IsKnown(int place) => Places.SlotOf(place) is var slot and >= 0 && IsKnownAt(slot);

    /// <summary>Writes a value of the column's own kind at a slot; another kind is unknown.</summary>
    internal abstract void WriteAt(int slot, FeelValue value);

    /// <summary>Whether there is a value at a slot.</summary>
    internal abstract bool IsKnownAt(int slot);

    /// <summary>A number that tells whether what stands at a place is, digit for digit, what stood there in another run.</summary>
    internal ulong PrintOf(int place) => Places.SlotOf(place) is var slot and >= 0 && IsKnownAt(slot) ? PrintAt(slot) : PrintOfNothing;

    /// <summary>Takes all values of another column of the same kind, with as many slots.</summary>
    internal abstract void Copy(ResultColumn other);

    /// <summary>The same of a slot where there is a value.</summary>
    private protected abstract ulong PrintAt(int slot);

    private protected static ulong PrintOfText(string text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>A column for values of a type.</summary>
    internal static ResultColumn For(FeelType type, Places places) => type switch
    {
        BooleanType => new BooleanResults(places),
        NumberType => new NumberResults(places),
        TextType => new TextResults(places),
        DateType => new DateResults(places),
        RowType => new RowResults(places),
        _ => new OtherResults(places),
    };

    /// <summary>The kind of column that holds values of a type.</summary>
    internal static Type KindFor(FeelType type) => For(type, Places.All(0)).GetType();
}

/// <summary>Outcomes: true, false or unknown, as two bits 64 slots to a word. Different threads write different words.</summary>
public sealed class BooleanResults : ResultColumn
{
    private const int WordBits = MarkedList.WordBits;

    internal BooleanResults(Places places)
        : base(places)
    {
        TrueWords = new ulong[(places.Slots + WordBits - 1) / WordBits];
        FalseWords = new ulong[TrueWords.Length];
    }

    /// <summary>A bit for each slot that is true.</summary>
    internal ulong[] TrueWords { get; }

    /// <summary>A bit for each slot that is false.</summary>
    internal ulong[] FalseWords { get; }

    public bool? Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? null : Has(TrueWords, slot) ? true : Has(FalseWords, slot) ? false : null;

    public override FeelValue Value(int place) => Read(place) is { } value ? BooleanValue.Of(value) : NullValue.Instance;

    internal void SetAt(int slot, bool? value)
    {
        var (word, bit) = (slot / WordBits, 1UL << slot);
        TrueWords[word] = value == true ? TrueWords[word] | bit : TrueWords[word] & ~bit;
        FalseWords[word] = value == false ? FalseWords[word] | bit : FalseWords[word] & ~bit;
    }

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is BooleanValue b ? b.Value : null);

    /// <summary>Settles what is unknown.</summary>
    internal void Settle(bool value)
    {
        var (known, other) = value ? (FalseWords, TrueWords) : (TrueWords, FalseWords);
        for (var word = 0; word < known.Length; word++)
        {
            other[word] = ~known[word] & Valid(word);
        }
    }

    /// <summary>The bits of a word that stand for slots.</summary>
    internal ulong Valid(int word) => (word + 1) * WordBits <= Places.Slots ? ulong.MaxValue : (1UL << (Places.Slots - (word * WordBits))) - 1;

    internal override bool IsKnownAt(int slot) => Has(TrueWords, slot) || Has(FalseWords, slot);

    internal override void Copy(ResultColumn other)
    {
        ((BooleanResults)other).TrueWords.CopyTo(TrueWords, 0);
        ((BooleanResults)other).FalseWords.CopyTo(FalseWords, 0);
    }

    private protected override ulong PrintAt(int slot) => Has(TrueWords, slot) ? 1UL : 0;

    private static bool Has(ulong[] words, int slot) => (words[slot / WordBits] & (1UL << slot)) != 0;
}

/// <summary>Texts.</summary>
public sealed class TextResults : ResultColumn
{
    private readonly string?[] values;

    internal TextResults(Places places)
        : base(places) => values = new string?[places.Slots];

    public string? Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? null : values[slot];

    public override FeelValue Value(int place) => Read(place) is { } value ? new TextValue(value) : NullValue.Instance;

    internal string? ReadAt(int slot) => values[slot];

    internal void SetAt(int slot, string? value) => values[slot] = value;

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is TextValue t ? t.Value : null);

    internal override bool IsKnownAt(int slot) => values[slot] is not null;

    internal override void Copy(ResultColumn other) => ((TextResults)other).values.CopyTo(values, 0);

    private protected override ulong PrintAt(int slot) => PrintOfText(values[slot]!);
}

/// <summary>Dates.</summary>
public sealed class DateResults : ResultColumn
{
    internal DateResults(Places places)
        : base(places) => Days = new long[places.Slots];

    /// <summary>For each slot twice the day and one, so that 0 is unknown.</summary>
    internal long[] Days { get; }

    public Date? Read(int place) => Places.SlotOf(place) is var slot && (slot < 0 || Days[slot] == 0) ? null : new Date(Days[slot] >> 1);

    public override FeelValue Value(int place) => Read(place) is { } value ? new DateValue(value) : NullValue.Instance;

    internal void SetAt(int slot, Date? value) => Days[slot] = value is { } date ? (date.EpochDay << 1) | 1 : 0;

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is DateValue d ? d.Value : null);

    internal override bool IsKnownAt(int slot) => Days[slot] != 0;

    internal override void Copy(ResultColumn other) => ((DateResults)other).Days.CopyTo(Days, 0);

    private protected override ulong PrintAt(int slot) => (ulong)Days[slot];
}

/// <summary>Durations and other values that have no column of their own.</summary>
public sealed class OtherResults : ResultColumn
{
    private readonly FeelValue?[] values;

    internal OtherResults(Places places)
        : base(places) => values = new FeelValue?[places.Slots];

    public FeelValue Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? NullValue.Instance : values[slot] ?? NullValue.Instance;

    public override FeelValue Value(int place) => Read(place);

    internal void SetAt(int slot, FeelValue value) => values[slot] = value is NullValue ? null : value;

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value);

    internal override bool IsKnownAt(int slot) => values[slot] is not null;

    internal override void Copy(ResultColumn other) => ((OtherResults)other).values.CopyTo(values, 0);

    private protected override ulong PrintAt(int slot) => PrintOfText(FeelText.Plain(values[slot]!));
}

/// <summary>Rows of a table, by number; −1 for none.</summary>
public sealed class RowResults : ResultColumn
{
    // One more than the row, so that 0 is none.
    private readonly int[] rows;

    internal RowResults(Places places)
        : base(places) => rows = new int[places.Slots];

    public int Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? -1 : ReadAt(slot);

    public override FeelValue Value(int place) => throw new NotSupportedException("a row is read through its table");

    internal int ReadAt(int slot) => rows[slot] - 1;

    internal void SetAt(int slot, int row) => rows[slot] = row + 1;

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is RowValue row ? row.Row : -1);

    internal override bool IsKnownAt(int slot) => rows[slot] != 0;

    internal override void Copy(ResultColumn other) => ((RowResults)other).rows.CopyTo(rows, 0);

    private protected override ulong PrintAt(int slot) => (ulong)rows[slot];
}
