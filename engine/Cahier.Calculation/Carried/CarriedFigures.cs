using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>The figures of a former run without those of the units of bundles that are gone or another by now: what a run has to add to what it finds of the units at hand.</summary>
internal sealed class CarriedFigures
{
    private readonly RunFigures former;
    private readonly UnitFigures gone;
    private readonly ChangedBundles bundles;
    private readonly Entity entity;
    private readonly Dictionary<RuleSymbol, int> places;
    private readonly Dictionary<InvocationNode, (int Place, UnitSum Sum)> sums;
    private readonly Dictionary<RuleSymbol, CohortTally> together = [];
    private int[] formerOf = [];
    private int[] goneOf = [];

    /// <param name="former">The figures of the former run.</param>
    /// <param name="gone">Those of the units that are not to be counted any more.</param>
    /// <param name="bundles">The bundles that are not the same.</param>
    public CarriedFigures(RunFigures former, UnitFigures gone, ChangedBundles bundles)
    {
        (this.former, this.gone, this.bundles) = (former, gone, bundles);
        entity = gone.Frame.RuleSet.Model.Find(gone.Frame.RuleSet.UnitEntity.Entity)!;
        places = CarriedRules.OverUnits(gone.Frame.RuleSet).Select((indicator, place) => (indicator, place)).ToDictionary(i => i.indicator.Symbol, i => i.place);
        sums = UnitSum.Of(gone.Frame.RuleSet).Select((sum, place) => (place, sum)).ToDictionary(s => s.sum.Call);
    }

    /// <summary>What is counted and summed of all units, once those at hand are found.</summary>
    public UnitCounts Counts { get; set; } = null!;

    /// <summary>Whether something could not be put together, so that all is to be found anew.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The participants that have units beside those at hand.</summary>
    public IEnumerable<string> Names => former.Names.Where((name, place) => ListedElsewhere(place, Place(gone.Frame.Participants.Names, name)) > 0);

    /// <summary>Finds where the participants of the run stand among those of the former.</summary>
    public void Begin(ParticipantResults participants)
    {
        formerOf = Array.ConvertAll(participants.Names, name => Place(former.Names, name));
        goneOf = Array.ConvertAll(participants.Names, name => Place(gone.Frame.Participants.Names, name));
        participants.HaveElsewhere([.. Enumerable.Range(0, participants.Count).Select(IncludedElsewhere)]);
    }

    /// <summary>What an indicator of a participant is made of.</summary>
    /// <param name="atHand">What it is made of by the units at hand.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="participant">The participant.</param>
    public IndicatorTally With(IndicatorTally atHand, CheckedIndicator indicator, int participant)
    {
        var (known, went) = (Kept(indicator, participant), Gone(indicator, participant));
        return atHand.With(known.Numerator - went.Numerator, known.Denominator - went.Denominator, known.Unknown - went.Unknown);
    }

    /// <summary>Why an indicator of a participant is unknown: as of all its units, in their order.</summary>
    public ImmutableArray<UnknownCause> Causes(CheckedIndicator indicator, int participant, RunFrame frame)
    {
        var came = KeptTally.Of(frame.Participants.Indicator(indicator.Symbol).Tallies[participant], frame, indicator, RowOfCame).Missing;
        var all = Kept(indicator, participant).Missing.With(Gone(indicator, participant).Missing?.Count ?? 0, NowOf, came);
        if (!all.HaveCauses(UnknownOutcomes.MostCauses))
        {
            Break();
        }

        return [.. all.First.SelectMany(u => u.Causes).Take(UnknownOutcomes.MostCauses)];
    }

    /// <summary>Whether expressions over participants have sums over their units.</summary>
    public bool HasSums => sums.Count > 0;

    /// <summary>What a call of an expression over a participant comes to, when it is a sum over its units; null (C#) when it is none, or is to be carried out since there is nothing to add or something is unknown.</summary>
    public FeelValue? Sum(InvocationNode call, RunFrame frame, int participant)
    {
        if (!sums.TryGetValue(call, out var sum))
        {
            return null;
        }

        var known = formerOf[participant] is >= 0 and var own ? former.Sum(sum.Place, own) : FoldTally.Nothing;
        var went = goneOf[participant] is >= 0 and var place ? sum.Sum.Find(gone.Frame, place, row => row) : FoldTally.Nothing;
        var came = sum.Sum.Find(frame, participant, RowOfCame);
        if (!went.IsExact || !came.IsExact || known.With(sum.Sum.Fold, went, came, NowOf) is not { } all || !(all.IsExact || bundles.AreNone) || !all.Unknown.HaveCauses(UnknownOutcomes.MostCauses))
        {
            Break();
            return null;
        }

        return all.Unknown.Count > 0 ? NullValue.From([.. all.Unknown.First.Select(u => NullValue.Of(u.Causes))])
            : all.Items > 0 ? new NumberValue(all.Value)
            : null;
    }

    /// <summary>What a figure across all units was made of.</summary>
    public static CohortTally Before(RunFigures former, CheckedRuleSet rules, CheckedCohortValue cohort) => former.Cohort[CarriedRules.CohortOverUnits(rules).TakeWhile(c => c.Symbol != cohort.Symbol).Count()];

    /// <summary>What a figure across all units is made of.</summary>
    /// <param name="cohort">The figure.</param>
    /// <param name="atHand">What it is made of by the units at hand.</param>
    public CohortTally Together(CheckedCohortValue cohort, CohortTally atHand)
    {
        var before = Before(former, gone.Frame.RuleSet, cohort);
        if (gone.Frame.Participants.Cohort(cohort.Symbol).Tally is not { } tally || before.With(tally, atHand) is not { } all)
        {
            Break();
            return atHand;
        }

        // What units read of others must be as it was for those that are not at hand. A group of all units without any is read by none.
        if (CarriedRules.IsReadByUnits(gone.Frame.RuleSet, cohort) && !all.HasFiguresOf(before, cohort.Statistic, mayComeAndGo: cohort.Definition.OverAllUnits))
        {
            Break();
        }

        return together[cohort.Symbol] = all;
    }

    /// <summary>The same, once it is known.</summary>
    public CohortTally Together(CheckedCohortValue cohort) => together[cohort.Symbol];

    /// <summary>Says that something cannot be put together.</summary>
    public void Break() => IsBroken = true;

    private KeptTally Kept(CheckedIndicator indicator, int participant) => formerOf[participant] is >= 0 and var known ? former.Indicator(places[indicator.Symbol], known) : KeptTally.Nothing;

    private IndicatorTally Gone(CheckedIndicator indicator, int participant) => goneOf[participant] is >= 0 and var place ? gone.Frame.Participants.Indicator(indicator.Symbol).Tallies[place] : default;

    private int? NowOf(int formerRow) => bundles.IsGone(entity, formerRow) ? null : bundles.NowOf(entity, formerRow);

    private int RowOfCame(int row) => bundles.RowOfCame(entity, row);

    private int IncludedElsewhere(int participant) =>
        (formerOf[participant] is >= 0 and var known ? former.Included.Read()[known] : 0) - (goneOf[participant] is >= 0 and var place && gone.Frame.Units.IncludedOf(place) is var (from, to) ? to - from : 0);

    private int ListedElsewhere(int known, int place) => former.Listed.Read()[known + 1] - (place < 0 ? 0 : gone.Listed[place + 1]);

    private static int Place(string[] names, string name) => Array.BinarySearch(names, name, StringComparer.Ordinal) is >= 0 and var place ? place : -1;
}
