using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>A question about two ranges: true, false, or null when their bounds cannot be compared.</summary>
internal delegate FeelValue RangeRelation(RangeValue first, RangeValue second);

/// <summary>The relations of ranges as the standard defines them by their bounds; a bound that is null is infinitely far.</summary>
internal static class RangeRelations
{
    private delegate bool Test(RangeValue first, RangeValue second, Orders order);

    public static FeelValue Before(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        order.EndToStart < 0 || (order.EndToStart == 0 && !(a.EndIncluded && b.StartIncluded)));

    public static FeelValue Meets(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        order.EndToStart == 0 && a.EndIncluded && b.StartIncluded);

    public static FeelValue Overlaps(RangeValue first, RangeValue second) => Ask(first, second, Overlap);

    public static FeelValue OverlapsBefore(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        Overlap(a, b, order)
        && (order.Starts < 0 || (order.Starts == 0 && a.StartIncluded && !b.StartIncluded))
        && (order.Ends < 0 || (order.Ends == 0 && (!a.EndIncluded || b.EndIncluded))));

    public static FeelValue OverlapsAfter(RangeValue first, RangeValue second) => OverlapsBefore(second, first);

    public static FeelValue Finishes(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        order.Ends == 0 && a.EndIncluded == b.EndIncluded
        && (order.Starts > 0 || (order.Starts == 0 && (!a.StartIncluded || b.StartIncluded))));

    public static FeelValue Starts(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        order.Starts == 0 && a.StartIncluded == b.StartIncluded
        && (order.Ends < 0 || (order.Ends == 0 && (!a.EndIncluded || b.EndIncluded))));

    public static FeelValue Includes(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        (order.Starts < 0 || (order.Starts == 0 && (a.StartIncluded || !b.StartIncluded)))
        && (order.Ends > 0 || (order.Ends == 0 && (a.EndIncluded || !b.EndIncluded))));

    public static FeelValue Coincides(RangeValue first, RangeValue second) => Ask(first, second, static (a, b, order) =>
        order.Starts == 0 && order.Ends == 0 && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded);

    private static bool Overlap(RangeValue first, RangeValue second, Orders order) =>
        (order.EndToStart > 0 || (order.EndToStart == 0 && first.EndIncluded && second.StartIncluded))
        && (order.StartToEnd < 0 || (order.StartToEnd == 0 && first.StartIncluded && second.EndIncluded));

    private static FeelValue Ask(RangeValue first, RangeValue second, Test test)
    {
        var starts = Order(first.Start, second.Start, -1, 1);
        var startToEnd = Order(first.Start, second.End, -1, -1);
        var endToStart = Order(first.End, second.Start, 1, 1);
        var ends = Order(first.End, second.End, 1, -1);
        return starts is { } s && startToEnd is { } se && endToStart is { } es && ends is { } e
            ? BooleanValue.Of(test(first, second, new Orders(s, se, es, e)))
            : NullValue.Because("the points or ranges cannot be compared");
    }

    private static int? Order(FeelValue left, FeelValue right, int whenLeftIsOpen, int whenRightIsOpen) => (left.IsNull, right.IsNull) switch
    {
        (true, true) => whenLeftIsOpen == whenRightIsOpen ? whenLeftIsOpen : 0,
        (true, false) => whenLeftIsOpen,
        (false, true) => whenRightIsOpen,
        _ => Comparison.Order(left, right),
    };

    /// <summary>How each bound of the first lies to each of the second: below, at or above zero.</summary>
    private readonly record struct Orders(int Starts, int StartToEnd, int EndToStart, int Ends);
}
