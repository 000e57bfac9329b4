using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>How points and ranges lie to each other. A point counts as the range from itself to itself.</summary>
internal static class RangeFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("before", "Whether the first ends before the second begins.", "before([1..5), 5) → true", EveryPair(RangeRelations.Before, "point1", "point2")),
        Function("after", "Whether the first begins after the second ends.", "after(5, [1..5)) → true", EveryPair((a, b) => RangeRelations.Before(b, a), "point1", "point2")),
        Function("meets", "Whether the first ends where the second begins, both included.", "meets([1..5], [5..10]) → true", Ranges(RangeRelations.Meets)),
        Function("met by", "Whether the first begins where the second ends, both included.", "met by([5..10], [1..5]) → true", Ranges((a, b) => RangeRelations.Meets(b, a))),
        Function("overlaps", "Whether the ranges have a point in common.", "overlaps([1..5], [3..8]) → true", Ranges(RangeRelations.Overlaps)),
        Function("overlaps before", "Whether the ranges overlap and the first begins and ends before the second.", "overlaps before([1..5], [3..8]) → true", Ranges(RangeRelations.OverlapsBefore)),
        Function("overlaps after", "Whether the ranges overlap and the first begins and ends after the second.", "overlaps after([3..8], [1..5]) → true", Ranges(RangeRelations.OverlapsAfter)),
        Function("finishes", "Whether the first ends with the second and begins no earlier.", "finishes(5, [1..5]) → true", Ranges(RangeRelations.Finishes), PointFirst(RangeRelations.Finishes)),
        Function("finished by", "Whether the second ends with the first and begins no earlier.", "finished by([1..5], 5) → true",
            Ranges((a, b) => RangeRelations.Finishes(b, a)), PointSecond((a, b) => RangeRelations.Finishes(b, a))),
        Function("includes", "Whether the second lies within the first.", "includes([1..10], [4..6]) → true", Ranges(RangeRelations.Includes), PointSecond(RangeRelations.Includes)),
        Function("during", "Whether the first lies within the second.", "during(5, [1..10]) → true",
            Ranges((a, b) => RangeRelations.Includes(b, a)), PointFirst((a, b) => RangeRelations.Includes(b, a))),
        Function("starts", "Whether the first begins with the second and ends no later.", "starts(1, [1..10]) → true", Ranges(RangeRelations.Starts), PointFirst(RangeRelations.Starts)),
        Function("started by", "Whether the second begins with the first and ends no later.", "started by([1..10], 1) → true",
            Ranges((a, b) => RangeRelations.Starts(b, a)), PointSecond((a, b) => RangeRelations.Starts(b, a))),
        Function("coincides", "Whether both are the same.", "coincides([1..5], [1..5]) → true", Ranges(RangeRelations.Coincides),
            Points((a, b) => Comparison.Equal(a, b), "point1", "point2")),
        Function("range", "The range that a text writes with literal bounds.", "range(\"[18..21)\") → [18..21)",
            Partial(a => RangeText.TryParse(a[0].Text(), out var range) ? range : NullValue.Because("the text is no range of literals"), Always(AnyRange), Needed("from", FeelType.Text))),
    ];

    private static ImmutableArray<Overload> EveryPair(RangeRelation relation, string first, string second) =>
        [Ranges(relation), PointFirst(relation), PointSecond(relation), Points((a, b) => relation(AsRange(a), AsRange(b)), first, second)];

    private static Overload Ranges(RangeRelation relation) =>
        Of((a, b) => relation((RangeValue)a, (RangeValue)b), Needed("range1", AnyRange), Needed("range2", AnyRange));

    private static Overload PointFirst(RangeRelation relation) =>
        Of((a, b) => relation(AsRange(a), (RangeValue)b), Needed("point", FeelType.Any), Needed("range", AnyRange));

    private static Overload PointSecond(RangeRelation relation) =>
        Of((a, b) => relation((RangeValue)a, AsRange(b)), Needed("range", AnyRange), Needed("point", FeelType.Any));

    private static Overload Points(Func<FeelValue, FeelValue, FeelValue> work, string first, string second) =>
        Of(work, Needed(first, FeelType.Any), Needed(second, FeelType.Any));

    private static Overload Of(Func<FeelValue, FeelValue, FeelValue> work, BuiltinParameter first, BuiltinParameter second) =>
        Strict(a => work(a[0], a[1]), Always(FeelType.Boolean), first, second).Comparing();

    private static RangeValue AsRange(FeelValue point) => new(point, true, point, true);
}
