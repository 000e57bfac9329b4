using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Results;

/// <summary>
/// What was found for each unit or participant, one after the other. Ranges of slots that begin at multiples of 64 may be
/// written by different threads. A place never written is unknown, and so is one that has no slot.
/// </summary>
public abstract class ResultColumn
{
    private protected ResultColumn(Places places) => Places = places;

    public int Count => Places.Count;

    /// <summary>The places that are looked at.</summary>
    internal Places Places { get; }

    /// <summary>The value at a place; unknown without a cause when there is none.</summary>
    public abstract FeelValue Value(int place);

    public bool IsKnown(int place) => Places.SlotOf(place) is var slot and >= 0 && IsKnownAt(slot);

    /// <summary>Writes a value of the column's own kind at a slot; another kind is unknown.</summary>
    internal abstract void WriteAt(int slot, FeelValue value);

    private protected abstract bool IsKnownAt(int slot);

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
    private const int WordBits = 64;

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

    private protected override bool IsKnownAt(int slot) => Has(TrueWords, slot) || Has(FalseWords, slot);

    private static bool Has(ulong[] words, int slot) => (words[slot / WordBits] & (1UL << slot)) != 0;
}

/// <summary>
/// Numbers and amounts, digit for digit: the digits as a whole number and how many of them are decimals. For those with
/// more digits than 63 bits hold there is room once one of them comes.
/// </summary>
public sealed class NumberResults : ResultColumn
{
    private const byte Unknown = 0;
    private const byte Long = byte.MaxValue;
    private const int ScaleBits = 16;
    private const int WordBits = 64;

    private readonly long[] digits;

    // Unknown, or long, or one more than the number of decimals.
    private readonly byte[] forms;
    private decimal[]? longOnes;

    internal NumberResults(Places places)
        : base(places) => (digits, forms) = (new long[places.Slots], new byte[places.Slots]);

    internal NumberResults(int count)
        : this(Places.All(count)) { }

    public decimal? Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? null : ReadAt(slot);

    public override FeelValue Value(int place) => Read(place) is { } value ? new NumberValue(value) : NullValue.Instance;

    /// <summary>What all the numbers are, where they were found so; null otherwise.</summary>
    internal WholeNumbers? Whole { get; set; }

    internal void Set(int place, decimal? value) => SetAt(Places.SlotOf(place), value);

    /// <summary>The digits at some slots, of numbers that are all whole; any where one is unknown.</summary>
    internal ReadOnlySpan<long> Digits(int slot, int count) => digits.AsSpan(slot, count);

    /// <summary>Writes numbers of one scale from a slot on, with a bit for each that is missing, or none. Slots whose mark is 0 are passed over.</summary>
    internal void SetAll(int slot, ReadOnlySpan<long> values, int scale, ReadOnlySpan<ulong> missing, byte[]? marks)
    {
        var form = (byte)(scale + 1);
        if (missing.IsEmpty && marks is null)
        {
            values.CopyTo(digits.AsSpan(slot));
            forms.AsSpan(slot, values.Length).Fill(form);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (marks is null || marks[slot + i] != 0)
            {
                digits[slot + i] = values[i];
                forms[slot + i] = missing.IsEmpty || (missing[i / WordBits] >> i & 1) == 0 ? form : Unknown;
            }
        }
    }

    /// <summary>Rounds the numbers from one slot to below another.</summary>
    internal void Round(MoneyRounding rounding, int from, int to)
    {
        // What has no more decimals than a step of a power of ten is a multiple of it.
        Whole = null;
        var decimals = rounding.Step == new decimal(1, 0, 0, false, rounding.Step.Scale) ? rounding.Step.Scale : -1;
        for (var slot = from; slot < to; slot++)
        {
            if (forms[slot] > decimals + 1 && ReadAt(slot) is { } number)
            {
                SetAt(slot, rounding.Apply(number));
            }
        }
    }

    internal decimal? ReadAt(int slot) => forms[slot] switch
    {
        Unknown => null,
        Long => longOnes![slot],
        var form => Numbers.FromScaled(digits[slot], form - 1),
    };

    internal void SetAt(int slot, decimal? value)
    {
        if (value is not { } number)
        {
            forms[slot] = Unknown;
            return;
        }

        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var size = unchecked((long)(((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        if (parts[2] != 0 || size < 0)
        {
            RoomForLongOnes()[slot] = number;
            forms[slot] = Long;
            return;
        }

        digits[slot] = parts[3] < 0 ? -size : size;
        forms[slot] = (byte)((parts[3] >> ScaleBits & byte.MaxValue) + 1);
    }

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is NumberValue n ? n.Value : null);

    private protected override bool IsKnownAt(int slot) => forms[slot] != Unknown;

    // Of two threads that make room at once, both take the room of the first.
    private decimal[] RoomForLongOnes() => longOnes ?? Interlocked.CompareExchange(ref longOnes, new decimal[digits.Length], null) ?? longOnes;
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

    private protected override bool IsKnownAt(int slot) => values[slot] is not null;
}

/// <summary>Dates.</summary>
public sealed class DateResults : ResultColumn
{
    // Twice the day and one, so that 0 is unknown.
    private readonly long[] days;

    internal DateResults(Places places)
        : base(places) => days = new long[places.Slots];

    public Date? Read(int place) => Places.SlotOf(place) is var slot && (slot < 0 || days[slot] == 0) ? null : new Date(days[slot] >> 1);

    public override FeelValue Value(int place) => Read(place) is { } value ? new DateValue(value) : NullValue.Instance;

    internal void SetAt(int slot, Date? value) => days[slot] = value is { } date ? (date.EpochDay << 1) | 1 : 0;

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is DateValue d ? d.Value : null);

    private protected override bool IsKnownAt(int slot) => days[slot] != 0;
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

    private protected override bool IsKnownAt(int slot) => values[slot] is not null;
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

    private protected override bool IsKnownAt(int slot) => rows[slot] != 0;
}
