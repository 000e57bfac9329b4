using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>
/// Numbers as whole multiples of a power of ten: 12.5 is 125 in a column of scale 1. They take 32 bits each where all
/// fit, otherwise 64; a column whose numbers do not fit 64 bits at one scale holds decimals instead.
/// </summary>
public sealed class NumberColumn : Column
{
    private readonly int[]? narrow;
    private readonly long[]? wide;
    private readonly decimal[]? exact;

    internal NumberColumn(long[] scaled, int scale, ulong[]? missing)
        : base(scaled.Length, missing)
    {
        Scale = scale;
        foreach (var value in scaled)
        {
            Low = Math.Min(Low, value);
            High = Math.Max(High, value);
        }

        narrow = Low >= int.MinValue && High <= int.MaxValue ? [.. scaled.Select(value => (int)value)] : null;
        wide = narrow is null ? scaled : null;
    }

    internal NumberColumn(decimal[] exact, ulong[]? missing)
        : base(exact.Length, missing) => this.exact = exact;

    /// <summary>Whether the numbers are held as whole multiples of a power of ten.</summary>
    public bool IsScaled => exact is null;

    /// <summary>How many decimals the whole numbers have, 0 to 18.</summary>
    public int Scale { get; }

    /// <summary>The least of the whole numbers and 0. What is made of them is known beforehand to fit.</summary>
    public long Low { get; }

    /// <summary>The greatest of the whole numbers and 0.</summary>
    public long High { get; }

    /// <summary>The whole numbers of some rows where all of the column fit 32 bits, 0 where missing; otherwise empty.</summary>
    public ReadOnlySpan<int> Narrow(int from, int count) => narrow is null ? default : narrow.AsSpan(from, count);

    /// <summary>The whole numbers of some rows where one of the column needs 64 bits, 0 where missing; otherwise empty.</summary>
    public ReadOnlySpan<long> Wide(int from, int count) => wide is null ? default : wide.AsSpan(from, count);

    /// <summary>The row's whole number, 0 when it is missing; only of a column that <see cref="IsScaled"/>.</summary>
    public long Scaled(int row) => narrow is not null ? narrow[row] : wide![row];

    /// <summary>The row's number, or null when it is missing.</summary>
    public decimal? Read(int row) => IsMissing(row) ? null : Value(row);

    /// <summary>The row's number, 0 when it is missing.</summary>
    public decimal Value(int row) => exact is null ? ToDecimal(Scaled(row), Scale) : exact[row];

    internal override FeelValue? ToValue(int row) => IsMissing(row) ? null : new NumberValue(Value(row));

    /// <summary>A scaled whole number as a decimal.</summary>
    public static decimal ToDecimal(long scaled, int scale)
    {
        var magnitude = unchecked((ulong)(scaled < 0 ? -scaled : scaled));
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, scaled < 0, (byte)scale);
    }

    private protected override void AddValues(ContentHash hash)
    {
        hash.Add(exact is null ? Scale : -1);
        if (exact is null)
        {
            hash.Add(wide ?? [.. narrow!.Select(value => (long)value)]);
            return;
        }

        Span<int> bits = stackalloc int[4];
        foreach (var number in exact)
        {
            decimal.GetBits(number, bits);
            hash.Add(bits);
        }
    }
}
