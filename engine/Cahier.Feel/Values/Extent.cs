using System.Collections.Immutable;
using Cahier.Feel.Evaluation;

namespace Cahier.Feel.Values;

/// <summary>How deep a value goes and how much it holds, counted when it is made: whoever walks values may rely on the bounds.</summary>
/// <param name="Depth">How many lists and contexts stand in each other.</param>
/// <param name="Weight">How many values it holds at all depths; a long text counts as several.</param>
/// <remarks>What holds one value many times counts it each time, for so do all who walk it: that it is made in no time does not make it small.</remarks>
internal readonly record struct Extent(int Depth, int Weight)
{
    /// <summary>How much of a text counts as one value.</summary>
    public const int CharactersOfOne = 64;

    private const int Deepest = 200;

    private const int Heaviest = 10_000_000;

    public static Extent Of(FeelValue? value) => value switch
    {
        ListValue list => list.Extent,
        ContextValue context => context.Extent,
        RangeValue range => range.Extent,
        RowValue => new Extent(1, 0),
        TextValue text => new Extent(0, text.Value.Length / CharactersOfOne),
        _ => default,
    };

    /// <summary>The extent of a list of such items.</summary>
    /// <exception cref="EvaluationLimitException">Too deep, or too much.</exception>
    public static Extent Around(ImmutableArray<FeelValue> items)
    {
        var (depth, weight) = (0, 0L);
        foreach (var item in items)
        {
            var inner = Of(item);
            depth = Math.Max(depth, inner.Depth);
            weight += 1 + inner.Weight;
        }

        return Bounded(depth + 1, weight);
    }

    /// <summary>The extent of a context of such entries.</summary>
    /// <exception cref="EvaluationLimitException">Too deep, or too much.</exception>
    public static Extent Around(ImmutableArray<KeyValuePair<string, FeelValue>> entries)
    {
        var (depth, weight) = (0, 0L);
        foreach (var (_, value) in entries)
        {
            var inner = Of(value);
            depth = Math.Max(depth, inner.Depth);
            weight += 1 + inner.Weight;
        }

        return Bounded(depth + 1, weight);
    }

    /// <summary>The extent of a range with such bounds.</summary>
    /// <exception cref="EvaluationLimitException">Too deep, or too much.</exception>
    public static Extent Around(FeelValue? start, FeelValue? end)
    {
        var (first, last) = (Of(start), Of(end));
        return Bounded(Math.Max(first.Depth, last.Depth) + 1, (long)first.Weight + last.Weight);
    }

    private static Extent Bounded(int depth, long weight) =>
        depth > Deepest ? throw new EvaluationLimitException($"lists and contexts stand more than {Deepest} deep in each other")
        : weight > Heaviest ? throw new EvaluationLimitException($"a list or context holds more than {Heaviest} values")
        : new Extent(depth, (int)weight);
}
