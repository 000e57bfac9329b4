using Cahier.Feel.Syntax;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Values;

public sealed class OperatorTests
{
    [Theory]
    [InlineData("@\"2021-01-31\" + @\"P1M\"", "@\"2021-02-28\"")]
    [InlineData("@\"2021-01-02\" - @\"PT1M\"", "@\"2021-01-01\"")]
    [InlineData("@\"2021-01-02\" - @\"2021-01-01T12:00:00Z\"", "@\"PT12H\"")]
    [InlineData("@\"2021-01-02T00:00:00\" - @\"2021-01-01\"", "null")]
    [InlineData("@\"2021-03-27T12:00:00@Europe/Paris\" + @\"P1D\"", "@\"2021-03-28T13:00:00@Europe/Paris\"")]
    [InlineData("@\"10:00:00\" - @\"PT11H\"", "@\"23:00:00\"")]
    [InlineData("@\"10:00:00+01:00\" - @\"10:00:00Z\"", "@\"-PT1H\"")]
    [InlineData("@\"10:00:00\" - @\"10:00:00Z\"", "null")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"P1Y11M\" * -2.5", "@\"-P4Y9M\"")]
    [InlineData("@\"P10D\" / @\"P4D\"", "2.5")]
    [InlineData("@\"P10D\" / 0", "null")]
    [InlineData("@\"P1D\" + @\"P1M\"", "null")]
    [InlineData("-@\"2021-01-01\"", "null")]
    [InlineData("\"a\" + 1", "null")]
    [InlineData("[1] + 1", "null")]
    public void Arithmetic_OfMixedKinds_IsDefinedOrNull(string expression, string expected) => Check(expression, expected);

    [Fact]
    public void Arithmetic_WithoutResult_SaysWhyAndWhere()
    {
        var span = new SourceSpan(3, 4);
        Assert.Equal([new NoResult("division by zero", span)], Causes(Arithmetic.Divide(new NumberValue(1), new NumberValue(0), span)));
        Assert.Equal([new NoResult("a number cannot be added to a text", span)], Causes(Arithmetic.Add(new NumberValue(1), new TextValue("a"), span)));
        Assert.Equal([new NoResult("the number is too large", span)], Causes(Arithmetic.Multiply(new NumberValue(decimal.MaxValue), new NumberValue(2), span)));
        var missing = NullValue.Because(new MissingFact("stay", "1", "age"));
        Assert.Equal(missing.Causes, Causes(Arithmetic.Add(missing, new TextValue("a"), span)));
    }

    [Theory]
    [InlineData("1 = 1.00", "true")]
    [InlineData("1 = \"1\"", "null")]
    [InlineData("null = null", "true")]
    [InlineData("[1, [2]] = [1, [2.0]]", "true")]
    [InlineData("{a: 1, b: 2} = {b: 2, a: 1}", "true")]
    [InlineData("@\"10:00:00+01:00\" = @\"09:00:00Z\"", "true")]
    [InlineData("@\"10:00:00\" = @\"10:00:00Z\"", "false")]
    [InlineData("@\"10:00:00\" < @\"11:00:00Z\"", "true")]
    [InlineData("@\"2021-01-01\" = @\"2021-01-01T00:00:00Z\"", "null")]
    [InlineData("\"🐎\" > \"\uffee\"", "true")]
    [InlineData("\"a\" < \"ab\"", "true")]
    [InlineData("true < false", "null")]
    [InlineData("null < 1", "null")]
    [InlineData("[1..3] = [1..3)", "false")]
    public void Comparison_OfValues_IsThreeValued(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("1 in [2, [0..1]]", "true")]
    [InlineData("[1] in [[1], 2]", "true")]
    [InlineData("[1] in [1]", "true")]
    [InlineData("1 in [\"a\"..\"b\"]", "null")]
    [InlineData("null in [1..2]", "null")]
    [InlineData("null in [1, 2]", "false")]
    [InlineData("null in [1, null]", "true")]
    [InlineData("(1 / 0) in [1, 2]", "false")]
    public void Membership_InTests_FollowsTheStandard(string expression, string expected) => Check(expression, expected);

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\n\"")]
    [InlineData("@\"2020-01-01\"", "date(\"2020-01-01\")")]
    [InlineData("@\"10:00:00Z\"", "time(\"10:00:00Z\")")]
    [InlineData("@\"2020-01-01T10:00:00\"", "date and time(\"2020-01-01T10:00:00\")")]
    [InlineData("@\"P14M\"", "duration(\"P1Y2M\")")]
    [InlineData("[1, null, true]", "[1, null, true]")]
    [InlineData("{a: 1, \"odd key\": 2, \"if\": 3}", "{a: 1, \"odd key\": 2, \"if\": 3}")]
    [InlineData("[1..3)", "[1..3)")]
    [InlineData("(>= 3)", "(>= 3)")]
    [InlineData("(< 3)", "(< 3)")]
    public void Text_OfAValue_EvaluatesToItAgain(string expression, string text)
    {
        var value = Run.Expression(expression);
        Assert.Equal(text, value.ToString());
        Assert.Equal(value, Run.Expression(text));
        Assert.Equal(value.GetHashCode(), Run.Expression(text).GetHashCode());
    }

    [Fact]
    public void Types_OfValues_AreTested()
    {
        Assert.False(TypeTests.InstanceOf(NullValue.Instance, FeelType.Any));
        Assert.True(TypeTests.InstanceOf(NullValue.Instance, FeelType.Null));
        Assert.True(TypeTests.InstanceOf(new ListValue([new NumberValue(1), NullValue.Instance]), new ListType(FeelType.Number)));
        Assert.False(TypeTests.InstanceOf(new ListValue([new NumberValue(1)]), new ListType(FeelType.Text)));
        Assert.False(TypeTests.InstanceOf(new TextValue("x"), new TextType(new CodeList("mode", ["home"]))));
        Assert.True(TypeTests.InstanceOf(new RangeValue(new NumberValue(1), true, null, false), new RangeType(FeelType.Number)));
    }

    [Theory]
    [InlineData("@\"2018-12-10T10:30:01+01:00\"", "time offset", "@\"PT1H\"")]
    [InlineData("@\"2018-07-10T10:30:01@Europe/Paris\"", "time offset", "@\"PT2H\"")]
    [InlineData("@\"2018-07-10T10:30:01@Europe/Paris\"", "timezone", "\"Europe/Paris\"")]
    [InlineData("@\"2018-07-10T10:30:01\"", "timezone", "null")]
    [InlineData("@\"10:30:01.9\"", "second", "1.9")]
    [InlineData("@\"P1Y\"", "days", "absent")]
    [InlineData("@\"-P1DT1H\"", "hours", "-1")]
    [InlineData("@\"P1Y2M\"", "months", "2")]
    [InlineData("[1..3)", "end included", "false")]
    [InlineData("{a: 1}", "b", "absent")]
    public void Properties_OfValues_AreFound(string target, string name, string expected) =>
        Assert.Equal(expected == "absent" ? null : Run.Expression(expected), Properties.Find(Run.Expression(target), name));

    private static void Check(string expression, string expected) => Assert.Equal(Run.Expression(expected), Run.Expression(expression));

    private static IEnumerable<UnknownCause> Causes(FeelValue value) => Assert.IsType<NullValue>(value).Causes;
}
