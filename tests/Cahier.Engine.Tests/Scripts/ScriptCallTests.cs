using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Scripts;

/// <summary>What scripts are given and what they may give: exact decimals, texts, dates, lists, and nothing in binary floating point.</summary>
public sealed class ScriptCallTests
{
    private const string Amount = "{ type: number of EUR, round: half up to 0.01 }";

    [Fact]
    public void Decimals_Added_AreExact()
    {
        var sum = SampleScript.Of("let total = Decimal(0);\nfor (const n of numbers) { total = total.plus(n); }\nreturn total;");

        Assert.Equal("0.3", sum.Call(0.1m, 0.2m));
        Assert.Equal("0.1234567890123456789012345678", sum.Call(0.1234567890123456789012345678m));
        Assert.Equal("0", sum.Call());
    }

    [Theory]
    [InlineData("numbers[0].minus(\"0.5\")", "6.75")]
    [InlineData("numbers[0].times(2)", "14.5")]
    [InlineData("numbers[0].dividedBy(4)", "1.8125")]
    [InlineData("numbers[0].modulo(2)", "1.25")]
    [InlineData("numbers[0].negated().absoluteValue()", "7.25")]
    [InlineData("numbers[0].min(3).max(\"3.5\")", "3.5")]
    [InlineData("numbers[0].round(\"half even\", \"0.1\")", "7.2")]
    [InlineData("numbers[0].round(\"half up\", \"0.1\")", "7.3")]
    [InlineData("numbers[0].comparedTo(8)", "-1")]
    [InlineData("numbers[0].equals(\"7.250\") ? 1 : 0", "1")]
    [InlineData("numbers[0].lessThan(8) && numbers[0].lessThanOrEqualTo(\"7.25\") && numbers[0].greaterThan(7) && numbers[0].greaterThanOrEqualTo(\"7.25\") && !numbers[0].isZero() ? 1 : 0", "1")]
    [InlineData("numbers[0] === Decimal(\"7.250\") && numbers[0] == Decimal(\"7.25\") && !(numbers[0] !== Decimal(\"7.25\")) ? 1 : 0", "1")]
    [InlineData("Decimal(7) === 7 && Decimal(7) != 8 && numbers[0] !== null && numbers[0] != undefined && numbers[0] !== \"7.25\" ? 1 : 0", "1")]
    [InlineData("(() => { switch (numbers[0]) { case Decimal(7): return 2; case Decimal(\"7.25\"): return 1; default: return 0; } })()", "1")]
    [InlineData("[Decimal(7), numbers[0]].indexOf(Decimal(\"7.25\"))", "1")]
    [InlineData("Decimal(12).toWhole() + numbers.length", "13")]
    [InlineData("numbers[0].toString()", "7.25")]
    [InlineData("\"-12.50\"", "-12.5")]
    public void Methods_OfDecimals_CalculateAsTheLanguageDoes(string expression, string expected) => Assert.Equal(expected, SampleScript.Of($"return {expression};").Call(7.25m));

    [Fact]
    public void Amount_IsRounded_OnTheWayOut()
    {
        var third = SampleScript.Of("return numbers[0].dividedBy(3);", Amount);

        Assert.Equal("33.33", third.Call(100));
        Assert.Equal("66.67", third.Call(200));
    }

    [Theory]
    [InlineData("numbers[0].toWhole() / 2", "binary floating point")]
    [InlineData("9007199254740991 + 1", "binary floating point")]
    [InlineData("0 / 0", "binary floating point")]
    [InlineData("1 / 0", "binary floating point")]
    [InlineData("\"1e400\"", "is no number: string")]
    [InlineData("\"0x10\"", "is no number: string")]
    [InlineData("\" 1\"", "is no number: string")]
    [InlineData("\"99999999999999999999999999999\"", "is no number: string")]
    [InlineData("\"0.\"", "is no number: string")]
    [InlineData("true", "is no number: boolean")]
    [InlineData("null", "returned nothing")]
    [InlineData("undefined", "returned nothing")]
    [InlineData("numbers", "is no number: object")]
    [InlineData("{ valueOf: () => 5 }", "is no number: object")]
    public void Result_ThatIsNoExactNumber_IsRefused(string expression, string because) =>
        Assert.Contains(because, SampleScript.Of($"return ({expression.Replace("9007199254740991", "900719925474099 * 10", StringComparison.Ordinal)});").Call(7), StringComparison.Ordinal);

