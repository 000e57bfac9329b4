using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Results;

/// <summary>
/// What was found for each unit or participant, one after the other. Ranges that begin at multiples of 64 may be written
/// by different threads. A place never written is unknown.
/// </summary>
public abstract class ResultColumn
{
    private protected ResultColumn(int count) => Count = count;

    public int Count { get; }

    /// <summary>The value at a place; unknown without a cause when there is none.</summary>
    public abstract FeelValue Value(int place);

    public abstract bool IsKnown(int place);

    /// <summary>Writes a value of the column's own kind; another kind is unknown.</summary>
    public abstract void Write(int place, FeelValue value);

    /// <summary>A column for values of a type.</summary>
    public static ResultColumn For(FeelType type, int count) => type switch
    {
        BooleanType => new BooleanResults(count),
        NumberType => new NumberResults(count),
        TextType => new TextResults(count),
        DateType => new DateResults(count),
        RowType => new RowResults(count),
        _ => new OtherResults(count),
    };
}

/// <summary>Outcomes: true, false or unknown, as two bits 64 places to a word. Different threads write different words.</summary>
public sealed class BooleanResults(int count) : ResultColumn(count)
{
    private const int WordBits = 64;

    // For each place where its bits stand; null when bits stand in the order of places.
    private int[]? bits;

    /// <summary>A bit for each place that is true.</summary>
    internal ulong[] TrueWords { get; } = new ulong[(count + WordBits - 1) / WordBits];

    /// <summary>A bit for each place that is false.</summary>
    internal ulong[] FalseWords { get; } = new ulong[(count + WordBits - 1) / WordBits];

    public bool? Read(int place) => BitOf(place) is var bit && Has(TrueWords, bit) ? true : Has(FalseWords, bit) ? false : null;

    public void Set(int place, bool? value)
    {
        var (word, bit) = (BitOf(place) / WordBits, 1UL << BitOf(place));
        TrueWords[word] = value == true ? TrueWords[word] | bit : TrueWords[word] & ~bit;
        FalseWords[word] = value == false ? FalseWords[word] | bit : FalseWords[word] & ~bit;
    }

    public override FeelValue Value(int place) => Read(place) is { } value ? BooleanValue.Of(value) : NullValue.Instance;

    public override bool IsKnown(int place) => BitOf(place) is var bit && (Has(TrueWords, bit) || Has(FalseWords, bit));

    public override void Write(int place, FeelValue value) => Set(place, value is BooleanValue b ? b.Value : null);

    /// <summary>Outcomes of units, not yet found, whose words follow the order of the facts when there is another than that of the units.</summary>
    internal static BooleanResults InOrder(FactOrder? order, int count) => new(count) { bits = order?.Places };

    /// <summary>Takes over the outcomes of another, wherever its bits stand.</summary>
    internal void Take(BooleanResults other)
    {
        for (var place = 0; place < Count; place++)
        {
            Set(place, other.Read(place));
        }
    }

    /// <summary>Settles what is unknown.</summary>
    internal void Settle(bool value)
    {
        var (known, other) = value ? (FalseWords, TrueWords) : (TrueWords, FalseWords);
        for (var word = 0; word < known.Length; word++)
        {
            other[word] = ~known[word] & Valid(word);
        }
    }

    /// <summary>The bits of a word that stand for places.</summary>
    internal ulong Valid(int word) => (word + 1) * WordBits <= Count ? ulong.MaxValue : (1UL << (Count - (word * WordBits))) - 1;

    private int BitOf(int place) => bits is null ? place : bits[place];

    private static bool Has(ulong[] words, int bit) => (words[bit / WordBits] & (1UL << bit)) != 0;
}

/// <summary>Numbers and amounts.</summary>
public sealed class NumberResults(int count) : ResultColumn(count)
{
    private readonly decimal[] values = new decimal[count];
    private readonly bool[] known = new bool[count];

    public decimal? Read(int place) => known[place] ? values[place] : null;

    public void Set(int place, decimal? value)
    {
        known[place] = value is not null;
        values[place] = value.GetValueOrDefault();
    }

    public override FeelValue Value(int place) => known[place] ? new NumberValue(values[place]) : NullValue.Instance;

    public override bool IsKnown(int place) => known[place];

    public override void Write(int place, FeelValue value) => Set(place, value is NumberValue n ? n.Value : null);
}

/// <summary>Texts.</summary>
public sealed class TextResults(int count) : ResultColumn(count)
{
    private readonly string?[] values = new string?[count];

    public string? Read(int place) => values[place];

    public void Set(int place, string? value) => values[place] = value;

    public override FeelValue Value(int place) => values[place] is { } value ? new TextValue(value) : NullValue.Instance;

    public override bool IsKnown(int place) => values[place] is not null;

    public override void Write(int place, FeelValue value) => Set(place, value is TextValue t ? t.Value : null);
}

/// <summary>Dates.</summary>
public sealed class DateResults(int count) : ResultColumn(count)
{
    private readonly long[] days = Missing(count);

    private static long[] Missing(int count)
    {
        var days = new long[count];
        Array.Fill(days, long.MinValue);
        return days;
    }

    public Date? Read(int place) => days[place] == long.MinValue ? null : new Date(days[place]);

    public void Set(int place, Date? value) => days[place] = value?.EpochDay ?? long.MinValue;

    public override FeelValue Value(int place) => Read(place) is { } value ? new DateValue(value) : NullValue.Instance;

    public override bool IsKnown(int place) => days[place] != long.MinValue;

    public override void Write(int place, FeelValue value) => Set(place, value is DateValue d ? d.Value : null);
}

/// <summary>Durations and other values that have no column of their own; rows too.</summary>
public sealed class OtherResults(int count) : ResultColumn(count)
{
    private readonly FeelValue?[] values = new FeelValue?[count];

    public FeelValue Read(int place) => values[place] ?? NullValue.Instance;

    public void Set(int place, FeelValue value) => values[place] = value is NullValue ? null : value;

    public override FeelValue Value(int place) => Read(place);

    public override bool IsKnown(int place) => values[place] is not null;

    public override void Write(int place, FeelValue value) => Set(place, value);
}

/// <summary>Rows of a table, by number; −1 for none.</summary>
public sealed class RowResults : ResultColumn
{
    private readonly int[] rows;

    internal RowResults(int count)
        : base(count)
    {
        rows = new int[count];
        Array.Fill(rows, -1);
    }

    public int Read(int place) => rows[place];

    public void Set(int place, int row) => rows[place] = row;

    public override FeelValue Value(int place) => throw new NotSupportedException("a row is read through its table");

    public override bool IsKnown(int place) => rows[place] >= 0;

    public override void Write(int place, FeelValue value) => Set(place, value is RowValue row ? row.Row : -1);
}
