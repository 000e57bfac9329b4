using System.Text.Json;
using Cahier.Cli;
using Xunit;

namespace Cahier.House.Tests.Commands;

/// <summary>What <c>dmn</c> shows of a model, for people and for programs.</summary>
public sealed class DmnCommandTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="fare" namespace="https://example.org/fare" id="fare">
          <inputData id="age" name="Age"><variable name="Age" typeRef="number"/></inputData>
          <decision id="child" name="Child"><variable name="Child" typeRef="boolean"/>
            <informationRequirement><requiredInput href="#age"/></informationRequirement>
            <literalExpression><text>Age &lt; 12</text></literalExpression>
          </decision>
        </definitions>
        """;

    private readonly Place place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task List_ForPeople_IsATable()
    {
        var answer = await List();
        Assert.Equal(ExitCodes.Done, answer.Code);
        Assert.Matches(@"decision +Child +boolean +Age", answer.Output.ReplaceLineEndings(" ").Replace("│", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_ForPrograms_IsJson()
    {
        var answer = await List("--format", "json");
        Assert.Equal((ExitCodes.Done, ""), (answer.Code, answer.Error));
        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal(["Age", "Child"], json.RootElement.EnumerateArray().Select(i => i.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        var child = json.RootElement.EnumerateArray().Single(i => i.GetProperty("name").GetString() == "Child");
        Assert.Equal(("decision", "boolean", "Age"), (child.GetProperty("kind").GetString(), child.GetProperty("type").GetString(), child.GetProperty("needs")[0].GetString()));
    }

    private Task<Answer> List(params string[] arguments)
    {
        place.Write("fare.dmn", Model);
        return place.Run(TestContext.Current.CancellationToken, ["dmn", place.At("fare.dmn"), "--list", .. arguments]);
    }
}
