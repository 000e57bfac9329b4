using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that make numbers and texts of other values.</summary>
internal static class ConversionFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("number", "The number that a text writes, with the signs that group its digits and mark its decimals.", "number(\"1 000,5\", \" \", \",\") → 1000.5",
            Partial(a => Parse(a[0].Text()), Always(FeelType.Number), Needed("from", FeelType.Text)),
            Lenient(ParseSeparated, Always(FeelType.Number),
                Needed("from", FeelType.Text), Needed("grouping separator", FeelType.Text), Needed("decimal separator", FeelType.Text)).MayFail()),
        Function("string", "The value as text; unknown stays unknown.", "string(1.10) → \"1.1\"",
            Strict(a => FeelText.Plain(a[0]).ToText(), Always(FeelType.Text), Needed("from", FeelType.Any))),
    ];

    private static FeelValue Parse(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return !text.StartsWith('+') && !text.EndsWith('.') && text.Length <= 100 && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number)
            ? new NumberValue(number)
            : NullValue.Because("the text is no number");
    }

    // A separator that is null is none, for groups, and the point, for decimals.
    private static FeelValue ParseSeparated(ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0] is not TextValue from)
        {
            return NullValue.From(arguments[0]);
        }

        var grouping = (arguments[1] as TextValue)?.Value;
        var point = (arguments[2] as TextValue)?.Value ?? ".";
        if (grouping is not (null or " " or "." or ",") || point is not ("." or ",") || grouping == point)
        {
            return NullValue.Because("digits are grouped by a space, comma or point, and decimals follow a point or comma, not the same");
        }

        var text = grouping is null ? from.Value : from.Value.Replace(grouping, "", StringComparison.Ordinal);
        return point == "," && text.Contains('.', StringComparison.Ordinal)
            ? NullValue.Because("the text is no number")
            : Parse(text.Replace(point, ".", StringComparison.Ordinal));
    }
}
