using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Functions;

public sealed class LibraryTests
{
    private static readonly string[] Standard =
    [
        "abs", "after", "all", "any", "append", "before", "ceiling", "coincides", "concatenate", "contains", "context", "context merge", "context put",
        "count", "date", "date and time", "day of week", "day of year", "decimal", "distinct values", "duration", "during", "ends with", "even", "exp",
        "finished by", "finishes", "flatten", "floor", "get entries", "get value", "includes", "index of", "insert before", "is", "list contains",
        "list replace", "log", "lower case", "matches", "max", "mean", "median", "meets", "met by", "min", "mode", "modulo", "month of year", "not", "now",
        "number", "odd", "overlaps", "overlaps after", "overlaps before", "product", "range", "remove", "replace", "reverse", "round down",
        "round half down", "round half up", "round up", "sort", "split", "sqrt", "started by", "starts", "starts with", "stddev", "string", "string join",
        "string length", "sublist", "substring", "substring after", "substring before", "sum", "time", "today", "union", "upper case", "week of year",
        "years and months duration",
    ];

    public static TheoryData<string> Names => [.. BuiltinLibrary.All.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Library_OfTheStandard_IsComplete()
    {
        Assert.Equal(Standard, BuiltinLibrary.All.Values.Where(b => b.Standard).Select(b => b.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["get or else"], BuiltinLibrary.All.Values.Where(b => !b.Standard).Select(b => b.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Builtin_Example_GivesWhatItSays(string name)
    {
        var sides = BuiltinLibrary.All[name].Example.Split(" → ");
        Assert.Contains(name + "(", sides[0], StringComparison.Ordinal);
        Assert.Equal(Run.Expression(sides[1]), Run.Expression(sides[0]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Builtin_Described_IsWellFormed(string name)
    {
        var builtin = BuiltinLibrary.All[name];
        Assert.EndsWith(".", builtin.Summary, StringComparison.Ordinal);
        Assert.All(builtin.Overloads, overload =>
        {
            Assert.Equal(overload.Parameters.Length, overload.Parameters.DistinctBy(p => p.Name).Count());
            Assert.Equal(overload.Parameters.OrderBy(p => p.Optional), overload.Parameters);
            Assert.NotNull(overload.Result([.. overload.Parameters.Select(p => p.Type)]));
        });
    }

    // Whatever it is given, a function answers: it never throws.
    [Theory]
    [MemberData(nameof(Names))]
    public void Builtin_GivenAnything_NeverThrows(string name)
    {
        var builtin = BuiltinLibrary.All[name];
        FeelValue[] samples =
        [
            NullValue.Instance, BooleanValue.True, new NumberValue(0), new NumberValue(-1.5m), new NumberValue(decimal.MaxValue), new TextValue(""), new TextValue("a"),
            new TextValue("[("), ListValue.Empty, new ListValue([new NumberValue(1), new TextValue("x"), NullValue.Instance]), ContextValue.Empty,
            new DateValue(Date.MaxValue), new MomentValue(Moment.StartOf(Date.MinValue)), new TimeValue(default), new DaysDurationValue(DaysDuration.FromDays(-1)),
            new MonthsDurationValue(new MonthsDuration(5)), new RangeValue(new NumberValue(1), true, null, false),
            new FunctionValue(null, ["a", "b"], _ => NullValue.Instance),
        ];
        var scope = new EvaluationScope(new Run.FixedClock());
        Assert.NotNull(BuiltinLibrary.Invoke(builtin, [], scope));
        foreach (var first in samples)
        {
            Assert.NotNull(BuiltinLibrary.Invoke(builtin, [first], scope));
            foreach (var second in samples)
            {
                Assert.NotNull(BuiltinLibrary.Invoke(builtin, [first, second], scope));
                Assert.NotNull(BuiltinLibrary.Invoke(builtin, [first, second, samples[2]], scope));
                Assert.NotNull(BuiltinLibrary.Invoke(builtin, [first, second, samples[6]], scope));
            }
        }
    }

    [Theory]
    [InlineData("abs(n: -1)", "1")]
    [InlineData("floor(n: 1.56, scale: 1)", "1.5")]
    [InlineData("floor(scale: 1, n: 1.56)", "1.5")]
    [InlineData("floor(n: 1.56)", "1")]
    [InlineData("time(hour: 1, minute: 2, second: 3)", "time(\"01:02:03\")")]
    [InlineData("append(list: [1], item: 2)", "[1, 2]")]
    [InlineData("concatenate(list: [1])", "[1]")]
    [InlineData("upper case([\"a\"])", "\"A\"")]
    [InlineData("count(7)", "1")]
    [InlineData("list contains(7, 7)", "true")]
    public void Call_ByNameOrWithASingleton_FindsItsOverload(string expression, string expected) => Assert.Equal(Run.Expression(expected), Run.Expression(expression));

    [Theory]
    [InlineData("abs(number: -1)", "abs does not take a number")]
    [InlineData("abs(\"1\")", "abs does not take a text")]
    [InlineData("abs()", "abs needs arguments")]
    [InlineData("abs(1, 2)", "abs does not take a number, a number")]
    [InlineData("upper case([\"a\", \"b\"])", "upper case does not take a list")]
    [InlineData("sum([1, \"a\"])", "sum does not take a list")]
    public void Call_ThatNothingTakes_IsNullWithACause(string expression, string cause) => Assert.Equal(cause, Run.CauseOf(expression));

    [Fact]
    public void Call_WithAMissingFact_KeepsTheCause()
    {
        var missing = NullValue.Because(new MissingFact("stay", "42", "age"));
        foreach (var name in new[] { "floor", "string", "sqrt", "upper case", "date", "sum", "min", "all", "count", "years and months duration" })
        {
            var builtin = BuiltinLibrary.All[name];
            var arguments = Enumerable.Repeat<FeelValue>(missing, builtin.Overloads[0].RequiredCount).ToArray();
            Assert.Equal(missing.Causes, Assert.IsType<NullValue>(BuiltinLibrary.Invoke(builtin, arguments, new EvaluationScope(new Run.FixedClock()))).Causes);
        }
    }
}
