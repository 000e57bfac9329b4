using System.Globalization;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>What kind of value a made expression is meant to have; now and then it has another one, or none.</summary>
internal enum Kind { Number, Text, Boolean, Date, Time, Moment, Days, Months, Numbers, Texts, Dates, Records, Record, Range, Anything }

/// <summary>Makes random expressions of a kind over the names of <see cref="RandomNames"/>. The same seed makes the same expressions.</summary>
internal sealed partial class ExpressionMaker(int seed)
{
    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    private readonly Random random = new(seed);
    private readonly List<(string Name, Kind Kind)> locals = [];

    public string Make(Kind kind, int depth) => depth <= 0 || random.Next(8) == 0 ? Leaf(kind) : random.Next(40) == 0 ? Make(Any(), depth - 1) : random.Next(12) switch
    {
        0 => $"(if {Make(Kind.Boolean, depth - 1)} then {Make(kind, depth - 1)} else {Make(kind, depth - 1)})",
        1 => $"get or else({Make(kind, depth - 1)}, {Make(kind, depth - 1)})",
        2 => $"({Make(ListOf(kind), depth - 1)})[{Position()}]",
        3 => $"{{{Local()}: {Make(kind, depth - 1)}, z: {Make(kind, depth - 1)}}}.z",
        4 or 5 or 6 => Call(kind, depth - 1) ?? Of(kind, depth - 1),
        7 => Rare(kind, depth - 1),
        _ => Of(kind, depth - 1),
    };

    public Kind Any() => Kinds[random.Next(Kinds.Length)];

    private static Kind ListOf(Kind kind) => kind switch
    {
        Kind.Number => Kind.Numbers,
        Kind.Text => Kind.Texts,
        Kind.Date => Kind.Dates,
        Kind.Record => Kind.Records,
        _ => Kind.Anything,
    };

