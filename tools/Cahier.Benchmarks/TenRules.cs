using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Benchmarks;

/// <summary>Ten conditions on 100 000 rows, the outcome of each kept: a whole run of a cahier, beside C# written by hand over objects: a delegate for each rule, as rules that may change would be kept, and all ten in one loop.</summary>
public class TenRules
{
    private const int Rows = 100_000;

    private readonly bool[][] outcomes = [.. Enumerable.Range(0, 10).Select(_ => new bool[Rows])];
    private CompiledRuleSet rules = null!;
    private Snapshot snapshot = null!;
    private Input[] inputs = null!;
    private RunResult run = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var checkedRules = SampleTexts.Check(new SampleTexts());
        rules = CompiledRuleSet.Compile(checkedRules);
        inputs = Input.Make(Rows);
        snapshot = Input.ToSnapshot(inputs, checkedRules.Model);
        run = CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions());
        int[] counts = [.. run.Units.Outcomes.Select(o => Enumerable.Range(0, o.Count).Count(i => o.Read(i) == true))];
        if (!counts.SequenceEqual(CountByHand(InOneLoop)) || !counts.SequenceEqual(CountByHand(ByDelegates)))
        {
            throw new InvalidOperationException("the two ways do not count the same");
        }
    }

    [Benchmark(Baseline = true)]
    public int ByDelegates()
    {
        var included = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            for (var rule = 0; rule < Input.Rules.Length; rule++)
            {
                outcomes[rule][i] = Input.Rules[rule](inputs[i]);
            }

            included += outcomes[0][i] ? 1 : 0;
        }

        return included;
    }

    [Benchmark]
    public int InOneLoop()
    {
        var included = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var x = inputs[i];
            outcomes[0][i] = x.Age >= 18 && x.Age < 75;
            outcomes[1][i] = x.Enrolled && x.Days >= 90;
            outcomes[2][i] = x.OptOut;
            outcomes[3][i] = x.Condition is "HOSPICE" or "ESRD";
            outcomes[4][i] = x.Visits >= 2 && x.Days > 0;
            outcomes[5][i] = x.Visits * 365 >= 4 * (x.Days + 1);
            outcomes[6][i] = x.Region is "N" or "NE" or "NW";
            outcomes[7][i] = x.Amount > 100m && x.Amount < 5000m;
            outcomes[8][i] = x.Risk > 1.2m && x.Age >= 65;
            outcomes[9][i] = x.Amount * x.Risk > 500m;
            included += outcomes[0][i] ? 1 : 0;
        }

        return included;
    }

    /// <summary>The outcomes of the rules, as the two before keep them: of units found already, without deciding.</summary>
    [Benchmark]
    public bool? OutcomesOnly()
    {
        var conditions = rules.RuleSet.Rules.Select(r => r.When).ToList();
        new CompiledCalculator(rules, run.Frame, threads: 1).FillConditions(conditions, run.Units.Outcomes);
        return run.Units.Outcomes[0].Read(0);
    }

    /// <summary>A whole run: units found and put in order by participant, judged, decided, and what is missing looked for.</summary>
    [Benchmark]
    public int RunOnOneThread() => Run(1);

    [Benchmark]
    public int RunOnTwoThreads() => Run(2);

    private int Run(int threads) => CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions(RunEngine.Compiled, threads)).Units.Included.Count;

    private int[] CountByHand(Func<int> judge)
    {
        judge();
        return [.. outcomes.Select(o => o.Count(x => x))];
    }
}
