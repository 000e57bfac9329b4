using Cahier.Facts.Yaml;
using Cahier.Feel.Syntax;
using Xunit;

namespace Cahier.Engine.Tests.Yaml;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: x y  z\n", "x y  z", "1:4 1:5 1:6 1:7 1:8 1:9 1:10")]
    [InlineData("a: x\n  y\n\n  z # c\n", "x y\nz", "1:4 1:5 2:3 3:1 4:3 4:4")]
    [InlineData("a: 'it''s\n  so'\n", "it's so", "1:5 1:6 1:7 1:9 1:10 2:3 2:4 2:5")]
    [InlineData("a: \"t\\u00e9\\n\\\"q\"\n", "té\n\"q", "1:5 1:6 1:12 1:14 1:16 1:17")]
    [InlineData("a: \"x \\\n   y\"\n", "x y", "1:5 1:6 2:4 2:5")]
    [InlineData("a: |\n  one\n   2\n\n  3\nb: 1", "one\n 2\n\n3\n", "2:3 2:4 2:5 2:6 3:3 3:4 3:5 3:5 5:3 5:4 5:4")]
    [InlineData("a: >-\n  1\n  2\n\n   3\n", "1 2\n\n 3", "2:3 2:4 3:3 3:4 3:4 5:3 5:4 5:5")]
    [InlineData("a: |2\n   1\n  2\n", " 1\n2\n", "2:3 2:4 2:5 3:3 3:4 3:4")]
    [InlineData("a:\r\n  x\r\n  y\r\n", "x y", "2:3 2:4 3:3 3:4")]
    [InlineData("a: '😀é'\n", "😀é", "1:5 1:6 1:7 1:8")]
    [InlineData("a: |+\n  x\n\n\n", "x\n\n\n", "2:3 2:4 2:4 2:4 2:4")]
    [InlineData("a: |1-\n   x\n  y\n", "  x\n y", "2:2 2:3 2:4 2:5 3:2 3:3 3:4")]
    [InlineData("a: >\n  x\n  y\n   z\n  w\n", "x y\n z\nw\n", "2:3 2:4 3:3 3:4 4:3 4:4 4:5 5:3 5:4 5:4")]
    [InlineData("a: |\r\n  x\r\n  y\r\n", "x\ny\n", "2:3 2:4 3:3 3:4 3:4")]
    [InlineData("a: |\n  x\ty\n", "x\ty\n", "2:3 2:4 2:5 2:6 2:6")]
    [InlineData("a: 'x\n\n\n  y'\n", "x\n\ny", "1:5 2:1 3:1 4:3 4:4")]
    [InlineData("a: \"x\\x41\\ty\"\n", "xA\ty", "1:5 1:6 1:10 1:12 1:13")]
    [InlineData("a: \"\\U0001F600x\"\n", "😀x", "1:5 1:5 1:15 1:16")]
    [InlineData("\uFEFFa: x\n", "x", "1:4 1:5")]
    public void Scalar_EachCharacter_HasItsPlaceInTheFile(string text, string value, string places)
    {
        var scalar = Value(text);
        Assert.Equal(value, scalar.Value);
        var found = Enumerable.Range(0, value.Length + 1).Select(scalar.LocationOf).Select(l => $"{l.Line}:{l.Column}");
        Assert.Equal(places, string.Join(' ', found));
    }

    [Fact]
    public void Scalar_Stretch_IsUnderlinedInItsFirstLine()
    {
        var (location, length) = Value("a: one\n  two\n").Locate(new SourceSpan(1, 5));
        Assert.Equal((1, 5, 2), (location.Line, location.Column, length));
    }

    /// <summary>Texts of every style, written at random: the places must lead back to the same characters.</summary>
    [Fact]
    public void Scalar_RandomTexts_LeadBackToTheirCharacters()
    {
        const string Signs = "ab (){}[]>=é😀'\"\\,.:-1";
        var random = new Random(20191);
        for (var round = 0; round < 3000; round++)
        {
            var words = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Signs[random.Next(Signs.Length)]));
            var text = random.Next(4) switch
            {
                0 => "a: '" + words.Replace("'", "''", StringComparison.Ordinal) + "'\n",
                1 => "a: \"" + words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"\n",
                2 => "a: |\n  x" + words + "\n\n   " + words + "\n",
                _ => "a: >\n  x" + words + "\n  y" + words + "\n\n    z" + words + "\n",
            };
            var parse = YamlDocument.Parse("a.yaml", text);
            if (parse.Root is not YamlMap map)
            {
                // Half a character in quotes is refused; everything else must be read.
                Assert.Contains(words, char.IsSurrogate);
                continue;
            }

            var scalar = (YamlScalar)map.Entries[0].Value;
            var lines = text.Split('\n');
            for (var i = 0; i < scalar.Value.Length; i++)
            {
                var at = scalar.LocationOf(i);
                if (scalar.Value[i] is not ('\n' or ' '))
                {
                    var sign = lines[at.Line - 1][at.Column - 1];
                    Assert.True(sign == scalar.Value[i] || sign == '\\', $"{text} {i}");
                }
            }
        }
    }

    [Fact]
    public void Text_TooLong_IsRefusedAtOnce()
    {
        var parse = YamlDocument.Parse("a.yaml", new string('#', YamlDocument.LongestText + 1));
        Assert.Equal("C107", Assert.Single(parse.Diagnostics).Code.Id);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Text_OfMillionsOfBrackets_IsRefusedAtOnce(char bracket)
    {
        var parse = YamlDocument.Parse("a.yaml", new string(bracket, 4_000_000));
        Assert.Equal("C107", Assert.Single(parse.Diagnostics).Code.Id);
    }

    [Fact]
    public void Text_OfTooManyValues_IsRefused()
    {
        var parse = YamlDocument.Parse("a.yaml", "[" + string.Concat(Enumerable.Repeat("1,", 600_000)) + "1]");
        Assert.Equal("C107", Assert.Single(parse.Diagnostics).Code.Id);
    }

    [Fact]
    public void Text_CutAnywhere_NeverThrows()
    {
        var text = Models.ModelTests.Small + "\nx: 'a''b' # c\ny: |\n  z\n\"q\\u00e9\": [1, {a: b}]\n";
        for (var length = 0; length <= text.Length; length++)
        {
            var parse = YamlDocument.Parse("a.yaml", text[..length]);
            Assert.True(parse.Root is not null || parse.HasErrors);
        }
    }

    [Fact]
    public void Text_WithTabsInABlockText_IsRead() => Assert.Equal("x\n\ty\n", Value("a: |\n  x\n  \ty\n").Value);

    [Fact]
    public void Map_InBraces_SaysSo()
    {
        var map = (YamlMap)YamlDocument.Parse("a.yaml", "a: { b: 1 }\n").Root!;
        Assert.False(map.IsFlow);
        Assert.True(((YamlMap)map.Entries[0].Value).IsFlow);
    }

    private static YamlScalar Value(string text) => (YamlScalar)((YamlMap)YamlDocument.Parse("a.yaml", text).Root!).Entries[0].Value;
}
