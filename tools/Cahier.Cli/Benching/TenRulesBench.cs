using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Samples;

namespace Cahier.Cli.Benching;

/// <summary>
/// Whole runs of a cahier of ten rules, beside the same ten conditions written by hand in C#, on the same rows in one
/// process. All keep the outcome of every rule, and all must count the same.
/// </summary>
internal sealed class TenRulesBench
{
    // Loops by hand are called for parts of the rows, as often as the runtime wants before it makes its best code of them.
    private const int Part = 4_096;

    private static readonly (Date First, Date Last) Days = (new Date(0), new Date(100_000));

    private readonly Least least;
    private readonly int rows;
    private readonly ByHand byHand;
    private readonly CompiledRuleSet rules;
    private readonly Snapshot snapshot;

    private TenRulesBench(int rows, Least least)
    {
        this.least = least;
        this.rows = rows;
        var inputs = Input.Make(rows);
        var checkedRules = SampleTexts.Check(new SampleTexts());
        byHand = new ByHand(inputs);
        rules = CompiledRuleSet.Compile(checkedRules);
        snapshot = Input.ToSnapshot(inputs, checkedRules.Model);
    }

    /// <exception cref="CommandStop">Two ways do not count the same.</exception>
    public static TenRulesFigures Measure(int rows, ImmutableArray<int> threads, Least least)
    {
        var bench = new TenRulesBench(rows, least);
        bench.Compare();
        var ways = new List<(string Way, TimeSpan Time)>
        {
            ("C# by hand over objects, a delegate for each rule", bench.TimeOf(bench.byHand.ByDelegates)),
            ("C# by hand over objects, one loop", bench.TimeOf(bench.byHand.InOneLoop)),
            ("C# by hand over columns, one loop", bench.TimeOf(bench.byHand.OverColumns)),
        };
        var judging = new StageClock("judging", least.Time);
        least.Of(() => bench.Run(threads: 1, judging));
        ways.Add(("cahier over columns, judging only, on one thread", judging.Least));
        ways.AddRange(threads.Select(t => ($"cahier over columns, a whole run on {Figures.Threads(t)}", least.Of(() => bench.Run(t)))));
        return new TenRulesFigures(rows, [.. ways.Select(w => new WayFigures(w.Way, Figures.Round(w.Time.TotalNanoseconds / rows / Input.Rules.Length), Figures.Round(w.Time / ways[0].Time)))]);
    }

    private TimeSpan TimeOf(Action<int, int> loop) => least.Of(() => InParts(loop));

    private void InParts(Action<int, int> loop)
    {
        for (var from = 0; from < rows; from += Part)
        {
            loop(from, Math.Min(rows, from + Part));
        }
    }

    private RunResult Run(int threads, IRunProgress? progress = null) =>
        CalculationRun.Execute(rules, snapshot, Days.First, Days.Last, new RunOptions(RunEngine.Compiled, threads), progress);

    private void Compare()
    {
        int[] counts = [.. Run(threads: 1).Units.Outcomes.Select(o => Enumerable.Range(0, o.Count).Count(i => o.Read(i) == true))];
        foreach (var loop in new Action<int, int>[] { byHand.ByDelegates, byHand.InOneLoop, byHand.OverColumns })
        {
            byHand.Forget();
            InParts(loop);
            if (!counts.SequenceEqual(byHand.Counts))
            {
                throw new CommandStop(ExitCodes.OurFault, "the ten rules do not count what code written by hand counts", "please report it");
            }
        }
    }
}
