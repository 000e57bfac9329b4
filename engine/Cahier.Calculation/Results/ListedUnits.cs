using System.Collections.Immutable;

namespace Cahier.Calculation.Results;

/// <summary>Some units where they stand among all that a run lists.</summary>
/// <param name="ranges">The places, from one up to but not including another, ascending and apart.</param>
/// <param name="units">The units at these places, one after the other.</param>
internal sealed class ListedUnits(ImmutableArray<(int From, int To)> ranges, int[] units)
{
    private readonly int[] starts = StartsOf(ranges);

    /// <summary>The units from one place up to but not including another, all within one range.</summary>
    public ReadOnlySpan<int> In(int from, int to)
    {
        if (from == to)
        {
            return [];
        }

        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = ranges[middle].From <= from ? (middle + 1, high) : (low, middle);
        }

        var range = ranges[low - 1];
        return to <= range.To ? units.AsSpan(starts[low - 1] + from - range.From, to - from) : throw new InvalidOperationException("the units of these places are not at hand");
    }

    private static int[] StartsOf(ImmutableArray<(int From, int To)> ranges)
    {
        var (starts, next) = (new int[ranges.Length], 0);
        for (var range = 0; range < ranges.Length; range++)
        {
            starts[range] = next;
            next += ranges[range].To - ranges[range].From;
        }

        return starts;
    }
}
