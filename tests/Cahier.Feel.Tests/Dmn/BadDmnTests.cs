using Cahier.Feel.Diagnostics;
using Cahier.Feel.Dmn;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Dmn;

/// <summary>
/// The bad cases of family C9: <c>tests/cases/bad/CODE-slug</c> with a <c>model.dmn</c>, and <c>expected.txt</c> with a line
/// for each diagnostic: code, file and place, cause.
/// </summary>
public sealed class BadDmnTests
{
    public static TheoryData<string> Cases() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad"))
        .Select(d => Path.GetFileName(d)!)
        .Where(d => d.StartsWith("C90", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void BadModel_LoadedAndEvaluated_SaysWhatIsWrongAndWhere(string name)
    {
        var loading = DmnCaseTests.Load(Repository.PathOf("tests", "cases", "bad", name));
        var found = loading.Diagnostics.ToList();
        if (loading.Models is { } models)
        {
            var evaluation = new DmnEvaluation(models, ContextValue.Empty, DmnCaseTests.Clock);
            Assert.All(evaluation.Decisions.ToList(), d => Assert.NotNull(evaluation.Decide(d)));
            found.AddRange(evaluation.Problems);
        }

        Assert.Contains(found, d => d.Code.Id == name[..4]);
        Assert.All(found, d => Assert.NotEmpty(d.Remedy));
        Repository.MustEqual(string.Concat(found.Select(d => $"{d.Code} {d.Location} {d.Cause}\n")), "tests", "cases", "bad", name, "expected.txt");
    }

    [Theory]
    [InlineData("(1 &lt; 3) == true", "==", 2)]
    [InlineData("&quot;a&quot; &amp;&amp; true", "&amp;&amp;", 10)]
    [InlineData("<![CDATA[1 < 3]]> &amp;&amp; true", "&amp;&amp;", 10)]
    public void Mistake_InsideAnXmlText_IsShownWhereItStandsInTheFile(string text, string part, int length)
    {
        var file = $"<definitions namespace=\"urn:t\" name=\"t\"><decision name=\"d\" id=\"d\">\n<literalExpression><text>{text}</text></literalExpression></decision></definitions>";
        var evaluation = new DmnEvaluation(DmnModels.Load("m.dmn", file, []).Models!, ContextValue.Empty, DmnCaseTests.Clock);
        Assert.True(evaluation.Decide("d")!.IsNull);

        var problem = Assert.Single(evaluation.Problems);
        Assert.Equal((2, length), (problem.Location.Line, problem.Length));
        Assert.StartsWith(part, file.Split('\n')[1][(problem.Location.Column - 1)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_TooDeepInEachOther_AreRefusedAndDoNotEndTheProgram()
    {
        var deep = string.Concat(Enumerable.Repeat("<list>", 5000)) + string.Concat(Enumerable.Repeat("</list>", 5000));
        var loading = DmnModels.Load("m.dmn", $"<definitions namespace=\"urn:t\" name=\"t\"><decision name=\"d\" id=\"d\">{deep}</decision></definitions>", []);

        Assert.Equal(DiagnosticCatalog.RefusedXml, Assert.Single(loading.Diagnostics).Code);
    }

    [Fact]
    public void LongChainOfDecisions_IsDecided()
    {
        const int Length = 400;
        var decisions = string.Concat(Enumerable.Range(0, Length).Select(i =>
            $"<decision name=\"d{i}\" id=\"d{i}\">{(i == 0 ? "" : $"<informationRequirement><requiredDecision href=\"#d{i - 1}\"/></informationRequirement>")}<literalExpression><text>{(i == 0 ? "1" : $"d{i - 1} + 1")}</text></literalExpression></decision>"));
        var loading = DmnModels.Load("m.dmn", $"<definitions namespace=\"urn:t\" name=\"t\">{decisions}</definitions>", []);

        Assert.Equal("400", FeelText.Write(new DmnEvaluation(loading.Models!, ContextValue.Empty, DmnCaseTests.Clock).Decide("d399")!));
    }
}
