using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that ask for yes or no.</summary>
internal static class BooleanFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("not", "The opposite of true or false.", "not(true) → false",
            Strict(a => BooleanValue.Of(!((BooleanValue)a[0]).Value), Always(FeelType.Boolean), Needed("negand", FeelType.Boolean))),
        Function("all", "True when every item is true, false when one is false, unknown otherwise.", "all([true, false]) → false",
            Lenient(a => Quantified(a, decisive: false), Always(FeelType.Boolean), Needed("list", ListOf(FeelType.Any))).MayFail(),
            Lenient(a => Quantified(a, decisive: false), Always(FeelType.Boolean), Needed("item", FeelType.Any)).Repeating().MayFail()),
        Function("any", "True when one item is true, false when every one is false, unknown otherwise.", "any([true, false]) → true",
            Lenient(a => Quantified(a, decisive: true), Always(FeelType.Boolean), Needed("list", ListOf(FeelType.Any))).MayFail(),
            Lenient(a => Quantified(a, decisive: true), Always(FeelType.Boolean), Needed("item", FeelType.Any)).Repeating().MayFail()),
        Function("is", "Whether two values are the same in every part, offsets and time zones included.", "is(@\"10:00:00Z\", @\"11:00:00+01:00\") → false",
            Lenient(a => BooleanValue.Of(Comparison.Identical(a[0], a[1])), Always(FeelType.Boolean), Needed("value1", FeelType.Any), Needed("value2", FeelType.Any))),
    ];

    private static FeelValue Quantified(ReadOnlySpan<FeelValue> arguments, bool decisive)
    {
        var items = arguments.ItemsOrAll();
        if (items.Any(item => item is BooleanValue boolean && boolean.Value == decisive))
        {
            return BooleanValue.Of(decisive);
        }

        return items.FirstOrDefault(item => item is not BooleanValue) switch
        {
            null => BooleanValue.Of(!decisive),
            NullValue => NullValue.From([.. items]),
            var other => NullValue.Because($"{FeelText.Kind(other)} is neither true nor false"),
        };
    }
}