    private string Of(Kind kind, int depth)
    {
        string Number() => Make(Kind.Number, depth);
        string Text() => Make(Kind.Text, depth);
        string Boolean() => Make(Kind.Boolean, depth);
        string Date() => Make(Kind.Date, depth);
        return kind switch
        {
            Kind.Number => random.Next(17) switch
            {
                13 => $"({Make(Kind.Moment, depth)}).{Pick("hour", "minute", "second", "year", "weekday")}",
                14 => $"({Make(Kind.Months, depth)}).{Pick("years", "months", "value")}",
                15 => $"({Make(Kind.Range, depth)}).{Pick("start", "end")}",
                0 => $"({Number()} {Pick("+", "-", "*", "/")} {Number()})",
                1 => $"({Number()} {Pick("+", "-", "*", "/", "**")} {Number()})",
                2 => $"-({Number()})",
                3 => $"{Pick("sum", "min", "max", "mean", "count", "median", "product")}({Make(Kind.Numbers, depth)})",
                4 => $"{Pick("min", "max")}({Number()}, {Number()})",
                5 => $"{Pick("abs", "floor", "ceiling")}({Number()})",
                6 => $"{Pick("round half up", "round down", "decimal")}({Number()}, {random.Next(-2, 4)})",
                7 => $"string length({Text()})",
                8 => $"({Date()}).{Pick("year", "month", "day", "weekday")}",
                9 => $"({Make(Kind.Days, depth)}).{Pick("days", "hours", "seconds", "value")}",
                10 => $"count({Make(Pick(Kind.Texts, Kind.Dates, Kind.Records, Kind.Anything), depth)})",
                11 => $"({Make(Kind.Record, depth)}).n",
                12 => $"({Make(Kind.Days, depth)} / {Make(Kind.Days, depth)})",
                _ => $"(function(v) v + {Number()})({Number()})",
            },
            Kind.Text => random.Next(7) switch
            {
                0 => $"({Text()} + {Text()})",
                1 => $"{Pick("upper case", "lower case")}({Text()})",
                2 => $"substring({Text()}, {Number()})",
                3 => $"string({Make(Any(), depth)})",
                4 => $"string join({Make(Kind.Texts, depth)}, {Text()})",
                5 => $"({Make(Kind.Record, depth)}).t",
                _ => $"replace({Text()}, \"{Pick("a", "[ab]", "(x)?b")}\", {Text()})",
            },
            Kind.Boolean => random.Next(22) switch
            {
                18 => $"({Number()} in ({Pick("", "1, ")}? {Compare()} {Number()}, {Interval(Kind.Number, depth)}))",
                19 => Bound(Kind.Number, name => $"({Pick("some", "every")} {name} in {Numbers(depth)}, u in {Make(Kind.Texts, depth)} satisfies string({name}) {Compare()} u)"),
                20 => $"({Make(Kind.Range, depth)}).{Pick("start", "end")} included",
                21 => $"({Make(Kind.Range, depth)} {Pick("=", "!=")} {Pick(">= ", "< ", "> ", "<= ")}{Number()})",
                0 or 1 => $"({Boolean()} {Pick("and", "or")} {Boolean()})",
                2 => $"not({Boolean()})",
                3 or 4 => $"({Number()} {Compare()} {Number()})",
                5 => $"({Text()} {Compare()} {Text()})",
                6 => $"({Date()} {Compare()} {Date()})",
                7 => $"({Make(Any(), depth)} {Compare()} {Make(Any(), depth)})",
                8 => $"({Number()} in {Tests(Kind.Number, depth)})",
                9 => $"({Date()} in {Tests(Kind.Date, depth)})",
                10 => $"({Text()} in {Tests(Kind.Text, depth)})",
                11 => $"({Number()} between {Number()} and {Number()})",
                12 => Bound(Kind.Number, name => $"({Pick("some", "every")} {name} in {Make(Kind.Numbers, depth)} satisfies {Boolean()})"),
                13 => Bound(Kind.Record, name => $"({Pick("some", "every")} {name} in {Make(Kind.Records, depth)} satisfies {Boolean()})"),
                14 => $"({Make(Any(), depth)} {Pick("=", "!=")} null)",
                15 => $"({Make(Any(), depth)} instance of {Pick("number", "string", "list<number>", "date", "Any", "context<n: number>", "range<date>", "function<number> -> Any", "days and time duration", "Null")})",
                16 => $"{Pick("starts with", "contains", "matches", "ends with")}({Text()}, {Text()})",
                _ => $"list contains({Make(Kind.Anything, depth)}, {Make(Any(), depth)})",
            },
            Kind.Date => random.Next(3) switch
            {
                0 => $"({Date()} {Pick("+", "-")} {Make(Pick(Kind.Days, Kind.Months), depth)})",
                1 => $"date({Make(Kind.Moment, depth)})",
                _ => $"({Make(Kind.Record, depth)}).d",
            },
            Kind.Time => $"({Make(Kind.Time, depth)} {Pick("+", "-")} {Make(Kind.Days, depth)})",
            Kind.Moment => random.Next(2) == 0 ? $"date and time({Date()}, {Make(Kind.Time, depth)})" : $"({Make(Kind.Moment, depth)} + {Make(Pick(Kind.Days, Kind.Months), depth)})",
            Kind.Days => random.Next(4) switch
            {
                0 => $"({Date()} - {Date()})",
                1 => $"({Make(Kind.Days, depth)} {Pick("+", "-")} {Make(Kind.Days, depth)})",
                2 => $"({Make(Kind.Days, depth)} {Pick("*", "/")} {Number()})",
                _ => $"-({Make(Kind.Days, depth)})",
            },
            Kind.Months => random.Next(2) == 0 ? $"years and months duration({Date()}, {Date()})" : $"({Make(Kind.Months, depth)} * {Number()})",
            Kind.Numbers => ListMade(Kind.Number, Kind.Numbers, ".n", depth),
            Kind.Texts => ListMade(Kind.Text, Kind.Texts, ".t", depth),
            Kind.Dates => ListMade(Kind.Date, Kind.Dates, ".d", depth),
            Kind.Records => random.Next(3) switch
            {
                0 => $"[{Make(Kind.Record, depth)}, {Make(Kind.Record, depth)}]",
                1 => Bound(Kind.Number, name => $"(for {name} in {Make(Kind.Numbers, depth)} return {Make(Kind.Record, depth)})"),
                _ => $"({Make(Kind.Records, depth)})[{Opened(() => Make(Kind.Boolean, depth))}]",
            },
            Kind.Record => random.Next(3) == 0
                ? $"context put({Make(Kind.Record, depth)}, \"n\", {Number()})"
                : $"{{n: {Number()}, t: {Text()}, d: {Date()}}}",
            Kind.Range => Interval(Pick(Kind.Number, Kind.Date, Kind.Text), depth),
            _ => random.Next(4) switch
            {
                0 => $"[{Make(Any(), depth)}, {Make(Any(), depth)}, {Make(Any(), depth)}]",
                1 => Bound(Kind.Anything, name => $"(for {name} in {Make(Kind.Anything, depth)} return {Make(Any(), depth)})"),
                2 => Bound(Kind.Anything, _ => $"({Make(Kind.Anything, depth)})[{Make(Any(), depth)}]"),
                _ => Make(Any(), depth),
            },
        };
    }

