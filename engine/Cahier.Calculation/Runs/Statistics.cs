using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>Figures of a group of numbers, exact to the 28 digits of decimals.</summary>
internal static class Statistics
{
    /// <summary>The figure of a whole group; null when the group is empty or the figure too large.</summary>
    public static decimal? Of(Statistic statistic, List<decimal> values) => values.Count == 0 ? null : statistic.Kind switch
    {
        StatisticKind.Sum => Sum(values),
        StatisticKind.Mean => Sum(values) is { } sum ? Numbers.Divide(sum, values.Count) : null,
        _ => statistic.Percent is { } percent ? Percentile(values, percent) : null,
    };

    /// <summary>The percentile by linear interpolation between the two nearest values, the lowest being 0 % and the highest 100 %.</summary>
    public static decimal? Percentile(List<decimal> values, int percent)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var sorted = values.Order().ToList();
        var (below, rest) = PlaceOf(percent, sorted.Count);
        return rest == 0 ? sorted[below] : sorted[below] + ((sorted[below + 1] - sorted[below]) * rest / 100m);
    }

    /// <summary>Where a percentage lies among sorted values: at or after which of them, and how many hundredths of the way to the next.</summary>
    public static (int Below, int Hundredths) PlaceOf(int percent, int count)
    {
        var place = (long)percent * (count - 1);
        return ((int)(place / 100), (int)(place % 100));
    }

    /// <summary>The place of each value, equal values sharing the better one; 1 is the highest, or the lowest when lower is better.</summary>
    public static int[] Ranks(List<decimal> values, bool lowerIsBetter)
    {
        var sorted = (lowerIsBetter ? values.Order() : values.OrderDescending()).ToList();
        var first = new Dictionary<decimal, int>();
        for (var i = 0; i < sorted.Count; i++)
        {
            first.TryAdd(sorted[i], i + 1);
        }

        return [.. values.Select(v => first[v])];
    }

    /// <summary>The part of each value when the values, from low to high, are cut into parts of equal number; members before others keep that place among equal values.</summary>
    public static int[] Ntiles(List<decimal> values, int parts)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ThenBy(i => i).ToList();
        var result = new int[values.Count];
        for (var place = 0; place < order.Count; place++)
        {
            // The first (count mod parts) parts hold one member more than the others.
            var (size, larger) = (values.Count / parts, values.Count % parts);
            result[order[place]] = place < larger * (size + 1) ? (place / (size + 1)) + 1 : larger + ((place - (larger * (size + 1))) / Math.Max(1, size)) + 1;
        }

        return result;
    }

    private static decimal? Sum(List<decimal> values) => values.Aggregate((decimal?)0, (sum, v) => sum is { } s ? Numbers.Add(s, v) : null);
}
