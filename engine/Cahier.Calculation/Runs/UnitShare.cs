using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Runs;

/// <summary>
/// Does the share of a run that some bundles make: finds what takes long of their units, and keeps it as a piece. A run that
/// has the pieces of all shares has little left to do; one that lacks some, or all, comes to the same.
/// </summary>
public static class UnitShare
{
    /// <summary>Finds the share of some bundles; null when nothing of the cahier takes long enough to be shared.</summary>
    /// <param name="rules">The version.</param>
    /// <param name="snapshot">The facts, all of them.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    /// <param name="roots">The bundles, by number.</param>
    /// <param name="options">How, not what.</param>
    /// <param name="pieces">What earlier runs kept.</param>
    public static KeptUnits? Find(CompiledRuleSet rules, Snapshot snapshot, Date from, Date to, RootRange roots, RunOptions options, params IReadOnlyList<UnitPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        var frame = new RunFrame(rules.RuleSet, snapshot, from, to);
        var calculator = Calculator(rules, frame, options);
        if (KeptExpressions.Of(rules.RuleSet).IsEmpty)
        {
            return null;
        }

        _ = KeptUnits.Select(frame, calculator, pieces, roots);
        if (frame.Kept is { } kept)
        {
            Find(frame, calculator, kept);
        }

        return frame.Kept;
    }

    /// <summary>Finds of the units of a frame what reads nothing but their bundles.</summary>
    internal static void Find(RunFrame frame, CompiledCalculator calculator, KeptUnits kept)
    {
        var rules = frame.RuleSet;
        Measuring.Calculate(rules.Schedule[..rules.JudgingSteps].Where(d => IsAlone(d, kept)), frame, calculator);
        if (kept.JudgeAlone)
        {
            Judging.Judge(frame, calculator);
            OfPaid(frame, calculator, kept);
            return;
        }

        foreach (var rule in rules.Rules.Where(r => kept.IsOfBundles(r.When)))
        {
            calculator.Fill(LoopKind.Units, rule.When, new BooleanResults(Places.All(frame.Units.Count)));
        }
    }

    /// <summary>How many bundles a run has to calculate of which no piece holds anything; none at all when nothing of the cahier takes long enough to be shared.</summary>
    public static int Left(CompiledRuleSet rules, Snapshot snapshot, Date from, Date to, RunOptions options, params IReadOnlyList<UnitPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        var frame = new RunFrame(rules.RuleSet, snapshot, from, to);
        return KeptUnits.CountLeft(frame, Calculator(rules, frame, options), pieces);
    }

    private static CompiledCalculator Calculator(CompiledRuleSet rules, RunFrame frame, RunOptions options) =>
        new(rules, frame, options.Threads == 0 ? Environment.ProcessorCount : options.Threads, together: null);

    // Whether a unit is paid for is known, so that what is only found for such units can be found too.
    private static void OfPaid(RunFrame frame, CompiledCalculator calculator, KeptUnits kept)
    {
        var rules = frame.RuleSet;
        Measuring.Calculate(rules.Schedule[rules.JudgingSteps..].Where(d => IsAlone(d, kept)), frame, calculator);
        foreach (var indicator in rules.Indicators.Where(i => i.Definition.Kind != IndicatorKind.Value && new[] { i.Of, i.Denominator }.All(e => e is null || kept.IsOfBundles(e))))
        {
            _ = Indicators.Measure(indicator, frame, calculator);
        }

        if (rules.UnitLines.All(l => kept.IsOfBundles(l.Amount)))
        {
            UnknownOutcomes.Ask(frame);
        }
    }

    private static bool IsAlone(CheckedDefinition definition, KeptUnits kept) => definition switch
    {
        CheckedValue value => value.IsColumn && kept.IsOfBundles(value.Expression),
        CheckedLine { Symbol.Kind: RuleSymbolKind.UnitLine } line => kept.IsOfBundles(line.Amount),
        _ => false,
    };
}
