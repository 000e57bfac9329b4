using System.Text.Json;
using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary><c>cahier feel</c> compares with cases of the standard, and shows the functions of the language.</summary>
public sealed class FeelCommandTests : IDisposable
{
    private const string Passing = """{"suite": "sums", "id": "1", "expression": "a + 1", "context": {"a": "1"}, "expected": "2"}""";
    private const string Failing = """{"suite": "sums", "id": "2", "expression": "1 + 1", "expected": "3"}""";
    private const string Intended = """{"suite": "0070-feel-instance-of", "id": "list_017/list_017", "expression": "1 instance of tNumberList", "expected": "false"}""";
    private const string Unjudged = """{"suite": "sums", "id": "3", "expression": "1 + 1"}""";

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public async Task Conformance_OfCases_TellsEachDifferenceAndWhy(string engine)
    {
        var answer = await Compare([Passing, Failing, Intended, Unjudged], "--engine", engine);

        Assert.Equal(ExitCodes.AuthorsMistake, answer.Code);
        Assert.Matches("sums +1 +2  1 differ\n", answer.Output);
        Assert.Matches("0070-feel-instance-of +0 +1  1 differ by intention\n", answer.Output);
        Assert.Contains("1 of the lines say nothing of what is expected and are not counted.", answer.Output, StringComparison.Ordinal);
        Assert.Contains("    expected 3, got 2\n    not intended\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("    intended: the type tNumberList is defined outside the expression\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("numbers have 28 digits, not 34", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conformance_WhereAllThatDiffersIsIntended_IsDone() => Assert.Equal(ExitCodes.Done, (await Compare([Passing, Intended])).Code);

    [Theory]
    [InlineData("oops")]
    [InlineData(Unjudged)]
    public async Task Conformance_OfLinesThatSayNothing_IsNotDone(string line) => Assert.Equal(ExitCodes.DataProblem, (await Compare([line])).Code);

    [Fact]
    public async Task Conformance_AsJson_HoldsTheSame()
    {
        using var json = JsonDocument.Parse((await Compare([Passing, Failing, Intended, Unjudged], "--format", "json")).Output);
        var root = json.RootElement;
        Assert.Equal((3, 1, 1, 1, 1), (Number("total"), Number("passed"), Number("intended"), Number("unexplained"), Number("without_expected")));
        Assert.Equal(["3", "false"], root.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("expected").GetString()));

        int Number(string name) => root.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("floor", "floor(n: number, scale?: number) → number\n")]
    [InlineData("get or else", "get or else(value: Any, default: Any) → Any\n    The value, or the default when it is unknown. Added by Cahier.\n")]
    [InlineData("sum", "sum(list: list of number) → number\nsum(n: number, …) → number\n")]
    public async Task Functions_OfOneName_ShowEveryWayToCallIt(string name, string shown) =>
        Assert.StartsWith(shown, (await Run("--functions", name)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Functions_OfNoSuchName_SuggestOne()
    {
        var answer = await Run("--functions", "flor");
        Assert.Equal((ExitCodes.Usage, "There is no function ‘flor’: did you mean floor?\n"), (answer.Code, answer.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Functions_AsJson_HoldSignatureAndExample()
    {
        using var json = JsonDocument.Parse((await Run("--functions", "--format", "json")).Output);
        Assert.All(json.RootElement.EnumerateArray(), function =>
        {
            Assert.NotEmpty(function.GetProperty("overloads").EnumerateArray());
            Assert.Contains(function.GetProperty("name").GetString()! + "(", function.GetProperty("example").GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData]
    [InlineData("1 + 1", "--functions")]
    [InlineData("1 + 1", "--format", "json")]
    public async Task Feel_AskedForNothingOrTwoThings_SaysHowItIsCalled(params string[] arguments) => Assert.Equal(ExitCodes.Usage, (await Run(arguments)).Code);

    private Task<Answer> Compare(string[] lines, params string[] options)
    {
        place.Write("cases.ndjson", string.Join("\n", lines));
        return Run(["--conformance", place.At("cases.ndjson"), .. options]);
    }

    private Task<Answer> Run(params string[] arguments) => place.Run(TestContext.Current.CancellationToken, ["feel", .. arguments]);
}
