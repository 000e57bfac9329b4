using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions of texts.</summary>
internal static class TextFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("substring", "The characters from a position on, counted from 1, or from -1 at the end; so many, or all.", "substring(\"foobar\", 3, 2) → \"ob\"",
            Partial(Substring, Always(FeelType.Text), Needed("string", FeelType.Text), Needed("start position", FeelType.Number), Optional("length", FeelType.Number))),
        Function("string length", "How many characters the text has.", "string length(\"foo\") → 3",
            Strict(a => new NumberValue(TextPoints.Count(a[0].Text())), Always(PlainNumber), Needed("string", FeelType.Text))),
        Function("upper case", "The text in capital letters.", "upper case(\"aBc4\") → \"ABC4\"",
            Strict(a => new TextValue(a[0].Text().ToUpperInvariant()), Always(FeelType.Text), Needed("string", FeelType.Text))),
        Function("lower case", "The text in small letters.", "lower case(\"aBc4\") → \"abc4\"",
            Strict(a => new TextValue(a[0].Text().ToLowerInvariant()), Always(FeelType.Text), Needed("string", FeelType.Text))),
        Function("substring before", "What stands before the first match; nothing when there is none.", "substring before(\"foobar\", \"bar\") → \"foo\"",
            Pair((text, match) => new TextValue(Before(text, match)), FeelType.Text)),
        Function("substring after", "What stands after the first match; nothing when there is none.", "substring after(\"foobar\", \"ob\") → \"ar\"",
            Pair((text, match) => new TextValue(After(text, match)), FeelType.Text)),
        Function("contains", "Whether the match stands anywhere in the text.", "contains(\"foobar\", \"of\") → false",
            Pair((text, match) => BooleanValue.Of(text.Contains(match, StringComparison.Ordinal)), FeelType.Boolean)),
        Function("starts with", "Whether the text begins with the match.", "starts with(\"foobar\", \"fo\") → true",
            Pair((text, match) => BooleanValue.Of(text.StartsWith(match, StringComparison.Ordinal)), FeelType.Boolean)),
        Function("ends with", "Whether the text ends with the match.", "ends with(\"foobar\", \"r\") → true",
            Pair((text, match) => BooleanValue.Of(text.EndsWith(match, StringComparison.Ordinal)), FeelType.Boolean)),
        Function("matches", "Whether the pattern, an XPath regular expression, is found in the text; flags are s, m, i, x.", "matches(\"foobar\", \"^fo*b\") → true",
            Bounded((a, scope) => WithPattern(a, 2, (text, pattern) => pattern.IsMatch(text, scope)), Always(FeelType.Boolean),
                Needed("input", FeelType.Text), Needed("pattern", FeelType.Text), Optional("flags", FeelType.Text)).MayFail()),
        Function("replace", "The text with every match of the pattern replaced; $1 in the replacement is the first group.", "replace(\"abcd\", \"(ab)|(a)\", \"[$1]\") → \"[ab]cd\"",
            Bounded((a, scope) => WithPattern(a, 3, Replacing(a, scope)), Always(FeelType.Text),
                Needed("input", FeelType.Text), Needed("pattern", FeelType.Text), Needed("replacement", FeelType.Text), Optional("flags", FeelType.Text)).MayFail()),
        Function("split", "The pieces of the text between matches of the delimiter, a pattern.", "split(\"a;b;;c\", \";\") → [\"a\", \"b\", \"\", \"c\"]",
            Bounded((a, scope) => WithPattern(a, 2, (text, pattern) => pattern.Split(text, scope)), Always(new ListType(FeelType.Text, ItemsMayBeMissing: false)),
                Needed("string", FeelType.Text), Needed("delimiter", FeelType.Text)).MayFail()),
        Function("string join", "The texts of the list in one, with the delimiter between them; unknown ones are left out.", "string join([\"a\", \"b\"], \"-\") → \"a-b\"",
            Lenient(Join, Always(FeelType.Text), Needed("list", ListOf(FeelType.Text)), Optional("delimiter", FeelType.Text))),
    ];

    private static Overload Pair(Func<string, string, FeelValue> work, FeelType result) =>
        Strict(a => work(a[0].Text(), a[1].Text()), Always(result), Needed("string", FeelType.Text), Needed("match", FeelType.Text));

    private static FeelValue Substring(ReadOnlySpan<FeelValue> arguments)
    {
        var text = arguments[0].Text();
        if (arguments[1].Index(TextPoints.Count(text)) is not { } first)
        {
            return NullValue.Because("the start position is no whole number from 1, or from -1 at the end, that is in the text");
        }

        var length = arguments.Length > 2 ? arguments[2].Whole() : int.MaxValue;
        return length < 1 ? NullValue.Because("the length is below 1") : new TextValue(TextPoints.Slice(text, first, length));
    }

    private static string Before(string text, string match) =>
        text.IndexOf(match, StringComparison.Ordinal) is >= 0 and var index ? text[..index] : "";

    private static string After(string text, string match) =>
        text.IndexOf(match, StringComparison.Ordinal) is >= 0 and var index ? text[(index + match.Length)..] : "";

    private static Func<string, TextPattern, FeelValue> Replacing(ReadOnlySpan<FeelValue> arguments, EvaluationScope scope)
    {
        var replacement = arguments[2];
        return (text, pattern) => replacement is TextValue by ? pattern.Replace(text, by.Value, scope) : NullValue.From(replacement);
    }

    // Flags that are null are none: the standard's own examples leave them out so.
    private static FeelValue WithPattern(ReadOnlySpan<FeelValue> arguments, int flagsAt, Func<string, TextPattern, FeelValue> work)
    {
        if (arguments[0] is not TextValue text || arguments[1] is not TextValue pattern)
        {
            return NullValue.From(arguments[0], arguments[1]);
        }

        var flags = arguments.Length > flagsAt && arguments[flagsAt] is TextValue given ? given.Value : "";
        return TextPattern.TryMake(pattern.Value, flags, out var made, out var problem) ? made.Run(text.Value, work) : NullValue.Because(problem);
    }

    private static FeelValue Join(ReadOnlySpan<FeelValue> arguments)
    {
        if (arguments[0] is not ListValue list)
        {
            return NullValue.From(arguments[0]);
        }

        var delimiter = arguments is [_, TextValue text] ? text.Value : "";
        var texts = list.Items.OfType<TextValue>().Select(t => t.Value).ToList();
        var length = texts.Sum(t => (long)t.Length + delimiter.Length);
        return length > (long)Arguments.LongestText + delimiter.Length
            ? NullValue.Because("the text is longer than 1 000 000 characters")
            : new TextValue(string.Join(delimiter, texts));
    }
}
