using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>
/// Numbers as whole multiples of a power of ten: 12.5 is 125 in a column of scale 1. They take 32 bits each where all
/// fit, otherwise 64; a column whose numbers do not fit 64 bits at one scale holds decimals instead.
/// </summary>
public sealed class NumberColumn : Column
{
    private const int WordsOfDecimal = 4;

    private readonly ColumnKind kind;
    private readonly Values<int> narrow;
    private readonly Values<long> wide;
    private readonly decimal[]? exact;

    internal NumberColumn(int[] scaled, int scale, ulong[]? missing)
        : base(scaled.Length, missing)
    {
        (kind, Scale, narrow) = (ColumnKind.NarrowNumber, scale, new Values<int>(scaled));
        foreach (var value in scaled)
        {
            Low = Math.Min(Low, value);
            High = Math.Max(High, value);
        }
    }

    /// <param name="scaled">The whole numbers, one of which at least needs 64 bits.</param>
    /// <param name="scale">How many decimals they have.</param>
    /// <param name="missing">Marks of the missing ones.</param>
    internal NumberColumn(long[] scaled, int scale, ulong[]? missing)
        : base(scaled.Length, missing)
    {
        (kind, Scale, wide) = (ColumnKind.WideNumber, scale, new Values<long>(scaled));
        foreach (var value in scaled)
        {
            Low = Math.Min(Low, value);
            High = Math.Max(High, value);
        }
    }

    internal NumberColumn(decimal[] exact, ulong[]? missing)
        : base(exact.Length, missing) => (kind, this.exact) = (ColumnKind.ExactNumber, exact);

    internal NumberColumn(SavedColumn saved)
        : base(saved)
    {
        (kind, Scale, Low, High) = (saved.Kind, saved.Scale, saved.Low, saved.High);
        switch (kind)
        {
            case ColumnKind.NarrowNumber: narrow = saved.Values<int>(Count); break;
            case ColumnKind.WideNumber: wide = saved.Values<long>(Count); break;
            default: exact = ToDecimals(saved.Values<int>(checked(Count * WordsOfDecimal)).Span); break;
        }
    }

    /// <summary>Whether the numbers are held as whole multiples of a power of ten.</summary>
    public bool IsScaled => kind != ColumnKind.ExactNumber;

    /// <summary>Whether all of the whole numbers fit 32 bits.</summary>
    internal bool IsNarrow => kind == ColumnKind.NarrowNumber;

    /// <summary>How many decimals the whole numbers have, 0 to 18.</summary>
    public int Scale { get; }

    /// <summary>The least of the whole numbers and 0. What is made of them is known beforehand to fit.</summary>
    public long Low { get; }

    /// <summary>The greatest of the whole numbers and 0.</summary>
    public long High { get; }

    /// <summary>The whole numbers of some rows where all of the column fit 32 bits, 0 where missing; otherwise empty.</summary>
    public ReadOnlySpan<int> Narrow(int from, int count) => kind == ColumnKind.NarrowNumber ? narrow.AsSpan(from, count) : default;

    /// <summary>The whole numbers of some rows where one of the column needs 64 bits, 0 where missing; otherwise empty.</summary>
    public ReadOnlySpan<long> Wide(int from, int count) => kind == ColumnKind.WideNumber ? wide.AsSpan(from, count) : default;

    /// <summary>The row's whole number, 0 when it is missing; only of a column that <see cref="IsScaled"/>.</summary>
    public long Scaled(int row) => kind == ColumnKind.NarrowNumber ? narrow[row] : wide[row];

    /// <summary>The row's number, or null when it is missing.</summary>
    public decimal? Read(int row) => IsMissing(row) ? null : Value(row);

    /// <summary>The row's number, 0 when it is missing.</summary>
    public decimal Value(int row) => exact is null ? ToDecimal(Scaled(row), Scale) : exact[row];

    internal override FeelValue? ToValue(int row) => IsMissing(row) ? null : new NumberValue(Value(row));

