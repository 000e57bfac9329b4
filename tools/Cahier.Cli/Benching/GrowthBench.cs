using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Samples;

namespace Cahier.Cli.Benching;

/// <summary>What a rule costs as rules become more: all different, on the same rows, on one thread.</summary>
internal static class GrowthBench
{
    public static readonly ImmutableArray<int> Counts = [10, 30, 100, 300, 1_000];

    private static readonly RunOptions OneThread = new(RunEngine.Compiled, Threads: 1);

    public static GrowthFigures Measure(int count, int rows, Least least)
    {
        var texts = SampleTexts.WithRules(count);
        CheckedRuleSet checkedRules = null!;
        var checking = least.Of(() => checkedRules = SampleTexts.Check(texts));
        var snapshot = Input.ToSnapshot(Input.Make(rows), checkedRules.Model);
        var rules = CompiledRuleSet.Compile(checkedRules);
        var start = least.Time.GetTimestamp();
        Run(rules, snapshot);
        var first = least.Time.GetElapsedTime(start);
        var later = least.Of(() => Run(rules, snapshot));
        return new GrowthFigures(count, Figures.Round(checking.TotalMilliseconds), Figures.Round(first.TotalMilliseconds), Figures.Round(later.TotalNanoseconds / rows / count));
    }

    private static void Run(CompiledRuleSet rules, Snapshot snapshot) => CalculationRun.Execute(rules, snapshot, new Date(0), new Date(100_000), OneThread);
}