    [Theory]
    [InlineData("numbers[0] + 1")]
    [InlineData("numbers[0] * 2")]
    [InlineData("numbers[0] < 1")]
    [InlineData("\"\" + numbers[0]")]
    [InlineData("Math.max(numbers[0])")]
    [InlineData("numbers[0].plus(1 / 3)")]
    [InlineData("numbers[0].plus(\"1e3\")")]
    [InlineData("numbers[0].plus()")]
    [InlineData("numbers[0].plus({})")]
    [InlineData("numbers[0].dividedBy(0)")]
    [InlineData("Decimal(\"9999999999999999999999999999\").times(\"9999999999999999999999999999\")")]
    [InlineData("numbers[0].round(\"half up\", 0)")]
    [InlineData("numbers[0].round(\"nearest\", 1)")]
    [InlineData("numbers[0].toWhole()")]
    public void Decimals_JoinedBySignsOrGivenWhatIsNotExact_FailTheCall(string expression) =>
        Assert.StartsWith("the script made failed in its line 1: ", SampleScript.Of($"return {expression};").Call(0.5m), StringComparison.Ordinal);

    [Fact]
    public void MissingFact_AnywhereInTheArguments_MakesTheResultUnknownForTheSameReason()
    {
        var missing = NullValue.Because(new MissingFact("stay", "S1", "cost"));
        var script = SampleScript.Of("return 1;");

        var result = Assert.IsType<NullValue>(script.Invoke(new ListValue([new NumberValue(1), missing])));

        Assert.Equal(missing.Causes, result.Causes);
        Assert.Equal(missing.Causes, Assert.IsType<NullValue>(script.Invoke(missing)).Causes);
    }

    [Fact]
    public void TextsDatesAndConditions_GoInAndOut()
    {
        Assert.Equal("\"ab!\"", SampleScript.Say(SampleScript.Of("return a + \"!\";", "{ type: text }", "{ a: text }").Invoke(new TextValue("ab"))));
        Assert.Equal("true", SampleScript.Say(SampleScript.Of("return !a;", "{ type: boolean }", "{ a: boolean }").Invoke(BooleanValue.False)));
        Assert.Equal("date(\"2020-02-29\")", SampleScript.Say(SampleScript.Of("return a < \"2020-03-01\" ? a : \"\";", "{ type: date }", "{ a: date }").Invoke(new DateValue(new Date(18321)))));
        Assert.Contains("is no date: string", SampleScript.Say(SampleScript.Of("return \"2020-02-30\";", "{ type: date }", "{ a: text }").Invoke(new TextValue(""))), StringComparison.Ordinal);
    }

    [Fact]
    public void List_GoesOut_WithEveryNumberRounded()
    {
        var halves = SampleScript.Of("return numbers.map(n => n.dividedBy(2));", "{ type: list of number of EUR, round: half up to 0.01 }");

        Assert.Equal("[0.51, 1]", halves.Call(1.01m, 2));
        Assert.Contains("returned nothing", SampleScript.Of("return [1, , 3];", "{ type: list of number }").Call(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistake_InAScript_IsToldWithItsLine() =>
        Assert.Equal("the script made failed in its line 2: too few", SampleScript.Of("if (numbers.length < 2) {\n  throw new RangeError(\"too few\");\n}\nreturn 1;").Call());

    [Fact]
    public void List_LongerThanAScriptTakes_IsNotGiven() =>
        Assert.Contains("was not called", SampleScript.Of("return 1;").Call([.. Enumerable.Repeat(1m, 10_001)]), StringComparison.Ordinal);
}
