using Cahier.Facts.Yaml;
using Xunit;

namespace Cahier.Engine.Tests.Yaml;

/// <summary>JSON as the nodes that YAML gives, with the places of everything.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{ "a": [1, -2.50, true, null, "x"], "b": {} }""", "{a:[1,-2.50,true,null,'x'],b:{}}")]
    [InlineData(""" "\u00e9\n\"" """, "'é\n\"'")]
    [InlineData("[[], [[]]]", "[[],[[]]]")]
    [InlineData("1e400", "1e400")]
    [InlineData("0.1000000000000000000000000001", "0.1000000000000000000000000001")]
    public void Values_AreTheNodesOfYaml_AsTheyWereWritten(string text, string expected)
    {
        var parse = JsonText.Parse("facts", text);
        Assert.Empty(parse.Diagnostics);
        Assert.Equal(expected, Shown(parse.Root!));
    }

    [Fact]
    public void Places_AreCountedInCharacters_NotInBytes()
    {
        var root = (YamlMap)JsonText.Parse("facts", "{\n  \"é𝄞\": { \"b\": 12 },\n  \"c\": \"ü\"\n}").Root!;
        var (first, second) = (root.Entries[0], root.Entries[1]);
        Assert.Equal((2, 3), (first.Key.Start.Line, first.Key.Start.Column));
        Assert.Equal((2, 10), (first.Value.Start.Line, first.Value.Start.Column));
        var inner = ((YamlMap)first.Value).Entries[0].Value;
        Assert.Equal((2, 17), (inner.Start.Line, inner.Start.Column));
        Assert.Equal((3, 8), (second.Value.Start.Line, second.Value.Start.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"a\": 1, }")]
    [InlineData("{ 'a': 1 }")]
    [InlineData("[1] 2")]
    [InlineData("01")]
    [InlineData("NaN")]
    [InlineData("// no\n1")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{ \"\\udc00\": 1 }")]
    public void Text_ThatIsNotJson_IsADiagnostic(string text)
    {
        var parse = JsonText.Parse("facts", text);
        Assert.Null(parse.Root);
        Assert.Contains("is not JSON", Assert.Single(parse.Diagnostics).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Nesting_IsTakenUpTo64(int depth, bool isTaken) =>
        Assert.Equal(isTaken, JsonText.Parse("facts", new string('[', depth) + new string(']', depth)).Root is not null);

    [Fact]
    public void Name_ThatStandsTwice_IsADiagnosticAtTheSecond()
    {
        var parse = JsonText.Parse("facts", "{ \"a\": 1,\n  \"a\": 2, \"b\": { \"a\": 3 } }");
        Assert.Null(parse.Root);
        var twice = Assert.Single(parse.Diagnostics);
        Assert.Equal((2, 3), (twice.Location.Line, twice.Location.Column));
    }

    // Texts in quotes, all else as it stands.
    private static string Shown(YamlNode node) => node switch
    {
        YamlMap map => $"{{{string.Join(',', map.Entries.Select(e => $"{e.Key.Value}:{Shown(e.Value)}"))}}}",
        YamlList list => $"[{string.Join(',', list.Items.Select(Shown))}]",
        YamlScalar { Style: YamlStyle.DoubleQuoted } text => $"'{text.Value}'",
        YamlScalar scalar => scalar.Value,
        _ => throw new InvalidOperationException(),
    };
}
