using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Functions of a cahier: what they may speak of, what they take, and what is known of what they give.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("{ parameters: { s: stay }, expression: s.length_of_stay * night_price }", "number of EUR", false)]
    [InlineData("{ parameters: { a: number of EUR, n: number }, expression: a / n }", "number of EUR", true)]
    [InlineData("{ parameters: { s: list of stay }, expression: 's[item.length_of_stay > 3]' }", "list of stay", false)]
    [InlineData("{ parameters: { s: list of stay }, expression: sum(s.length_of_stay) }", "number of day", true)]
    [InlineData("{ parameters: { from: date, gap: days and time duration }, expression: from + gap }", "date", false)]
    public void Function_Checked_KnowsWhatItGives(string function, string type, bool mayBeMissing)
    {
        var checkedFunction = Assert.Single(Rules(function).Functions);
        Assert.Equal(type, checkedFunction.Type.Result.Display);
        Assert.Equal(!mayBeMissing, checkedFunction.Type.IsTotal);
    }

    [Theory]
    [InlineData("{ parameters: { n: number }, expression: n + nights }", "C401", "a function does not see ‘nights’")]
    [InlineData("{ parameters: { n: number }, expression: n + stay.length_of_stay }", "C401", "a function does not see ‘stay’")]
    [InlineData("{ parameters: { n: number }, expression: n + f(n) }", "C708", "‘f’ depends on itself")]
    [InlineData("{ parameters: { n: patient }, expression: 1 }", "C401", "has no entity ‘patient’")]
    [InlineData("{ parameters: { n: stay.ghost }, expression: 1 }", "C402", "stay has no field ‘ghost’")]
    [InlineData("{ parameters: { n: number of bananas }, expression: 1 }", "C207", "‘bananas’ is no unit")]
    [InlineData("{ parameters: { item: number }, expression: 1 }", "C707", "‘item’ already has a meaning")]
    [InlineData("{ parameters: { n: number of EUR }, expression: n + 1 * night_price }", "C601", "EUR")]
    public void Function_ThatSaysWhatItMayNot_IsADiagnostic(string function, string code, string cause)
    {
        var outcome = RuleSetCompiler.Compile(Texts(function, ""), "case", "2");
        Assert.Null(outcome.RuleSet);
        Assert.Contains(outcome.Diagnostics, d => d.Code.Id == code && d.Cause.Contains(cause, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("f(stay, 1)", "C404")]
    [InlineData("f(1)", "C404")]
    [InlineData("f(n: 1, n: 1)", "C404")]
    public void Call_ThatDoesNotFit_IsADiagnostic(string call, string code)
    {
        var outcome = RuleSetCompiler.Compile(Texts("{ parameters: { n: stay, m: stay }, expression: n.length_of_stay }", $"values: {{ v: '{call}' }}"), "case", "2");
        Assert.Contains(outcome.Diagnostics, d => d.Code.Id == code);
    }

    // Each function calls the one before it twice: what is written in a few lines would be compiled a million times.
    [Fact]
    public void Functions_ThatCallEachOtherTwice_AreTooLarge()
    {
        var functions = string.Concat(Enumerable.Range(1, 30).Select(i => $"  f{i}: {{ parameters: {{ n: number }}, expression: f{i - 1}(n) + f{i - 1}(n) }}\n"));
        var text = $"cahier: case\nversion: '2'\namends: base@1\napplies: {{ from: 2021-01-01 }}\nfunctions:\n  f0: {{ parameters: {{ n: number }}, expression: n + 1 }}\n{functions}values: {{ v: f30(1) }}\n";
        var outcome = RuleSetCompiler.Compile(new TextsAtHand().With("case/2.yaml", text), "case", "2");
        Assert.Equal(DiagnosticCatalog.TooLarge, Assert.Single(outcome.Diagnostics, d => d.IsError).Code);
    }

    private static CheckedRuleSet Rules(string function) =>
        RuleSetCompiler.Compile(Texts(function, ""), "case", "2") is { RuleSet: { } rules } ? rules : throw new InvalidOperationException(string.Join('\n', RuleSetCompiler.Compile(Texts(function, ""), "case", "2").Diagnostics));

    private static TextsAtHand Texts(string function, string more) => new TextsAtHand().With(
        "case/2.yaml",
        $"cahier: case\nversion: '2'\namends: base@1\napplies: {{ from: 2021-01-01 }}\nfunctions:\n  f: {function}\n{more}\n");
}
