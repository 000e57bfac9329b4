using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Agreement;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Fuzzing;

/// <summary>
/// Whatever the text, it is refused with a problem or evaluated within bounds, and both evaluators give the same.
/// CAHIER_FUZZ_COUNT and CAHIER_FUZZ_SEED make longer and other runs.
/// </summary>
public sealed class FuzzTests
{
    // Half a kilobyte a step, soon freed: two million steps in each of two evaluators, for a text checked in two ways.
    private const long MostBytes = 4L << 30;

    private const int MostKept = 2_000;
    private const int Longest = 12_000;

    [Fact]
    public void MutatedText_ReadCheckedAndEvaluated_StaysWithinBoundsAndBothAgree()
    {
        var first = Setting("CAHIER_FUZZ_SEED", 1);
        var count = Setting("CAHIER_FUZZ_COUNT", 1_500);
        var corpus = Corpus.Expressions();
        var holding = corpus.Where(t => HasValue(Try(t, first).Outcome)).ToList();
        var coverage = new Coverage();
        var evaluated = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            // Most changes break a text, so that two of three are made to a text that had a value.
            var text = new Mutator(seed, Mutator.InExpressions, Longest).Mutate(corpus, seed % 3 == 0 ? corpus : holding);
            Bounded.Run(
                $"seed {seed.ToString(CultureInfo.InvariantCulture)}: {text}",
                () =>
                {
                    var (strict, standard, outcome) = Try(text, seed);
                    evaluated += HasValue(outcome) ? 1 : 0;
                    if (coverage.Add(strict, standard, outcome) && corpus.Count < MostKept)
                    {
                        (HasValue(outcome) ? holding : corpus).Add(text);
                    }
                },
                MostBytes);
        }

        Assert.True(evaluated > count / 10, $"only {evaluated} of {count} texts have a value: the test says too little");
    }

    private static (CheckResult Strict, CheckResult Standard, string Outcome) Try(string text, int seed)
    {
        var (typed, _) = RandomNames.Make(seed);
        var strict = Checker.Check(text, typed);
        var standard = Checker.Check(text, typed, CheckMode.Standard);
        Assert.All(strict.Problems, p => Assert.NotEmpty(p.Remedy));
        Assert.All(strict.Problems, p => Assert.InRange(p.Span.Start, 0, text.Length));
        foreach (var expression in new[] { strict.Expression, standard.Expression }.OfType<CheckedExpression>())
        {
            var walked = Interpreter.Evaluate(expression, typed, new EvaluationScope(new Run.FixedClock()));
            var compiled = StandaloneCode.Compile(expression)(typed, new EvaluationScope(new Run.FixedClock()));
            Assert.Equal(FeelText.Write(walked), FeelText.Write(compiled));
            if (ReferenceEquals(expression, standard.Expression))
            {
                return (strict, standard, walked.GetType().Name);
            }
        }

        return (strict, standard, "problem");
    }

    private static bool HasValue(string outcome) => outcome is not ("problem" or "NullValue");

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