    // Forms that are the same for every kind.
    private string Rare(Kind kind, int depth) => random.Next(7) switch
    {
        0 => $"{{odd name: {Make(kind, depth)}, z: odd name}}.z",
        1 => $"{{\"{Pick("q", "a b", "")}\": 1, f: function(v, w) {Make(kind, depth)}, z: f(w: 1{Pick("", ", v: 2")})}}.z",
        2 => $"(function(v: {Pick("number", "list<number>", "Any")}) {Make(kind, depth)})({Make(Any(), depth)})",
        3 => $"(function(v) external {{java: {{class: \"a\", method signature: \"b(c)\"}}}})({Make(kind, depth)})",
        4 => $"[{Make(kind, depth)}, {Make(kind, depth)}][{Make(Kind.Number, depth)}]",
        5 => $"get value({{k: {Make(kind, depth)}}}, \"{Pick("k", "l")}\")",
        _ => $"(for v in [{Make(kind, depth)}], w in {Pick("1..2", "2..1", "[1..2]", "@\"2019-12-30\"..@\"2020-01-02\"")} return {Make(kind, depth)})[-1]",
    };

    private string Numbers(int depth) => Pick(Make(Kind.Numbers, depth), $"{random.Next(-2, 2)}..{random.Next(-2, 4)}");

    private string ListMade(Kind item, Kind list, string property, int depth) => random.Next(8) switch
    {
        6 => $"(for i in {random.Next(-1, 2)}..{random.Next(-1, 4)} return if count(partial) > {random.Next(0, 2)} then partial[-1] else {Make(item, depth)})",
        0 => $"[{Make(item, depth)}, {Make(item, depth)}, {Make(item, depth)}]",
        1 => Bound(item, name => $"(for {name} in {Make(list, depth)} return {Make(item, depth)})"),
        2 => Bound(Kind.Number, name => $"(for {name} in {random.Next(-1, 2)}..{random.Next(-1, 4)} return {Make(item, depth)})"),
        3 => $"({Make(list, depth)})[{Bound("item", item, () => Make(Kind.Boolean, depth))}]",
        4 => $"{Pick("reverse", "distinct values", "flatten")}({Make(list, depth)})",
        5 => $"concatenate({Make(list, depth)}, {Make(list, depth)})",
        _ => $"({Make(Kind.Records, depth)}){property}",
    };

    private string Tests(Kind kind, int depth) => random.Next(6) switch
    {
        0 => Interval(kind, depth),
        1 => $"({Pick("<", "<=", ">", ">=", "=", "!=")} {Make(kind, depth)})",
        2 => $"({Make(kind, depth)}, {Pick("<", ">=")} {Make(kind, depth)}, {Interval(kind, depth)})",
        3 => $"[{Make(kind, depth)}, {Make(kind, depth)}, {Interval(kind, depth)}]",
        4 => $"({Leaf(kind)}, {Leaf(kind)})",
        _ => Make(ListOf(kind), depth),
    };

    private string Interval(Kind kind, int depth)
    {
        var (low, high) = random.Next(2) == 0 ? (Leaf(kind), Leaf(kind)) : (Make(kind, depth), Make(kind, depth));
        // At the start of a list "[]" is an empty one, so a range that opens with "]" stands in brackets.
        var range = $"{low}..{high}{Pick("]", ")", "[")}";
        return Pick($"[{range}", $"({range}", $"(]{range})");
    }

    private string Leaf(Kind kind)
    {
        var mine = locals.Where(l => l.Kind == kind).Select(l => l.Name).ToList();
        return random.Next(10) switch
        {
            < 4 when mine.Count > 0 => mine[random.Next(mine.Count)],
            0 or 1 or 2 or 3 or 4 => RandomNames.Of(kind, random),
            5 when random.Next(4) == 0 => "null",
            _ => Literal(kind),
        };
    }

    private string Literal(Kind kind) => kind switch
    {
        Kind.Number => Pick("0", "1", "-1", "2", "3", "0.5", "-2.5", "10", "100", "7.25", random.Next(-50, 50).ToString(CultureInfo.InvariantCulture)),
        Kind.Text => Pick("\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"Abc\"", "\"é🐎x\""),
        Kind.Boolean => Pick("true", "false"),
        Kind.Date => Pick("date(\"2019-07-01\")", "@\"2020-02-29\"", "@\"2019-12-31\"", "@\"2021-01-01\""),
        Kind.Time => Pick("@\"10:00:00\"", "@\"23:30:00Z\"", "@\"08:15:30\""),
        Kind.Moment => Pick("@\"2019-07-01T10:00:00\"", "@\"2020-02-29T23:59:59Z\""),
        Kind.Days => Pick("@\"P1D\"", "@\"-PT6H\"", "duration(\"P30D\")", "@\"PT0S\""),
        Kind.Months => Pick("@\"P1Y\"", "@\"P2M\"", "@\"-P14M\""),
        Kind.Numbers => Pick("[]", "[1, 2, 3]", "[3, null, 1]", "[0.5]"),
        Kind.Texts => Pick("[]", "[\"a\", \"b\"]", "[\"ab\", null]"),
        Kind.Dates => Pick("[@\"2019-07-01\", @\"2020-02-29\"]", "[]"),
        Kind.Records => Pick("[]", "[{n: 1, t: \"a\", d: @\"2019-07-01\"}, {n: 2, t: \"b\", d: null}]", "[{n: 1}, {t: \"x\"}]"),
        Kind.Record => Pick("{n: 1, t: \"a\", d: @\"2019-07-01\"}", "{n: null, t: null, d: null}", "{n: 2}"),
        Kind.Range => Pick("[1..3]", "(< 5)", "[@\"2019-01-01\"..@\"2019-12-31\"]"),
        _ => Pick("[1, \"a\", null]", "[[1, 2], {n: 1}]", "[true, false]", "5"),
    };

    private string Bound(Kind kind, Func<string, string> make)
    {
        var name = Local();
        return Bound(name, kind, () => make(name));
    }

    private string Bound(string name, Kind kind, Func<string> make)
    {
        locals.Add((name, kind));
        var made = make();
        locals.RemoveAt(locals.Count - 1);
        return made;
    }

    private string Opened(Func<string> make)
    {
        locals.AddRange([("item", Kind.Record), ("n", Kind.Number), ("t", Kind.Text), ("d", Kind.Date)]);
        var made = make();
        locals.RemoveRange(locals.Count - 4, 4);
        return made;
    }

    private string Local() => Pick("v", "w", "x", "y");

    private string Position() => Pick("1", "-1", "2", "-2", "0", "3");

    private string Compare() => Pick("=", "!=", "<", "<=", ">", ">=");

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
