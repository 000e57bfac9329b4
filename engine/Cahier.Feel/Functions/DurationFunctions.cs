using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that make durations.</summary>
internal static class DurationFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("duration", "The duration that a text writes, in days and time or in years and months.", "duration(\"PT26H\") → duration(\"P1DT2H\")",
            Partial(Parse, Always(FeelType.Any), Needed("from", FeelType.Text))),
        Function("years and months duration", "The full years and months from one date to another.", "years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\")) → duration(\"P1Y8M\")",
            Between(FeelType.Date, FeelType.Date),
            Between(FeelType.Moment, FeelType.Moment),
            Between(FeelType.Date, FeelType.Moment),
            Between(FeelType.Moment, FeelType.Date)),
    ];

    private static Overload Between(FeelType from, FeelType to) =>
        Strict(a => new MonthsDurationValue(MonthsDuration.Between(a[0].Date(), a[1].Date())), Always(FeelType.MonthsDuration), Needed("from", from), Needed("to", to));

    private static FeelValue Parse(ReadOnlySpan<FeelValue> arguments)
    {
        var text = arguments[0].Text();
        return DaysDuration.TryParse(text, out var days) ? new DaysDurationValue(days)
            : MonthsDuration.TryParse(text, out var months) ? new MonthsDurationValue(months)
            : NullValue.Because("the text is no duration");
    }
}
