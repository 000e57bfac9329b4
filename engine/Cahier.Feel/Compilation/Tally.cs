using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>
/// Counts and sums in compiled loops. One missing item makes the total missing; no item at all has no total.
/// <c>default</c> is the tally of nothing.
/// </summary>
public struct Tally
{
    private long items;
    private decimal total;
    private long whole;
    private int scale;
    private bool unknown;

    public readonly decimal? Items => items;

    public readonly decimal? Total => unknown || items == 0 ? null : whole == 0 ? total : Numbers.Add(total, Numbers.FromScaled(whole, scale));

    public readonly decimal? Mean => Total is { } sum ? Numbers.Divide(sum, items) : null;

    public void Count() => items++;

    public void Add(decimal? item)
    {
        items++;
        if (!unknown && item is { } value && Numbers.Add(total, value) is { } sum)
        {
            total = sum;
        }
        else
        {
            unknown = true;
        }
    }

    /// <summary>Adds a whole multiple of a power of ten, the same power each time; the sum goes on in decimals where whole numbers would overflow.</summary>
    public void AddScaled(long item, int scaleOfAll)
    {
        var sum = unchecked(whole + item);
        if (((whole ^ sum) & (item ^ sum)) < 0)
        {
            items--;
            Add(Numbers.FromScaled(whole, scaleOfAll));
            sum = item;
        }

        (whole, scale) = (sum, scaleOfAll);
        items++;
    }

    public void Least(decimal? item) => Keep(item, item < total);

    public void Greatest(decimal? item) => Keep(item, item > total);

    private void Keep(decimal? item, bool better)
    {
        unknown |= item is null;
        if (items++ == 0 || better)
        {
            total = item.GetValueOrDefault();
        }
    }
}

/// <summary>Gathers the items of a list in compiled loops.</summary>
public sealed class ListBuilder
{
    private readonly ImmutableArray<FeelValue>.Builder items = ImmutableArray.CreateBuilder<FeelValue>();

    public void Add(FeelValue item) => items.Add(item);

    public FeelValue Build() => new ListValue(items.ToImmutable());
}
