using BenchmarkDotNet.Attributes;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Benchmarks;

/// <summary>Ten conditions on 100 000 rows, the outcome of each kept: a whole run of a cahier, beside C# written by hand over objects.</summary>
public class TenRules
{
    private const int Rows = 100_000;

    private readonly bool[][] outcomes = [.. Enumerable.Range(0, 10).Select(_ => new bool[Rows])];
    private CompiledRuleSet rules = null!;
    private Snapshot snapshot = null!;
    private Input[] inputs = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var checkedRules = SampleTexts.Check(new SampleTexts());
        rules = CompiledRuleSet.Compile(checkedRules);
        inputs = Input.Make(Rows);
        snapshot = Input.ToSnapshot(inputs, checkedRules.Model);
        var counts = CountRun();
        if (!counts.SequenceEqual(CountByHand()))
        {
            throw new InvalidOperationException("the two ways do not count the same");
        }
    }

    [Benchmark(Baseline = true)]
    public int ByHand()
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

    [Benchmark]
    public int OneThread() => Run(1);

    [Benchmark]
    public int TwoThreads() => Run(2);

    private int Run(int threads) => CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions(RunEngine.Compiled, threads)).Units.Included.Count;

    private int[] CountRun()
    {
        var run = CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), new RunOptions());
        return [.. run.Units.Outcomes.Select(o => Enumerable.Range(0, o.Count).Count(i => o.Read(i) == true))];
    }

    private int[] CountByHand()
    {
        ByHand();
        return [.. outcomes.Select(o => o.Count(x => x))];
    }
}
