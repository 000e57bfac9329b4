using System.Text;

namespace Cahier.Feel.Tests.Fuzzing;

/// <summary>Makes hostile texts of known ones: cut, doubled, spliced, nested, and with parts put in that are known to be trouble. The same seed makes the same texts.</summary>
/// <param name="seed">Which texts.</param>
/// <param name="trouble">The parts that are known to be trouble.</param>
/// <param name="longest">The longest text made.</param>
internal sealed class Mutator(int seed, IReadOnlyList<string> trouble, int longest)
{
    /// <summary>Trouble for readers of expressions.</summary>
    public static IReadOnlyList<string> InExpressions { get; } =
    [
        "10 ** 1000000", "1..1000000000", "999999999999999999999999999999", "1e999999999", "0.0000000000000000000000000001", "-79228162514264337593543950335",
        "\"P999999999Y\"", "@\"999999999-12-31T23:59:60Z\"", "@\"-999999999-01-01\"", "@\"PT99999999999999999999S\"", "duration(\"P1Y\" + \"2M\")",
        "for i in 1..1000000 return ", "for i in 1..100000, j in 1..100000 return ", "some x in 1..9999999 satisfies ", "(function(f) f(f))(function(f) f(f))",
        "partial", "partial[-1]", "concatenate(partial, partial)", "string join(for i in 1..100000 return \"ab\", \"x\")", "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a|aa)+$\", \"$0$0$0$0$0$0\")",
        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")", "substring(\"🐎\", -2147483648, 2147483647)", "remove([1], 2147483648)", "insert before([], -9223372036854775808, 1)",
        "decimal(1, 6176)", "round up(5.5, -2147483648)", "modulo(-1e28, 1e-28)", "exp(1000000)", "log(0)", "sqrt(-1)", "sort([3, 1], function(x, y) x)", "[item]", ".item", "?", "{a: 1}.a", "{\"\": null}",
        "\"\\uD800\"", "\u0000", "\uFEFF", "\u200B", "’", "é🐎", "/* ", "// ", " instance of function<Any>->Any", " between ", " in (", "[[[[[[", "((((((", "}}}}", "\"", "..", "**", "->", "@", "\\", "\n", "\r", "\t",
    ];

    /// <summary>Trouble for readers of YAML and of cahiers.</summary>
    public static IReadOnlyList<string> InCahiers { get; } =
    [
        "&a ", "*a", "!!str ", "!!binary ", "<<: *a", "\n---\n", "\n...\n", "? ", "{", "}", "[", "]", "- ", ": ", "|\n  ", ">-\n  ", "|9\n", "\t", "'", "\"", "# ", "%YAML 1.1\n", "\u0085", "\u2028", "\u0000", "\uFEFF", "\uD800",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{a: {a: {a: {a: {a: {a: {a: ", "amends: case@2", "amends: base@1\n", "version: 2", "values: { 2019-01-01: ", "9999-12-31", "2019-02-30", "0000-00-00", "when: ", "when missing: maybe", "unit: EUR*EUR/day", "1e400",
        "hit: collect sum", "rows: [[]]", "csv: ../../secret.csv", "round: half up to 0", "statistic: percentile 101", "minimum: -1", "remove: [", "~", "null", "yes", "0x1F", ".inf", "12,5", "for x in 1..1000000000 return x", "10 ** 1000000", "index.index.index", "\r\n", "\r",
    ];

    private readonly Random random = new(seed);

    /// <summary>Makes a text.</summary>
    /// <param name="corpus">What its parts are taken from.</param>
    /// <param name="beginnings">What it begins from; the corpus when not given.</param>
    public string Mutate(IReadOnlyList<string> corpus, IReadOnlyList<string>? beginnings = null)
    {
        var text = Pick(beginnings ?? corpus);
        for (var times = random.Next(2) == 0 ? 1 : random.Next(1, 6); times > 0; times--)
        {
            text = random.Next(10) switch
            {
                0 => Without(text),
                1 => Doubled(text),
                2 => Put(text, Pick(trouble)),
                3 => Put(text, Pick(corpus)),
                4 => Replaced(text, Pick(trouble)),
                5 => Nested(text),
                6 => text[..Place(text)] + Pick(corpus),
                7 => Disturbed(text),
                8 => Put(text, ((char)random.Next(1, random.Next(2) == 0 ? 128 : 0xFFFF)).ToString()),
                _ => Exchanged(text, corpus),
            };
        }

        return text.Length > longest ? text[..longest] : text;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private int Place(string text) => random.Next(text.Length + 1);

    private (int From, int To) Part(string text)
    {
        var from = Place(text);
        return (from, from + random.Next(Math.Min(40, text.Length - from) + 1));
    }

    private string Put(string text, string what) => text.Insert(Place(text), what);

    private string Without(string text)
    {
        var (from, to) = Part(text);
        return text.Remove(from, to - from);
    }

    private string Doubled(string text)
    {
        var (from, to) = Part(text);
        return text.Insert(to, string.Concat(Enumerable.Repeat(text[from..to], random.Next(1, random.Next(10) == 0 ? 300 : 4))));
    }

    private string Replaced(string text, string with)
    {
        var (from, to) = Part(text);
        return string.Concat(text.AsSpan(0, from), with, text.AsSpan(to));
    }

    private string Nested(string text)
    {
        var (before, after) = Pick<(string, string)>([("(", ")"), ("[", "]"), ("{a: ", "}"), ("not(", ")"), ("for x in [1, 2] return ", ""), ("if ", " then 1 else 2"), ("[1, 2][", "]"), ("-", ""), ("get or else(", ", 1)"), ("1 in (", ")"), ("(function(x) ", ")(1)")]);
        var depth = random.Next(1, random.Next(8) == 0 ? 400 : 5);
        return string.Concat(Enumerable.Repeat(before, depth)) + text + string.Concat(Enumerable.Repeat(after, depth));
    }

    private string Disturbed(string text)
    {
        var letters = new StringBuilder(text);
        for (var times = Math.Min(letters.Length, random.Next(1, 4)); times > 0; times--)
        {
            var place = random.Next(letters.Length);
            letters[place] = (char)(letters[place] ^ (1 << random.Next(7)));
        }

        return letters.ToString();
    }

    // A word of one text in the place of a word of another.
    private string Exchanged(string text, IReadOnlyList<string> corpus)
    {
        var words = text.Split(' ');
        words[random.Next(words.Length)] = Pick(Pick(corpus).Split(' '));
        return string.Join(' ', words);
    }
}
