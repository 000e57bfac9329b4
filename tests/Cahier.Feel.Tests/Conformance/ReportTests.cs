using Cahier.Feel.Conformance;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Conformance;

public sealed class ReportTests
{
    [Fact]
    public void Report_OfCases_CountsEachAndExplainsWhatIsIntended()
    {
        var report = Report(
            """{"suite": "sums", "id": "1", "expression": "a + 1", "context": {"a": "1"}, "expected": "2"}""",
            """{"suite": "sums", "id": "2", "expression": "1 + 1", "expected": "3"}""",
            """{"suite": "sums", "id": "3", "expression": "1 + 1"}""",
            """{"suite": "0070-feel-instance-of", "id": "list_017/list_017", "expression": "1 instance of tNumberList", "expected": "false"}""");

        Assert.Equal([new SuiteResult("sums", 2, 1, 0), new SuiteResult("0070-feel-instance-of", 1, 0, 1)], report.Suites);
        Assert.Equal(["sums 2", "0070-feel-instance-of list_017/list_017"], report.Differences.Select(d => d.Case.Name));
        Assert.Equal("the type tNumberList is defined outside the expression", report.Differences[1].Reason);
        Assert.Equal((3, 1, 1, 1), (report.Total, report.Passed, report.Unexplained, report.Unjudged));
        Assert.Empty(report.Overcome);
    }

    [Fact]
    public void Report_OfAListedCaseThatPasses_SaysSo()
    {
        var report = Report("""{"suite": "0070-feel-instance-of", "id": "list_017/list_017", "expression": "1 instance of number", "expected": "true"}""");
        Assert.Equal(["0070-feel-instance-of list_017/list_017"], report.Overcome);
    }

    [Theory]
    [InlineData("1/3", "0.33333333", true)]
    [InlineData("1/3", "0.3333", false)]
    [InlineData("{a: [0.1 + 0.2]}", "{a: [0.3]}", true)]
    [InlineData("@\"10:00:00Z\"", "time(\"11:00:00+01:00\")", false)]
    [InlineData("no such thing(", "null", true)]
    public void Case_OfAValue_AcceptsItToEightDigits(string expression, string expected, bool accepted)
    {
        var asked = new ConformanceCase("s", "1", expression, [], expected);
        Assert.Equal(accepted, asked.Accepts(asked.Evaluate(FeelEngine.Interpreter, new Run.FixedClock()).Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"expression\": 1}")]
    [InlineData("{\"expected\": \"1\"}")]
    [InlineData("{\"expression\": \"a\", \"context\": {\"a\": 1}}")]
    public void Case_OfAnotherForm_IsNotRead(string line) => Assert.False(ConformanceCase.TryParse(line, out _));

    [Fact]
    public void Case_WithAContextThatCannotBeRead_IsNullWithTheProblem()
    {
        var answer = new ConformanceCase("s", "1", "a", [KeyValuePair.Create("a", "1 +")], "null").Evaluate(FeelEngine.Compiled, new Run.FixedClock());
        Assert.True(answer.Value.IsNull);
        Assert.NotEmpty(answer.Problems);
    }

    [Fact]
    public void Differences_Listed_AreEachOnceWithAReason()
    {
        var all = IntendedDifferences.Cases.Concat(IntendedDifferences.Everywhere).ToList();
        Assert.Equal(all.Count, all.Select(d => d.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, d => Assert.NotEqual("", d.Reason));
    }

    // What IntendedDifferences.Everywhere says of the language holds.
    [Theory]
    [InlineData("string length(string(1/3))", "30")]
    [InlineData("10 ** 28 * 10", "null")]
    [InlineData("@\"2021-01-31\" + @\"P1M\"", "@\"2021-02-28\"")]
    [InlineData("5 in [10..1]", "false")]
    [InlineData("string(1.10)", "\"1.1\"")]
    [InlineData("(function(a) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}})(1)", "null")]
    [InlineData("for i in 1..1000001 return i", "null")]
    public void Differences_Everywhere_AreAsListed(string expression, string expected) => Assert.Equal(Run.Expression(expected), Run.Expression(expression));

    private static ConformanceReport Report(params IEnumerable<string> lines) => ConformanceReport.Of(
        [.. lines.Select(l => ConformanceCase.TryParse(l, out var read) ? read : throw new InvalidDataException(l))], FeelEngine.Compiled, new Run.FixedClock());
}
