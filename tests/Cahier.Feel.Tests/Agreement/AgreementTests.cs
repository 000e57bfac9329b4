using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>
/// The two evaluators never differ, whether types are known or not. CAHIER_AGREEMENT_COUNT and CAHIER_AGREEMENT_SEED
/// make longer and other runs; what fails names its seed.
/// </summary>
public sealed class AgreementTests
{
    [Fact]
    public void RandomExpressions_InBothEngines_HaveOneValue()
    {
        var first = Setting("CAHIER_AGREEMENT_SEED", 1);
        var count = Setting("CAHIER_AGREEMENT_COUNT", 3_000);
        var known = 0;
        var failures = new List<string>();
        for (var seed = first; seed < first + count && failures.Count < 10; seed++)
        {
            var maker = new ExpressionMaker(seed);
            var text = maker.Make(maker.Any(), 4);
            var (typed, untyped) = RandomNames.Make(seed);
            if (text.Length > 5_000)
            {
                continue;
            }

            string[] answers = [Interpret(text, typed), Compile(text, typed), Interpret(text, untyped), Compile(text, untyped)];
            known += answers[0] == "null" ? 0 : 1;
            if (answers.Distinct(StringComparer.Ordinal).Count() > 1)
            {
                failures.Add($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {text}\n  interpreted {answers[0]}\n  compiled    {answers[1]}\n  interpreted, types hidden {answers[2]}\n  compiled, types hidden    {answers[3]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.OrderBy(f => f.Length)));
        Assert.True(known > count / 4, $"only {known} of {count} expressions have a value: the test says too little");
    }

    [Fact]
    public void RandomExpressions_WhenTheCheckerSaysPresent_HaveAValueOfTheType()
    {
        var first = Setting("CAHIER_AGREEMENT_SEED", 1);
        var count = 12 * Setting("CAHIER_AGREEMENT_COUNT", 3_000);
        var accepted = 0;
        var failures = new List<string>();
        for (var seed = first; seed < first + count && failures.Count < 10; seed++)
        {
            var maker = new ExpressionMaker(seed);
            var text = maker.Make(maker.Any(), 2);
            var names = RandomNames.Make(seed).Typed;
            if (Checker.Check(text, names).Expression is not { } expression)
            {
                continue;
            }

            accepted++;
            var value = Interpreter.Evaluate(expression, names, new EvaluationScope(new Run.FixedClock()));
            if ((value.IsNull && !expression.Fact.MayBeMissing) || !TypeTests.Conforms(value, expression.Fact.Type))
            {
                failures.Add($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {text}\n  should be a {expression.Fact} and is {value}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.OrderBy(f => f.Length)));
        Assert.True(accepted > count / 25, $"only {accepted} of {count} expressions are accepted: the test says too little");
    }

    private static string Interpret(string text, RandomNames names) => Answer(text, names, checkedText => Interpreter.Evaluate(checkedText, names, new EvaluationScope(new Run.FixedClock())));

    private static string Compile(string text, RandomNames names) => Answer(text, names, checkedText => StandaloneCode.Compile(checkedText)(names, new EvaluationScope(new Run.FixedClock())));

    private static string Answer(string text, RandomNames names, Func<CheckedExpression, FeelValue> evaluate)
    {
        var check = Checker.Check(text, names, CheckMode.Standard);
        if (check.Expression is null)
        {
            return $"not read: {string.Join("; ", check.Problems.Select(p => p.Cause))}";
        }

        try
        {
            return FeelText.Write(evaluate(check.Expression));
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Cahier.Feel.", StringComparison.Ordinal))}";
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
