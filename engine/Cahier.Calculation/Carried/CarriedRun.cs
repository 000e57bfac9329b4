using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>
/// A run that finds the units of those bundles only that are not what they were for a former run, before and now; takes the
/// former out of that run's figures and puts the others in; and finds from them what is measured of participants and groups,
/// and paid. Its units at hand are those that it found now.
/// </summary>
public sealed class CarriedRun
{
    private readonly CompiledRuleSet rules;
    private readonly RunOptions options;
    private readonly RunFigures former;
    private readonly ChangedBundles bundles;
    private readonly UnitFigures gone;
    private readonly Entity entity;

    private CarriedRun(CompiledRuleSet rules, RunOptions options, RunFigures former, ChangedBundles bundles, Date from, Date to)
    {
        (this.rules, this.options, this.former, this.bundles) = (rules, options, former, bundles);
        entity = rules.RuleSet.Model.Find(rules.RuleSet.UnitEntity.Entity)!;
        gone = FindGone(from, to);
        Result = FindCame(from, to);
    }

    /// <summary>All that the run found. Of its units those of bundles that are new or another are at hand; who wants others asks for <see cref="With"/>.</summary>
    public RunResult Result { get; }

    /// <summary>How many bundles there are.</summary>
    public int Bundles => bundles.Now.Table(bundles.Now.Model.Root.Name).Count;

    /// <summary>How many of them are new or another than for the former run, so that their units were found; none where nothing is another that the cahier reads.</summary>
    public int Changed => bundles.Count;

    /// <summary>Whether nothing is another of all that the cahier reads.</summary>
    public bool ReadSame => bundles.AreNone;

    /// <summary>What the former run came to.</summary>
    public RunSummary Former => former.Summary;

    /// <summary>The row, among all facts now, of a unit at hand.</summary>
    /// <param name="place">Its place among those as results tell of them.</param>
    public int RowOfCame(int place) => bundles.RowOfCame(entity, Result.Units.Rows[Result.Units.Listed[place]]);

    /// <summary>The row, among all facts now, of a unit that is not at hand.</summary>
    /// <param name="formerRow">Its row among the facts before.</param>
    public int RowOfFormer(int formerRow) => bundles.NowOf(entity, formerRow);

    /// <summary>Carries out a run; null when it must find everything itself.</summary>
    /// <param name="rules">The version.</param>
    /// <param name="former">The figures of a run of this version and period on the facts before.</param>
    /// <param name="bundles">What is not the same as in those facts.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    /// <param name="options">How, not what.</param>
    public static CarriedRun? Execute(CompiledRuleSet rules, RunFigures former, ChangedBundles bundles, Date from, Date to, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(bundles);
        if (!former.AreOf(rules.RuleSet, from, to) || former.SnapshotHash != bundles.Former.Hash
            || !(bundles.AreNone ? CarriedRules.AllowUnchanged(rules.RuleSet) && CarriedRules.ReadSame(rules.RuleSet, bundles.Former, bundles.Now) : CarriedRules.Allow(rules.RuleSet) && former.AreExact))
        {
            return null;
        }

        var run = new CarriedRun(rules, options, former, bundles, from, to);
        return run.Result.Carried!.IsBroken ? null : run;
    }

    /// <summary>Where the units of the run differ from those of the former, all units in the order in which results tell of them: those of bundles that are the same stand between the changes.</summary>
    /// <param name="formerRows">For each unit of the former run, in that order, its row among the facts before.</param>
    public ImmutableArray<ListedChange> Changes(ReadOnlySpan<int> formerRows) => new ChangedPlaces(former, bundles, entity).Find(formerRows, gone.Frame, Result);

    /// <summary>The run with other units at hand.</summary>
    /// <param name="listed">Units as they stand among all that are listed.</param>
    /// <param name="included">Units as they stand among those that are included.</param>
    public RunResult With(ListedRows listed, ListedRows included)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(included);
        var frame = Frame(bundles.Now, Result.From, Result.To, Result.Carried, (cohort, _) => Result.Carried!.Together(cohort));
        var calculator = CalculationRun.Calculator(rules, frame, options with { Together = null });
        var among = new ulong[MarkedList.Words(frame.Table(entity.Name).Count)];
        foreach (var row in listed.Rows.Concat(included.Rows))
        {
            MarkedList.Mark(among, row, row + 1);
        }

