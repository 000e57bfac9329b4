using System.Globalization;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Functions that each call the one before twice: in place, their code would double with each.</summary>
public sealed class CodeSizeTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void Functions_ThatDoubleEachOther_GiveTheSameInBothEnginesWhateverTheirCode(int doublings)
    {
        Assert.Equal(doublings > 10, 1 << doublings > CodeTooLargeException.MostCopies);
        var functions = Enumerable.Range(1, doublings).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"\n  f{i}: {{ parameters: {{ nights: number of day }}, expression: f{i - 1}(nights) + f{i - 1}(nights) }}"));
        var rules = SampleRun.Check($"functions:\n  f0: {{ parameters: {{ nights: number of day }}, expression: nights }}{string.Concat(functions)}\nvalues:\n  many: f{doublings}(index.nights)\neligibility:\n  - {{ id: E1, when: many > 7 }}");
        var facts = SampleRun.Facts(rules.Model, """
            hospital:
              - { hospital_id: H }
            patient:
              - patient_id: P
                birth_date: 1950-01-01
                stays:
                  - { stay_id: S1, entry_date: 2020-02-01, nights: 1, mode: home, hospital: H }
                  - { stay_id: S2, entry_date: 2020-02-02, nights: 0, mode: home, hospital: H }
            """);

        var compiled = SampleRun.Execute(rules, facts);

        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, facts, RunEngine.Interpreter)), SampleRun.Describe(compiled));
        Assert.Equal(["S1"], compiled.Units.Included.Select(compiled.Units.Key));
    }
}
