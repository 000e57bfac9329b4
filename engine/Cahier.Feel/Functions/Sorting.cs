using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>Sorts by a function that an author wrote, which need not be a proper order: no answer of its can make it fail.</summary>
internal static class Sorting
{
    /// <summary>The items so that none precedes the one before it; items of the same rank keep their order.</summary>
    public static FeelValue Sort(ImmutableArray<FeelValue> items, FunctionValue precedes)
    {
        var from = items.ToArray();
        var to = new FeelValue[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, from.Length);
                if (!TryMerge(from, to, start, middle, Math.Min(start + (2 * width), from.Length), precedes))
                {
                    return NullValue.Because("the function that orders items is neither true nor false");
                }
            }

            (from, to) = (to, from);
        }

        return new ListValue([.. from]);
    }

    private static bool TryMerge(FeelValue[] from, FeelValue[] to, int start, int middle, int end, FunctionValue precedes)
    {
        var (left, right) = (start, middle);
        for (var index = start; index < end; index++)
        {
            var takeRight = left >= middle;
            if (left < middle && right < end)
            {
                if (precedes.Invoke(from[right], from[left]) is not BooleanValue answer)
                {
                    return false;
                }

                takeRight = answer.Value;
            }

            to[index] = takeRight ? from[right++] : from[left++];
        }

        return true;
    }
}