        var period = UnitSelection.OfRows(among, frame, calculator);
        var (participants, numbers) = ParticipantNumbers.Find(frame, period, calculator);
        var places = Array.ConvertAll(participants.Names, name => Array.BinarySearch(Result.Participants.Names, name, StringComparer.Ordinal));
        UnitSelection.Begin(frame, period, (Result.Participants.WithoutFigures(), Array.ConvertAll(numbers, number => number < 0 ? number : places[number])), calculator);
        CalculationRun.Calculate(frame, calculator, progress: null, d => CarriedRules.IsOfUnits(d) && d is not CheckedIndicator);
        frame.Units.ListAs(Units(listed, period), Units(included, period));
        return Result with { Units = frame.Units, Frame = frame };
    }

    private static ListedUnits Units(ListedRows listed, PeriodRows period) => new(listed.Ranges, Array.ConvertAll(listed.Rows, period.Places.SlotOf));

    private RunFrame Frame(Snapshot facts, Date from, Date to, CarriedFigures? carried, Func<CheckedCohortValue, CohortTally, CohortTally> cohortOfAll) =>
        new(rules.RuleSet, facts, from, to) { Carried = carried, CohortOfAll = cohortOfAll };

    // Few units, and several runs side by side: each goes on alone.
    private IColumnCalculator Alone(RunFrame frame) => CalculationRun.Calculator(rules, frame, options with { Threads = 1, Together = null });

    // Where nothing is another there are no units to be found, though all facts are at hand.
    private ImmutableArray<string> Select(RunFrame frame, IColumnCalculator calculator)
    {
        if (!bundles.AreNone)
        {
            return UnitSelection.Select(frame, calculator);
        }

        var period = UnitSelection.OfRows(new ulong[MarkedList.Words(frame.Table(entity.Name).Count)], frame, calculator);
        UnitSelection.Begin(frame, period, ParticipantNumbers.Find(frame, period, calculator), calculator);
        return [];
    }

    private UnitFigures FindGone(Date from, Date to)
    {
        var frame = Frame(bundles.Gone, from, to, carried: null, (cohort, _) => CarriedFigures.Before(former, rules.RuleSet, cohort));
        var calculator = Alone(frame);
        _ = Select(frame, calculator);
        CalculationRun.Calculate(frame, calculator, progress: null, CarriedRules.IsOfUnits);
        return new UnitFigures(frame, RunFigures.ListedOf(frame.Units, frame.Participants.Count), UnitCounts.Of(ResultOf(frame, [], new(ImmutableArray<UnknownOutcome>.Empty))));
    }

    private RunResult FindCame(Date from, Date to)
    {
        var carried = new CarriedFigures(former, gone, bundles);
        var frame = Frame(bundles.Came, from, to, carried, carried.Together);
        var calculator = Alone(frame);
        var undated = Select(frame, calculator);
        carried.Begin(frame.Participants);
        CalculationRun.Calculate(frame, calculator, progress: null);
        var unknown = UnknownOutcomes.Find(frame, calculator);
        var result = ResultOf(frame, UndatedWith(undated), new(() => UnknownWith(unknown)));
        carried.Counts = UnitCounts.Of(former.Summary).With(gone.Counts, UnitCounts.Of(result));
        if (carried.Counts.Totals.Any(t => t.Amount is null))
        {
            carried.Break();
        }

        return result;
    }

    private RunResult ResultOf(RunFrame frame, ImmutableArray<string> undated, Lazy<ImmutableArray<UnknownOutcome>> unknown) => new()
    {
        RuleSet = frame.RuleSet,
        Snapshot = bundles.Now,
        From = frame.From,
        To = frame.To,
        Units = frame.Units,
        Participants = frame.Participants,
        FoundUnknown = unknown,
        Undated = undated,
        Frame = frame,
    };

    // The row, among all facts now, of a unit at hand.
    private int RowOf(string key) => bundles.Came.Table(entity.Name).TryFind(key, out var row) ? bundles.RowOfCame(entity, row) : throw new InvalidOperationException("a unit has no row");

    private ImmutableArray<string> UndatedWith(ImmutableArray<string> came)
    {
        var table = bundles.Now.Table(entity.Name);
        return [.. former.Undated().Where(row => !bundles.IsGone(entity, row)).Select(row => bundles.NowOf(entity, row)).Concat(came.Select(RowOf)).Order().Select(table.Key)];
    }

    // By participant and then as units stand, as everywhere; then what is unknown of participants and groups. Those of the former
    // run stand so already, and those that came.
    private ImmutableArray<UnknownOutcome> UnknownWith(ImmutableArray<UnknownOutcome> came)
    {
        var all = ImmutableArray.CreateBuilder<UnknownOutcome>();
        var next = 0;
        foreach (var (row, outcome) in former.Unknown().Where(u => !bundles.IsGone(entity, u.Row)))
        {
            for (; next < came.Length && came[next].Unit is { } unit && IsBefore(came[next], unit, outcome, row); next++)
            {
                all.Add(came[next]);
            }

            all.Add(outcome);
        }

        return [.. all, .. came[next..]];
    }

    private bool IsBefore(UnknownOutcome came, string unit, UnknownOutcome outcome, int formerRow)
    {
        var order = string.CompareOrdinal(came.Participant, outcome.Participant);
        return order < 0 || (order == 0 && RowOf(unit) < bundles.NowOf(entity, formerRow));
    }
}
