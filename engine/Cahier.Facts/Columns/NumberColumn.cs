using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>
/// Numbers as whole multiples of a power of ten: 12.5 is 125 in a column of scale 1. A column whose numbers do not fit
/// 64 bits at one scale holds decimals instead.
/// </summary>
public sealed class NumberColumn : Column
{
    private readonly decimal[]? exact;
    private volatile BoundsFound? bounds;

    internal NumberColumn(long[] scaled, int scale, ulong[]? missing)
        : base(scaled.Length, missing)
    {
        Scaled = scaled;
        Scale = scale;
    }

    internal NumberColumn(decimal[] exact, ulong[]? missing)
        : base(exact.Length, missing) => this.exact = exact;

    /// <summary>The values times ten to the power of <see cref="Scale"/>, 0 where missing; null when they do not fit. Not to be changed.</summary>
    public long[]? Scaled { get; }

    /// <summary>How many decimals <see cref="Scaled"/> has, 0 to 18.</summary>
    public int Scale { get; }

    /// <summary>The least and the greatest of <see cref="Scaled"/> and 0, found when first asked for: what is made of them is known beforehand to fit.</summary>
    public (long Low, long High) Bounds => (bounds ??= FindBounds()).Value;

    /// <summary>The row's number, or null when it is missing.</summary>
    public decimal? Read(int row) => IsMissing(row) ? null : Value(row);

    /// <summary>The row's number, 0 when it is missing.</summary>
    public decimal Value(int row) => Scaled is null ? exact![row] : ToDecimal(Scaled[row], Scale);

    internal override FeelValue? ToValue(int row) => IsMissing(row) ? null : new NumberValue(Value(row));

    /// <summary>A scaled whole number as a decimal.</summary>
    public static decimal ToDecimal(long scaled, int scale)
    {
        var magnitude = unchecked((ulong)(scaled < 0 ? -scaled : scaled));
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, scaled < 0, (byte)scale);
    }

    private protected override void AddValues(ContentHash hash)
    {
        hash.Add(Scaled is null ? -1 : Scale);
        if (Scaled is not null)
        {
            hash.Add(Scaled);
            return;
        }

        Span<int> bits = stackalloc int[4];
        foreach (var number in exact!)
        {
            decimal.GetBits(number, bits);
            hash.Add(bits);
        }
    }

    private BoundsFound FindBounds()
    {
        var (low, high) = (0L, 0L);
        foreach (var value in Scaled ?? [])
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return new BoundsFound((low, high));
    }

    /// <summary>Found by whichever thread comes first; all find the same.</summary>
    private sealed record BoundsFound((long Low, long High) Value);
}
