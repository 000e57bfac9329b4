using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Conformance;

/// <summary>Runs <c>standard.feel</c>: edges of the standard, each an expression and its value.</summary>
public sealed class StandardTests
{
    public static TheoryData<string> Cases =>
        [.. File.ReadLines(Repository.PathOf("tests", "Cahier.Feel.Tests", "Conformance", "standard.feel")).Where(l => l.Length > 0 && l[0] != '#')];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Edge_OfTheStandard_HasItsValue(string line)
    {
        var sides = line.Split(" → ");
        var expected = FeelText.Write(Run.Expression(sides[1]));
        foreach (var engine in Enum.GetValues<FeelEngine>())
        {
            Assert.Equal(expected, FeelText.Write(new FeelSession(engine, new Run.FixedClock()).Evaluate(sides[0]).Value));
        }
    }
}
