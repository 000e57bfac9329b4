using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Cases;
using Cahier.Facts.Cases;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Samples;

namespace Cahier.Benchmarks;

/// <summary>A cahier of a thousand different rules: read, checked and made ready; and the very first case that it judges.</summary>
public class ManyRules
{
    private const int Rules = 1_000;

    private readonly SampleTexts texts = SampleTexts.WithRules(Rules);

    [Benchmark]
    public CheckedRuleSet ReadAndCheck() => SampleTexts.Check(texts);

    [Benchmark]
    public CaseDecision? ReadCheckAndJudgeOne()
    {
        var rules = SampleTexts.Check(texts);
        return new CaseEvaluator(rules, new Date(0), new Date(100_000)).Decide(Input.Make(1)[0].ToCase(rules.Model).Value);
    }
}
