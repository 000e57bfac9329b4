using System.Globalization;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Results;

/// <summary>
/// Numbers and amounts, digit for digit: the digits as a whole number and how many of them are decimals. For those with
/// more digits than 63 bits hold there is room once one of them comes.
/// </summary>
public sealed class NumberResults : ResultColumn
{
    /// <summary>The form of a number that is unknown.</summary>
    internal const byte Unknown = 0;

    /// <summary>The form of a number that has more digits than there is room for.</summary>
    internal const byte Long = byte.MaxValue;

    private const int WordBits = MarkedList.WordBits;
    private const int BitsOfDigits = 56;

    // Any where the form says that there are none.
    private readonly long[] digits;

    private readonly byte[] forms;
    private readonly Lazy<(long Least, long Most)?> range;
    private decimal[]? longOnes;

    internal NumberResults(Places places)
        : base(places)
    {
        (digits, forms) = (GC.AllocateUninitializedArray<long>(places.Slots), new byte[places.Slots]);
        range = new Lazy<(long, long)?>(FindRange);
    }

    internal NumberResults(int count)
        : this(Places.All(count)) { }

    public decimal? Read(int place) => Places.SlotOf(place) is var slot && slot < 0 ? null : ReadAt(slot);

    public override FeelValue Value(int place) => Read(place) is { } value ? new NumberValue(value) : NullValue.Instance;

    /// <summary>What all the numbers are, where they were found so; null otherwise.</summary>
    internal WholeNumbers? Whole { get; set; }

    /// <summary>The least and the most of the digits of numbers that are all whole; null when there is none.</summary>
    internal (long Least, long Most)? Range => range.Value;

    internal void Set(int place, decimal? value) => SetAt(Places.SlotOf(place), value);

    /// <summary>The digits at some slots, of numbers that are all whole; any where one is unknown.</summary>
    internal Span<long> Digits(int slot, int count) => digits.AsSpan(slot, count);

    /// <summary>The forms of the numbers at some slots: unknown, or long, or one more than the number of decimals.</summary>
    internal Span<byte> Forms(int slot, int count) => forms.AsSpan(slot, count);

    /// <summary>The form of the first number that is known; unknown when none is.</summary>
    internal byte FirstForm() => forms.AsSpan().IndexOfAnyExcept(Unknown) is var slot and >= 0 ? forms[slot] : Unknown;

    /// <summary>The digits of a number and how many of them are decimals; false when it is unknown or long.</summary>
    internal bool TryRead(int place, out long number, out int scale)
    {
        var slot = Places.SlotOf(place);
        var form = slot < 0 ? Unknown : forms[slot];
        (number, scale) = form is Unknown or Long ? (0, 0) : (digits[slot], form - 1);
        return form is not (Unknown or Long);
    }

    /// <summary>Writes a number of another column.</summary>
    internal void CopyAt(int slot, NumberResults other, int from)
    {
        if (other.forms[from] == Long)
        {
            SetAt(slot, other.ReadAt(from));
            return;
        }

        (digits[slot], forms[slot]) = (other.digits[from], other.forms[from]);
    }

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
        var decimals = rounding.Decimals ?? -1;
        if (Whole is { } whole && whole.Scale <= decimals)
        {
            return;
        }

        Whole = null;
        for (var slot = from; slot < to; slot++)
        {
            if (forms[slot] > decimals + 1 && ReadAt(slot) is { } number)
            {
                SetAt(slot, rounding.Apply(number));
            }
        }
    }

    /// <summary>The sum of the numbers at some places, all of which have as many decimals; null when they have not, or one is unknown or too large.</summary>
    internal decimal? SumOfAlike(ReadOnlySpan<int> places)
    {
        if (places.IsEmpty || Places.SlotOf(places[0]) is var first && first < 0)
        {
            return null;
        }

        // In words of 64 bits as long as they hold it.
        var (form, sum, part) = (forms[first], (Int128)0, 0L);
        foreach (var place in places)
        {
            var slot = Places.SlotOf(place);
            if (slot < 0 || forms[slot] != form)
            {
                return null;
            }

            var more = unchecked(part + digits[slot]);
            if (((part ^ more) & (digits[slot] ^ more)) < 0)
            {
                (sum, more) = (sum + part, digits[slot]);
            }

            part = more;
        }

        return OfDigits(sum + part, form);
    }

    /// <summary>The number with some digits, in the form of those that they were added of; null when it is too large, or they have none in common.</summary>
    internal static decimal? OfDigits(Int128 digits, byte form) =>
        form is Unknown or Long || digits < long.MinValue || digits > long.MaxValue ? null : Numbers.FromScaled((long)digits, form - 1);

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

        if (!Numbers.TryToScaled(number, out var scaled))
        {
            RoomForLongOnes()[slot] = number;
            forms[slot] = Long;
            return;
        }

        digits[slot] = scaled;
        forms[slot] = (byte)(number.Scale + 1);
    }

    internal override void WriteAt(int slot, FeelValue value) => SetAt(slot, value is NumberValue n ? n.Value : null);

    internal override bool IsKnownAt(int slot) => forms[slot] != Unknown;

    internal override void Copy(ResultColumn other)
    {
        var from = (NumberResults)other;
        from.digits.CopyTo(digits, 0);
        from.forms.CopyTo(forms, 0);
        from.longOnes?.CopyTo(RoomForLongOnes(), 0);
        Whole = from.Whole;
    }

    // The form in bits that few digits reach.
    private protected override ulong PrintAt(int slot) =>
        forms[slot] == Long ? PrintOfText(longOnes![slot].ToString(CultureInfo.InvariantCulture)) : unchecked((ulong)digits[slot]) ^ ((ulong)forms[slot] << BitsOfDigits);

    private (long, long)? FindRange()
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        for (var slot = 0; slot < digits.Length; slot++)
        {
            if (forms[slot] != Unknown)
            {
                (least, most) = (Math.Min(least, digits[slot]), Math.Max(most, digits[slot]));
            }
        }

        return least <= most ? (least, most) : null;
    }

    // Of two threads that make room at once, both take the room of the first.
    private decimal[] RoomForLongOnes() => longOnes ?? Interlocked.CompareExchange(ref longOnes, new decimal[digits.Length], null) ?? longOnes;
}
