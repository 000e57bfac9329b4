using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Cases;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Explaining;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Cases;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Samples;

namespace Cahier.Benchmarks;

/// <summary>One case at a time against ten rules: by the public API, by compiled code and by the interpreter, and explained; beside the same ten conditions written by hand.</summary>
public class OneCase
{
    private readonly bool[] outcomes = new bool[10];
    private Input input = null!;
    private CaseRow row = null!;
    private CaseEvaluator compiled = null!;
    private CheckedRuleSet rules = null!;
    private CompiledRuleSet loops = null!;
    private RunResult run = null!;

    [GlobalSetup]
    public void Prepare()
    {
        rules = SampleTexts.Check(new SampleTexts());
        input = Input.Make(7)[6];
        row = input.ToCase(rules.Model);
        compiled = new CaseEvaluator(rules, new Date(0), new Date(100_000));
        compiled.Prepare();
        loops = CompiledRuleSet.Compile(rules);
        run = Run(Input.Make(100_000));
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

    /// <summary>Every rule with its outcome and the facts it read, of a unit in a run of many.</summary>
    [Benchmark]
    public UnitExplanation? ExplainedInARun() => Explainer.Unit(run, input.Key);

    /// <summary>The same for a case that comes alone: its facts frozen, judged and explained.</summary>
    [Benchmark]
    public UnitExplanation? ExplainedAlone() => Explainer.Unit(Run([input]), input.Key);

    private RunResult Run(Input[] inputs) =>
        CalculationRun.Execute(loops, Input.ToSnapshot(inputs, rules.Model), new Date(0), new Date(100_000), new RunOptions(RunEngine.Auto));
}
