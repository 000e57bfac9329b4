using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Samples;

namespace Cahier.Benchmarks;

/// <summary>Ten conditions on many rows, the outcome of each kept: a whole run of a cahier, beside C# written by hand.</summary>
public class TenRules
{
    private CompiledRuleSet rules = null!;
    private Snapshot snapshot = null!;
    private ByHand byHand = null!;
    private RunResult run = null!;

    [Params(100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var checkedRules = SampleTexts.Check(new SampleTexts());
        rules = CompiledRuleSet.Compile(checkedRules);
        var inputs = Input.Make(Rows);
        byHand = new ByHand(inputs);
        snapshot = Input.ToSnapshot(inputs, checkedRules.Model);
        run = CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions());
        int[] counts = [.. run.Units.Outcomes.Select(o => Enumerable.Range(0, o.Count).Count(i => o.Read(i) == true))];
        foreach (var way in new Action[] { ByDelegates, InOneLoop, OverColumns })
        {
            byHand.Forget();
            way();
            if (!counts.SequenceEqual(byHand.Counts))
            {
                throw new InvalidOperationException("two ways do not count the same");
            }
        }
    }

    [Benchmark(Baseline = true)]
    public void ByDelegates() => byHand.ByDelegates(0, Rows);

    [Benchmark]
    public void InOneLoop() => byHand.InOneLoop(0, Rows);

    [Benchmark]
    public void OverColumns() => byHand.OverColumns(0, Rows);

    /// <summary>The outcomes of the rules, as the three before keep them: of units found already, without deciding.</summary>
    [Benchmark]
    public bool? OutcomesOnly()
    {
        var conditions = rules.RuleSet.Rules.Select(r => r.When).ToList();
        new CompiledCalculator(rules, run.Frame, threads: 1, together: null).FillConditions(conditions, run.Units.Outcomes);
        return run.Units.Outcomes[0].Read(0);
    }

    /// <summary>A whole run: units found and put in order by participant, judged, decided, and what is missing looked for.</summary>
    [Benchmark]
    public int RunOnOneThread() => Run(1);

    [Benchmark]
    public int RunOnTwoThreads() => Run(2);

    private int Run(int threads) => CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions(RunEngine.Compiled, threads)).Units.Included.Count;
}
