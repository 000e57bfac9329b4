using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Xunit;

namespace Cahier.Engine.Tests.Yaml;

public sealed class FormTests
{
    [Theory]
    [InlineData("12", true)]
    [InlineData("-12.50", true)]
    [InlineData("12.", false)]
    [InlineData(".5", false)]
    [InlineData("--1", false)]
    [InlineData("-", false)]
    [InlineData("1e5", false)]
    [InlineData("12,5", false)]
    public void Number_Checked_TakesDigitsWithAPoint(string text, bool fits) => Assert.Equal(fits, Fits(Form.Number, text));

    [Theory]
    [InlineData("2019-02-28", true)]
    [InlineData("2019-02-29", false)]
    [InlineData("2020-02-29", true)]
    [InlineData("2019-7-1", false)]
    public void Date_Checked_MustExist(string text, bool fits) => Assert.Equal(fits, Fits(Form.Date, text));

    [Theory]
    [InlineData("f(a", true)]
    [InlineData("f(a)", false)]
    [InlineData("'(' ", false)]
    public void List_OfExpressions_SeesCuts(string first, bool cut) =>
        Assert.Equal(cut, Codes(Form.ListOf(Form.Expression), $"[{first}, b)]").Contains("C116"));

    [Fact]
    public void OneOf_SeveralMaps_LetsTheNearestSpeak()
    {
        var form = Form.OneOf(Form.Map("one").Required("a", Form.Text).Required("b", Form.Text), Form.Map("two").Required("c", Form.Text));
        Assert.Equal(["C111"], Codes(form, "{ c: 1, d: 2 }"));
    }

    [Fact]
    public void Deferred_Form_MayHoldItself()
    {
        MapForm? tree = null;
        tree = Form.Map("tree").Optional("below", Form.ListOf(Form.Deferred(() => tree!)));
        Assert.Equal(["C111"], Codes(tree, "below: [{ below: [{ x: 1 }] }]"));
        Assert.Contains("#/$defs/tree", JsonSchemaWriter.Write(tree, "t", "i"), StringComparison.Ordinal);
    }

    private static bool Fits(Form form, string text) => !Codes(form, text).Any();

    private static IEnumerable<string> Codes(Form form, string text)
    {
        var bag = new DiagnosticBag();
        form.Check(YamlDocument.Parse("a.yaml", text).Root!, bag);
        return bag.ToImmutable().Select(d => d.Code.Id);
    }
}
