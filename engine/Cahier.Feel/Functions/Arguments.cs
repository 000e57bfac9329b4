using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>Reads arguments that are known to be of a kind, and keeps results within bounds.</summary>
internal static class Arguments
{
    public const int LongestText = 1_000_000;

    public const int LongestList = 1_000_000;

    public static decimal Number(this FeelValue value) => ((NumberValue)value).Value;

    public static string Text(this FeelValue value) => ((TextValue)value).Value;

    public static ImmutableArray<FeelValue> Items(this FeelValue value) => ((ListValue)value).Items;

    /// <summary>The date of a date or of a date and time.</summary>
    public static Date Date(this FeelValue value) => value is MomentValue moment ? moment.Value.Date : ((DateValue)value).Value;

    /// <summary>The items of a list given alone, or else the arguments themselves.</summary>
    public static ImmutableArray<FeelValue> ItemsOrAll(this ReadOnlySpan<FeelValue> arguments) =>
        arguments is [ListValue list] ? list.Items : [.. arguments];

    /// <summary>The whole part of a number that stands for a position, length or scale; beyond ±1 000 000 000 it stays there.</summary>
    public static int Whole(this FeelValue value) =>
        (int)Rounding.Round(Math.Clamp(value.Number(), -1_000_000_000m, 1_000_000_000m), 0, RoundingMode.Down);

    /// <summary>The index of a position that counts from 1, or from -1 at the end; null past either end and between two.</summary>
    public static int? Index(this FeelValue position, int count) => position.Whole() switch
    {
        var whole when whole != position.Number() => null,
        > 0 and var fromStart when fromStart <= count => fromStart - 1,
        < 0 and var fromEnd when -fromEnd <= count => count + fromEnd,
        _ => null,
    };

    public static FeelValue ToNumber(this decimal? value, string otherwise) => value is { } number ? new NumberValue(number) : NullValue.Because(otherwise);

    public static FeelValue ToText(this string text) =>
        text.Length <= LongestText ? new TextValue(text) : NullValue.Because("the text is longer than 1 000 000 characters");

    public static FeelValue ToList(this IEnumerable<FeelValue> items)
    {
        var list = items.Take(LongestList + 1).ToImmutableArray();
        return list.Length <= LongestList ? new ListValue(list) : NullValue.Because("the list is longer than 1 000 000 items");
    }
}
