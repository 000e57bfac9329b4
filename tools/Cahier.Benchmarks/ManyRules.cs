using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Cases;
using Cahier.Facts.Cases;
using Cahier.Facts.Models;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;

namespace Cahier.Benchmarks;

/// <summary>A cahier of a thousand different rules: read, checked and made ready; and the very first case that it judges.</summary>
public class ManyRules
{
    private const int Rules = 1_000;

    private readonly SampleTexts texts = new(rules: "eligibility:\n" + string.Concat(Enumerable.Range(0, Rules).Select(Rule)));

    [Benchmark]
    public CheckedRuleSet ReadAndCheck() => SampleTexts.Check(texts);

    [Benchmark]
    public CaseDecision? ReadCheckAndJudgeOne()
    {
        var rules = SampleTexts.Check(texts);
        return new CaseEvaluator(rules, new Date(0), new Date(100_000)).Decide(Input.Make(1)[0].ToCase(rules.Model).Value);
    }

    private static string Rule(int number) => FormattableString.Invariant((number % 5) switch
    {
        0 => (FormattableString)$"  - {{ id: R{number}, when: x.age >= {number % 90} and x.days < {number} }}\n",
        1 => $"  - {{ id: R{number}, when: 'x.condition in (\"C{number}\", \"DM\") or x.visits > {number}' }}\n",
        2 => $"  - {{ id: R{number}, when: x.amount * {number} >= 4 * (x.days + {number}) }}\n",
        3 => $"  - {{ id: R{number}, when: 'not(x.opt_out) or x.region != \"R{number}\"' }}\n",
        _ => $"  - {{ id: R{number}, when: x.risk > {number / 1000m} and (x.enrolled or x.amount <= {number * 10}) }}\n",
    });
}

/// <summary>One case at a time against ten rules: by the public API, by compiled code and by the interpreter, beside the same ten conditions written by hand.</summary>
public class OneCase
{
    private readonly bool[] outcomes = new bool[10];
    private Input input = null!;
    private CaseRow row = null!;
    private CaseEvaluator compiled = null!;
    private CheckedRuleSet rules = null!;

    [GlobalSetup]
    public void Prepare()
    {
        rules = SampleTexts.Check(new SampleTexts());
        input = Input.Make(7)[6];
        row = input.ToCase(rules.Model);
        compiled = new CaseEvaluator(rules, new Date(0), new Date(100_000));
        compiled.Prepare();
        input.Judge(outcomes);
        if (!outcomes.SequenceEqual(compiled.Decide(row.Value)!.Outcomes.Select(o => o == true)))
        {
            throw new InvalidOperationException("the two ways do not decide the same");
        }
    }

    [Benchmark(Baseline = true)]
    public bool ByHand()
    {
        input.Judge(outcomes);
        return outcomes[0];
    }

    [Benchmark]
    public CaseDecision? Compiled() => compiled.Decide(row.Value);

    [Benchmark]
    public CaseDecision? Interpreted() => new CaseEvaluator(rules, new Date(0), new Date(100_000)).Decide(row.Value);
}
