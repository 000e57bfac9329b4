using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>A run from end to end: a cahier's version, a period and a snapshot give results. The same three give the same results, on any machine.</summary>
public static class CalculationRun
{
    private const int FewRows = 500;

    /// <summary>Carries out a run.</summary>
    /// <param name="rules">The version.</param>
    /// <param name="snapshot">The facts; it must keep the fields that the version reads.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    /// <param name="options">How, not what.</param>
    /// <param name="progress">Told of each step, or none.</param>
    /// <param name="pieces">What earlier runs and shares of this one kept; with none named, not even an empty list, nothing is kept.</param>
    public static RunResult Execute(CompiledRuleSet rules, Snapshot snapshot, Date from, Date to, RunOptions options, IRunProgress? progress = null, IReadOnlyList<UnitPiece>? pieces = null)
    {
        var frame = new RunFrame(rules.RuleSet, snapshot, from, to);
        var calculator = Calculator(rules, frame, options);

        progress?.Begin("units");
        var undated = pieces is not null && calculator is CompiledCalculator compiled ? KeptUnits.Select(frame, compiled, pieces) : UnitSelection.Select(frame, calculator);

        Calculate(frame, calculator, progress);

        progress?.Begin("unknown outcomes");
        var unknown = UnknownOutcomes.Find(frame, calculator);
        options.Together?.End(rules.RuleSet, from, to);

        return new RunResult
        {
            RuleSet = rules.RuleSet,
            Snapshot = snapshot,
            From = from,
            To = to,
            Units = frame.Units,
            Participants = frame.Participants,
            FoundUnknown = new(unknown),
            Undated = undated,
            Frame = frame,
        };
    }

    /// <summary>Judges the units of a frame, and then measures.</summary>
    /// <param name="frame">The frame, with its units.</param>
    /// <param name="calculator">Finds what is read.</param>
    /// <param name="progress">Told of each step, or none.</param>
    /// <param name="isWanted">Which definitions are; all when null.</param>
    internal static void Calculate(RunFrame frame, IColumnCalculator calculator, IRunProgress? progress, Func<CheckedDefinition, bool>? isWanted = null)
    {
        var (schedule, forJudging) = (frame.RuleSet.Schedule, frame.RuleSet.JudgingSteps);
        progress?.Begin("judging");
        Measuring.Calculate(schedule[..forJudging].Where(d => isWanted?.Invoke(d) != false), frame, calculator);
        Judging.Judge(frame, calculator);

        progress?.Begin("measuring");
        Measuring.Calculate(schedule[forJudging..].Where(d => isWanted?.Invoke(d) != false), frame, calculator);
    }

    /// <summary>Makes the code that goes over the columns of many facts, so that it is there before they are: a run on no facts.</summary>
    /// <param name="rules">The version.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    public static void MakeReady(CompiledRuleSet rules, Date from, Date to)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _ = Execute(rules, new SnapshotBuilder(rules.RuleSet.Model).Build(), from, to, new RunOptions(RunEngine.Compiled, Threads: 1));
    }

    /// <summary>What finds expressions for the places of a frame.</summary>
    internal static IColumnCalculator Calculator(CompiledRuleSet rules, RunFrame frame, RunOptions options) => options.Engine switch
    {
        RunEngine.Interpreter => new InterpretingCalculator(frame),
        RunEngine.Auto when frame.Snapshot.Tables.Sum(t => (long)t.Count) <= FewRows => new InterpretingCalculator(frame),
        _ => new CompiledCalculator(rules, frame, options.Threads == 0 ? Environment.ProcessorCount : options.Threads, options.Together),
    };
}