    /// <inheritdoc/>
    /// <remarks>All rows are taken, in another order: so the scale is as small as it can be still.</remarks>
    internal override Column Take(ReadOnlySpan<int> rows) => kind switch
    {
        ColumnKind.NarrowNumber => new NumberColumn(narrow.Take(rows), Scale, TakeMissing(rows)),
        ColumnKind.WideNumber => new NumberColumn(wide.Take(rows), Scale, TakeMissing(rows)),
        _ => new NumberColumn(new Values<decimal>(exact!).Take(rows), TakeMissing(rows)),
    };

    /// <summary>A scaled whole number as a decimal.</summary>
    public static decimal ToDecimal(long scaled, int scale) => Numbers.FromScaled(scaled, scale);

    /// <inheritdoc/>
    internal override Column Patched(Column came, RowRuns runs)
    {
        var other = (NumberColumn)came;
        var missing = PatchedMissing(came, runs);
        var common = Math.Max(Scale, other.Scale);
        if (kind == ColumnKind.NarrowNumber && Scale == common && other.NarrowAt(common) is { } narrowCame)
        {
            var values = narrow.Patched(new Values<int>(narrowCame), runs);
            if (common == 0 || HasLastDecimal(values))
            {
                return new NumberColumn(values, common, missing);
            }
        }

        return WideAt(common) is { } wideFormer && other.WideAt(common) is { } wideCame
            ? NumberColumnBuilder.OfScaled(new Values<long>(wideFormer).Patched(new Values<long>(wideCame), runs), common, missing)
            : NumberColumnBuilder.OfDecimals(new Values<decimal>(Decimals()).Patched(new Values<decimal>(other.Decimals()), runs), missing);
    }

    private protected override int CompareValues(int left, int right) => exact is null ? Scaled(left).CompareTo(Scaled(right)) : exact[left].CompareTo(exact[right]);

    private protected override void SaveValues(ColumnSaver to)
    {
        to.AddNumbers(kind, Scale, Low, High);
        switch (kind)
        {
            case ColumnKind.NarrowNumber: to.Add(kind, narrow.Span); break;
            case ColumnKind.WideNumber: to.Add(kind, wide.Span); break;
            default: to.Add<int>(kind, ToWords(exact!)); break;
        }
    }

    /// <summary>Whether a number needs as many decimals as the column has.</summary>
    private static bool HasLastDecimal(int[] values)
    {
        foreach (var value in values)
        {
            if (value % 10 != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The whole numbers with more decimals, when all fit 32 bits; else null.</summary>
    private int[]? NarrowAt(int scale) => WideAt(scale) is { } values && !values.AsSpan().ContainsAnyExceptInRange(int.MinValue, int.MaxValue)
        ? Array.ConvertAll(values, value => (int)value)
        : null;

    /// <summary>The whole numbers with more decimals, when all fit 18 digits; else null.</summary>
    private long[]? WideAt(int scale)
    {
        if (!IsScaled || !NumberColumnBuilder.TryFactor(scale - Scale, Math.Max(High, -Low), out var factor))
        {
            return null;
        }

        var values = new long[Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = Scaled(row) * factor;
        }

        return values;
    }

    private decimal[] Decimals() => exact ?? [.. Enumerable.Range(0, Count).Select(Value)];

    private static int[] ToWords(decimal[] numbers)
    {
        var words = new int[numbers.Length * WordsOfDecimal];
        for (var i = 0; i < numbers.Length; i++)
        {
            decimal.GetBits(numbers[i], words.AsSpan(i * WordsOfDecimal));
        }

        return words;
    }

    private static decimal[] ToDecimals(ReadOnlySpan<int> words)
    {
        var numbers = new decimal[words.Length / WordsOfDecimal];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = new decimal(words.Slice(i * WordsOfDecimal, WordsOfDecimal));
        }

        return numbers;
    }
}
