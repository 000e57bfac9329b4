using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that search lists and make new ones. Positions count from 1, or from -1 at the end.</summary>
internal static class ListFunctions
{
    private static readonly FeelType AnyList = ListOf(FeelType.Any);

    private static readonly FeelType Match = TwoToBoolean("item", "newItem");

    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("list contains", "Whether an item equals the element.", "list contains([1, 2, 3], 2) → true",
            Lenient(a => OfList(a, (list, element) => BooleanValue.Of(list.Contains(element, Comparison.ByEquality))), Always(FeelType.Boolean),
                Needed("list", AnyList), Needed("element", FeelType.Any))),
        Function("sublist", "The items from a position on; so many, or all.", "sublist([4, 5, 6], 1, 2) → [4, 5]",
            Partial(Sublist, SameList, Needed("list", AnyList), Needed("start position", FeelType.Number), Optional("length", FeelType.Number))),
        Function("append", "The list with items added at its end.", "append([1], 2, 3) → [1, 2, 3]",
            Lenient(Append, JoinedList, Needed("list", AnyList), Needed("item", FeelType.Any)).Repeating()),
        Function("concatenate", "The items of all lists in one.", "concatenate([1, 2], [3]) → [1, 2, 3]",
            Strict(a => Together(a).ToList(), JoinedList, Needed("list", AnyList)).Repeating()),
        Function("insert before", "The list with an item put in at a position.", "insert before([1, 3], 1, 2) → [2, 1, 3]",
            Lenient(InsertBefore, JoinedWithItem, Needed("list", AnyList), Needed("position", FeelType.Number), Needed("newItem", FeelType.Any)).MayFail()),
        Function("remove", "The list without the item at a position.", "remove([1, 2, 3], 2) → [1, 3]",
            Partial(a => AtPosition(a[0].Items(), a[1], (list, index) => new ListValue(list.RemoveAt(index))), SameList, Needed("list", AnyList), Needed("position", FeelType.Number))),
        Function("reverse", "The list from its end to its start.", "reverse([1, 2, 3]) → [3, 2, 1]",
            Strict(a => new ListValue([.. a[0].Items().Reverse()]), SameList, Needed("list", AnyList))),
        Function("index of", "The positions of all items that equal the match.", "index of([1, 2, 3, 2], 2) → [2, 4]",
            Lenient(a => OfList(a, Positions), Always(new ListType(PlainNumber, ItemsMayBeMissing: false)),
                Needed("list", AnyList), Needed("match", FeelType.Any))),
        Function("union", "The items of all lists in one, each once.", "union([1, 2], [2, 3]) → [1, 2, 3]",
            Strict(a => Together(a).Distinct(Comparison.ByEquality).ToList(), JoinedList, Needed("list", AnyList)).Repeating()),
        Function("distinct values", "The items of the list, each once.", "distinct values([1, 2, 1]) → [1, 2]",
            Strict(a => a[0].Items().Distinct(Comparison.ByEquality).ToList(), SameList, Needed("list", AnyList))),
        Function("flatten", "The list with its inner lists laid out in it.", "flatten([[1, 2], [[3]], 4]) → [1, 2, 3, 4]",
            Strict(a => Flat(a[0].Items()).ToList(), types => new ListType(Innermost(types)), Needed("list", AnyList))),
        Function("list replace", "The list with the item at a position, or the items that a function chooses, replaced.", "list replace([2, 4, 7], 3, 6) → [2, 4, 6]",
            Lenient(ReplaceAt, JoinedWithItem, Needed("list", AnyList), Needed("position", FeelType.Number), Needed("newItem", FeelType.Any)).MayFail(),
            Lenient(ReplaceMatching, JoinedWithItem, Needed("list", AnyList), Needed("match", Match), Needed("newItem", FeelType.Any)).MayFail()),
        Function("sort", "The list in the order that a function gives, which says whether one item goes before another.", "sort([3, 1, 2], function(x, y) x < y) → [1, 2, 3]",
            Partial(a => Sorting.Sort(a[0].Items(), (FunctionValue)a[1]), SameList, Needed("list", AnyList), Needed("precedes", TwoToBoolean("x", "y")))),
    ];

    private static FunctionType TwoToBoolean(string first, string second) => new([new(first, FeelType.Any), new(second, FeelType.Any)], FeelType.Boolean);

    private static ListType JoinedWithItem(ImmutableArray<FeelType> types) =>
        types.Length == 3 ? new ListType(Join([Item([types[0]]), types[2]])) : new ListType(FeelType.Any);

    private static FeelType Innermost(ImmutableArray<FeelType> types)
    {
        var type = types.IsEmpty ? FeelType.Any : types[0];
        while (type is ListType list)
        {
            type = list.Element;
        }

        return type;
    }

    private static FeelValue OfList(ReadOnlySpan<FeelValue> arguments, Func<ImmutableArray<FeelValue>, FeelValue, FeelValue> work) =>
        arguments[0] is ListValue list ? work(list.Items, arguments[1]) : NullValue.From(arguments[0]);

    private static IEnumerable<FeelValue> Together(ReadOnlySpan<FeelValue> lists) => lists.ToArray().SelectMany(list => list.Items());

    private static FeelValue Append(ReadOnlySpan<FeelValue> arguments) =>
        arguments[0] is ListValue list ? list.Items.Concat(arguments[1..].ToArray()).ToList() : NullValue.From(arguments[0]);

    private static FeelValue Sublist(ReadOnlySpan<FeelValue> arguments) =>
        arguments.Length > 2 && arguments[2].Whole() is var length
            ? length < 1 ? NullValue.Because("the length is below 1") : Sublist(arguments[0].Items(), arguments[1], length)
            : Sublist(arguments[0].Items(), arguments[1], int.MaxValue);

    private static FeelValue Sublist(ImmutableArray<FeelValue> items, FeelValue position, int length) =>
        AtPosition(items, position, (list, start) => new ListValue(list.Slice(start, Math.Min(length, list.Length - start))));

    private static FeelValue InsertBefore(ReadOnlySpan<FeelValue> arguments)
    {
        var item = arguments[2];
        return WithPosition(arguments, (list, index) => list.Insert(index, item).ToList());
    }

    private static FeelValue ReplaceAt(ReadOnlySpan<FeelValue> arguments)
    {
        var item = arguments[2];
        return WithPosition(arguments, (list, index) => new ListValue(list.SetItem(index, item)));
    }

    private static FeelValue ReplaceMatching(ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0] is not ListValue list || arguments[1] is not FunctionValue match)
        {
            return NullValue.From(arguments[0], arguments[1]);
        }

        var item = arguments[2];
        var result = ImmutableArray.CreateBuilder<FeelValue>(list.Items.Length);
        foreach (var old in list.Items)
        {
            if (match.Invoke(old, item) is not BooleanValue chosen)
            {
                return NullValue.Because("the function that chooses items is neither true nor false");
            }

            result.Add(chosen.Value ? item : old);
        }

        return new ListValue(result.ToImmutable());
    }

    private static FeelValue WithPosition(ReadOnlySpan<FeelValue> arguments, Func<ImmutableArray<FeelValue>, int, FeelValue> work) =>
        arguments[0] is ListValue list && arguments[1] is NumberValue
            ? AtPosition(list.Items, arguments[1], work)
            : NullValue.From(arguments[0], arguments[1]);

    private static FeelValue AtPosition(ImmutableArray<FeelValue> list, FeelValue position, Func<ImmutableArray<FeelValue>, int, FeelValue> work) =>
        position.Index(list.Length) is { } index ? work(list, index) : NullValue.Because("the position is no whole number from 1, or from -1 at the end, that is in the list");

    private static FeelValue Positions(ImmutableArray<FeelValue> list, FeelValue match) =>
        list.Select((item, index) => (item, index))
            .Where(pair => Comparison.IsEqual(pair.item, match))
            .Select(pair => new NumberValue(pair.index + 1)).ToList();

    private static IEnumerable<FeelValue> Flat(IEnumerable<FeelValue> items) =>
        items.SelectMany(item => item is ListValue inner ? Flat(inner.Items) : [item]);
}
