using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Tests.Fuzzing;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>Hostile text costs no more than an error: it ends, in a problem or in null, within a bound of memory and on a thread with a small stack.</summary>
public sealed class HostileTextTests
{
    private const long MostBytes = 4L << 30;

    private const string LongText = "string join(for i in 1..9000 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"\")";

    private const string LongList = "for i in 1..20000 return i";

    private static readonly string TooManySteps = string.Create(CultureInfo.InvariantCulture, $"more than {EvaluationScope.MostSteps} steps were needed");

    private static readonly KnownNames Names = new(["get or else"]);

    public static TheoryData<string, string, string, string> Nestings() => new()
    {
        { "brackets", "(", "1", ")" },
        { "lists", "[", "1", "]" },
        { "contexts", "{a: ", "1", "}" },
        { "minus signs", "-", "1", "" },
        { "not", "not(", "true", ")" },
        { "functions", "abs(", "1", ")" },
        { "named arguments", "abs(n: ", "1", ")" },
        { "if", "if true then ", "1", " else 2" },
        { "else", "if false then 1 else ", "1", "" },
        { "conditions", "if ", "true", " then true else false" },
        { "for", "for x in [1] return ", "1", "" },
        { "for domains", "for x in ", "[1]", " return x" },
        { "some", "some x in [1] satisfies ", "true", "" },
        { "every", "every x in [1] satisfies ", "true", "" },
        { "functions in place", "function() ", "1", "" },
        { "calls in place", "(function() ", "1", ")()" },
        { "ranges", "[1..", "1", "]" },
        { "in", "1 in (", "1", ")" },
        { "in lists", "1 in [", "1", "]" },
        { "sums", "1+", "1", "" },
        { "sums in brackets", "(1+", "1", ")" },
        { "powers", "2**", "1", "" },
        { "and", "true and ", "true", "" },
        { "or", "false or ", "true", "" },
        { "comparisons", "1=", "1", "" },
        { "comparisons in brackets", "(1=", "1", ")" },
        { "between", "1 between 0 and ", "1", "" },
        { "properties", "", "{a: 1}", ".a" },
        { "filters", "", "[1]", "[item > 0]" },
        { "filters in filters", "[1][", "true", "]" },
        { "positions", "", "[1]", "[1]" },
        { "calls", "", "abs", "(1)" },
        { "instance of", "", "1", " instance of number" },
        { "types", "list<", "number", ">" },
        { "get or else", "get or else(null, ", "1", ")" },
        { "text", "\"a\" + ", "\"b\"", "" },
        { "sort", "sort([2, 1], function(x, y) ", "true", ")" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Nesting_AtEveryDepth_IsRefusedOrEvaluatedAlikeInBothEngines(string name, string before, string core, string after)
    {
        Bounded.Run(name, Work, MostBytes);

        void Work()
        {
            var deepest = Deepest(before, core, after);
            foreach (var depth in (int[])[1, 20, deepest, deepest + 1, 1_000, 10_000])
            {
                var text = Nested(before, core, after, depth);
                var strict = Checker.Check(text, new FeelSession(FeelEngine.Interpreter, new Run.FixedClock()));
                Assert.All(strict.Problems, p => Assert.NotEmpty(p.Remedy));
                var compiled = Answer(FeelEngine.Compiled, text);
                var interpreted = Answer(FeelEngine.Interpreter, text);
                Assert.Equal(depth <= deepest, compiled.Problems.IsEmpty);
                Assert.Equal(FeelText.Write(interpreted.Value), FeelText.Write(compiled.Value));
            }
        }
    }

    [Fact]
    public void Nesting_WithLittleRoomOnTheStack_IsRefused()
    {
        const int SmallStack = 160 * 1024;
        ParsedExpression? read = null;
        var thread = new Thread(() => read = Parser.ParseExpression(Nested("(", "1", ")", SyntaxLimits.Depth / 3), Names), SmallStack);
        thread.Start();
        thread.Join();
        Assert.Contains("room", Assert.Single(read!.Problems).Cause, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Texts() => new()
    {
        { "very long", new string('a', 100_000) },
        { "very long text", $"\"{new string('a', 100_000)}\"" },
        { "open brackets", new string('(', 10_000) },
        { "open lists", new string('[', 10_000) },
        { "open contexts", Repeat("{a:", 5_000) },
        { "closing brackets", new string(')', 10_000) },
        { "a chain of 10 000", Repeat("1+", 10_000) + "1" },
        { "a long loop", "for i in 1..1000000000 return i" },
        { "a long loop in a range", "for i in [1..1000000000] return i" },
        { "a long loop of dates", "for d in @\"0001-01-01\"..@\"999999999-12-31\" return d" },
        { "loops in loops", "for i in 1..1000000, j in 1..1000000, k in 1..1000000 return i" },
        { "quantifiers in quantifiers", "every i in 1..1000000, j in 1..1000000 satisfies i + j > 0" },
        { "all that was gathered", "for i in 1..1000000 return count(partial)" },
        { "a list that doubles", "for i in 1..100 return if i = 1 then [1, 1] else concatenate(partial[-1], partial[-1])" },
        { "a text that doubles", "for i in 1..100 return if i = 1 then \"ab\" else partial[-1] + partial[-1]" },
        { "a list that deepens", "for i in 1..100000 return if i = 1 then [1] else [partial[-1]]" },
        { "a context that deepens", "for i in 1..100000 return if i = 1 then {a: 1} else {a: partial[-1]}" },
        { "a function that calls itself", "(function(f) f(f))(function(f) f(f))" },
        { "a function that calls itself from deep", $"(function(f) f(f))(function(f) {Repeat("abs(", 100)}f(f){Repeat(")", 100)})" },
        { "a function that calls itself twice", "(function(f, n) f(f, n))(function(f, n) if n = 0 then 1 else f(f, n - 1) + f(f, n - 1), 90)" },
        { "a function that sorts by itself", "(function(f) sort([f, f], f))(function(x, y) sort([x, y], x))" },
        { "a sort that never settles", "sort(for i in 1..100000 return i, function(x, y) true)" },
        { "long lists searched for ever", "{l: for i in 1..100000 return i, r: for i in l return list contains(l, -1)}.r" },
        { "a regular expression that backtracks", $"matches(\"{new string('a', 5_000)}\", \"^(a+)+$\") or matches(\"{new string('a', 5_000)}!\", \"^(a|aa)+$\")" },
        { "a regular expression with references", $"matches(\"{new string('a', 3_000)}!\", \"^(a+)+\\\\1+$\")" },
        { "a regular expression that repeats", "matches(\"a\", \"((a{0,9999}){0,9999}){0,9999}\")" },
        { "a huge power", "10 ** 10000000" },
        { "powers of powers", "9 ** 9 ** 9 ** 9" },
        { "many digits", new string('9', 5_000) },
        { "many digits after the point", "0." + new string('9', 5_000) },
        { "a huge exponent", "1e999999999" },
        { "a huge date", "@\"999999999-12-31\" + @\"P999999999Y\"" },
        { "a huge duration", "@\"P999999999D\" * 1e20" },
        { "half a surrogate", "\"\\uD83D\" + \"\uD83D\"" },
        { "a NUL", "1 + \0" },
        { "names of names", Repeat("a ", 5_000) },
        { "signs that have to go", new string('!', 15_000) },
        { "signs of other languages", Repeat("«;", 7_000) },
        { "words of other languages", Repeat("et ", 5_000) },
        { "numbers with spaces", Repeat("100 ", 4_000) },
        { "many arguments", $"max({Repeat("1,", 9_000)}1)" },
        { "many entries", $"{{{string.Join(',', Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}:{i}")))}}}" },
        { "many tests", $"1 in ({Repeat("0,", 9_000)}1)" },
        { "tests in tests", Repeat("1 in (", 60) + "1" },
        { "tests that are sums", Repeat("1 in (1+(", 60) + "1" },
        { "many iterators", $"for {string.Join(',', Enumerable.Range(0, 1_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i} in [1]")))} return 1" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void HostileText_InBothEngines_EndsWithinBoundsAndAlike(string name, string text)
    {
        Bounded.Run(name, Work, MostBytes);

        void Work()
        {
            var compiled = Answer(FeelEngine.Compiled, text);
            var interpreted = Answer(FeelEngine.Interpreter, text);
            Assert.Equal(FeelText.Write(interpreted.Value), FeelText.Write(compiled.Value));
        }
    }

    public static TheoryData<string, string> Repetitions() => new()
    {
        { "texts put together", Over($"s: {LongText}", "string length(s + s) < 0") },
        { "texts compared", Over($"s: {LongText}, a: s + \"a\", b: s + \"b\"", "a = b") },
        { "texts put in order", Over($"s: {LongText}, a: s + \"a\", b: s + \"b\"", "a > b") },
        { "a text between others", Over($"s: {LongText}, a: s + \"a\", b: s + \"b\"", "b between a and a") },
        { "a text in a range", Over($"s: {LongText}, a: s + \"a\", b: s + \"b\"", "b in [a..a]") },
        { "a text among others", Over($"s: {LongText}, a: s + \"a\", b: s + \"b\"", "b in [a, a]") },
        { "lists compared", Over($"l: {LongList}, m: for i in l return i", "l != m") },
        { "lists within lists compared", Over($"l: {LongList}, a: [l], b: [for i in l return i]", "a != b") },
        { "contexts compared", Over($"c: context(for i in 1..20000 return {{key: string(i), value: i}}), d: context put(c, \"1\", 1)", "c != d") },
        { "a number in a list", Over($"l: {LongList}", "-1 in l") },
        { "a path over a list", Over("l: for i in 1..20000 return {a: i}", "l.a = null") },
        { "the kind of a list", Over($"l: {LongList}", "l instance of list<text>") },
        { "a list given to a function with types", Over($"l: {LongList}, f: function(x: list<number>) false", "f(l)") },
        { "a long loop begun", Over("a: 1", "every y in 1..100000 satisfies y < 0") },
        { "much said each time", Over("a: 1", $"x < 0 and \"{new string('a', 12_000)}\" = \"b\"") },
        { "much asked of each item", $"count(({LongList})[item < 0 and \"{new string('a', 12_000)}\" = \"b\"])" },
        { "a pattern matched", Over($"s: {LongText}", "matches(s, \"(a|b)*c\")") },
        { "a pattern that looks at all that is left", $"string length(replace({LongText}, \"a.*b|a\", \"x\"))" },
        { "a sort by a function of the language", $"sort(for i in 1..300 return {LongText}, contains)" },
    };

    [Theory]
    [MemberData(nameof(Repetitions))]
    public void Work_RepeatedForEver_IsCountedAndStoppedInBothEngines(string name, string text)
    {
        Bounded.Run(name, Work, MostBytes);

        void Work()
        {
            Assert.Equal(TooManySteps, Answer(FeelEngine.Interpreter, text).Problem);
            Assert.Equal(TooManySteps, Answer(FeelEngine.Compiled, text).Problem);
        }
    }

    [Theory]
    [InlineData("lists", "[", ", ", "]")]
    [InlineData("contexts", "{a: ", ", b: ", "}")]
    [InlineData("ranges", "[(= [", ", ", "])]")]
    public void Value_ThatHoldsItsLikeTwice_IsStoppedBeforeItIsTooLarge(string name, string before, string between, string after)
    {
        Bounded.Run(name, Work, MostBytes);

        void Work()
        {
            var text = $"{{e0: 1, {string.Join(", ", Enumerable.Range(1, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"e{i}: {before}e{i - 1}{between}e{i - 1}{after}")))}}}";
            Assert.Equal("a list or context holds more than 10000000 values", Answer(FeelEngine.Interpreter, text).Problem);
            Assert.Equal("a list or context holds more than 10000000 values", Answer(FeelEngine.Compiled, text).Problem);
        }
    }

    private static string Over(string entries, string condition) => $"{{{entries}, result: some x in 1..20000 satisfies {condition}}}.result";

    private static string Nested(string before, string core, string after, int depth) =>
        (before == "list<" ? "1 instance of " : "") + Repeat(before, depth) + core + Repeat(after, depth);

    private static int Deepest(string before, string core, string after)
    {
        var deepest = Enumerable.Range(1, SyntaxLimits.Depth + 1)
            .Last(depth => Parser.ParseExpression(Nested(before, core, after, depth), Names).Root is not null);
        Assert.InRange(deepest, 20, SyntaxLimits.Depth);
        return deepest;
    }

    private static FeelAnswer Answer(FeelEngine engine, string text) => new FeelSession(engine, new Run.FixedClock()).Evaluate(text);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
