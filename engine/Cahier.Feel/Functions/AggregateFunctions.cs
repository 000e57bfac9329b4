using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that make one value of the items of a list, or of any number of arguments.</summary>
internal static class AggregateFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("count", "How many items the list has.", "count([1, 2, 3]) → 3",
            Strict(a => new NumberValue(a[0].Items().Length), Always(PlainNumber), Needed("list", ListOf(FeelType.Any)))),
        Extreme("min", -1, "The smallest item; null of an empty list.", "min([1, 2, 3]) → 1"),
        Extreme("max", 1, "The largest item; null of an empty list.", "max([1, 2, 3]) → 3"),
        OfNumbers("sum", "The items added up; null of an empty list.", "sum([1, 2, 3]) → 6", Item, numbers => Fold(numbers, Numbers.Add)),
        OfNumbers("product", "The items multiplied; null of an empty list.", "product([2, 3, 4]) → 24", Always(PlainNumber), numbers => Fold(numbers, Numbers.Multiply)),
        OfNumbers("mean", "The arithmetic mean of the items; null of an empty list.", "mean([1, 2, 3]) → 2", Item, Mean),
        OfNumbers("median", "The item in the middle of the sorted list, or the mean of the two there; null of an empty list.", "median([8, 2, 5, 7]) → 6", Item, Median),
        OfNumbers("stddev", "The standard deviation of a sample; null of fewer than two items.", "decimal(stddev([2, 4, 7, 5]), 4) → 2.0817", Item, Deviation),
        Function("mode", "The items that occur most often, in ascending order.", "mode([6, 1, 9, 6, 1]) → [1, 6]",
            Lenient(Mode, Always(new ListType(FeelType.Number, ItemsMayBeMissing: false)), Needed("list", ListOf(FeelType.Number))),
            Lenient(Mode, Always(new ListType(FeelType.Number, ItemsMayBeMissing: false)), Needed("n", FeelType.Number)).Repeating()),
    ];

    private static Builtin Extreme(string name, int sign, string summary, string example)
    {
        return Function(name, summary, example,
            Partial(Find, Item, Needed("list", ListOf(FeelType.Any))),
            Partial(Find, Item, Needed("c", FeelType.Any)).Repeating());

        FeelValue Find(ReadOnlySpan<FeelValue> arguments)
        {
            var items = arguments.ItemsOrAll();
            if (items.IsEmpty)
            {
                return NullValue.Because($"the {name} of an empty list");
            }

            if (items.Any(item => item.IsNull))
            {
                return NullValue.From([.. items]);
            }

            var best = items[0];
            foreach (var item in items)
            {
                if (Comparison.Order(item, best) is not { } order)
                {
                    return NullValue.Because($"{FeelText.Kind(item)} cannot be compared with {FeelText.Kind(best)}");
                }

                best = Math.Sign(order) == sign ? item : best;
            }

            return best;
        }
    }

    private static Builtin OfNumbers(
        string name, string summary, string example, Func<ImmutableArray<FeelType>, FeelType> result, Func<ImmutableArray<decimal>, decimal?> work)
    {
        return Function(name, summary, example,
            Partial(Calculate, result, Needed("list", ListOf(FeelType.Number))),
            Partial(Calculate, result, Needed("n", FeelType.Number)).Repeating());

        FeelValue Calculate(ReadOnlySpan<FeelValue> arguments)
        {
            var items = arguments.ItemsOrAll();
            return items.IsEmpty ? NullValue.Because($"the {name} of an empty list")
                : items.Any(item => item.IsNull) ? NullValue.From([.. items])
                : work([.. items.Select(Arguments.Number)]).ToNumber(items.Length == 1 ? $"the {name} of one number" : "the number is too large");
        }
    }

    private static decimal? Fold(ImmutableArray<decimal> numbers, Func<decimal, decimal, decimal?> work)
    {
        decimal? result = numbers[0];
        foreach (var number in numbers.Skip(1))
        {
            result = result is { } soFar ? work(soFar, number) : null;
        }

        return result;
    }

    private static decimal? Mean(ImmutableArray<decimal> numbers) => Fold(numbers, Numbers.Add) is { } sum ? sum / numbers.Length : null;

    private static decimal? Median(ImmutableArray<decimal> numbers)
    {
        var sorted = numbers.Sort();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : Numbers.Add(sorted[middle - 1], sorted[middle]) / 2;
    }

    private static decimal? Deviation(ImmutableArray<decimal> numbers)
    {
        if (numbers.Length < 2 || Mean(numbers) is not { } mean)
        {
            return null;
        }

        var squares = numbers.Select(number => (number - mean) * (number - mean));
        return Fold([.. squares], Numbers.Add) is { } sum ? Numbers.Sqrt(sum / (numbers.Length - 1)) : null;
    }

    private static FeelValue Mode(ReadOnlySpan<FeelValue> arguments)
    {
        var items = arguments.ItemsOrAll();
        if (items.Any(item => item.IsNull))
        {
            return NullValue.From([.. items]);
        }

        var counts = items.GroupBy(Arguments.Number).Select(group => (Number: group.Key, Count: group.Count())).OrderBy(c => c.Number).ToList();
        var most = counts.Count == 0 ? 0 : counts.Max(c => c.Count);
        return counts.Where(c => c.Count == most).Select(c => new NumberValue(c.Number)).ToList();
    }
}
