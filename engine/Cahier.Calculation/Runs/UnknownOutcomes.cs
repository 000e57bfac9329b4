using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Runs;

/// <summary>Says of everything unknown why it is: the interpreter reads the facts again and remembers what was missing.</summary>
internal static class UnknownOutcomes
{
    /// <summary>So many causes are named at the most.</summary>
    internal const int MostCauses = 16;

    /// <summary>Asks why for units, so that the answers are kept.</summary>
    public static void Ask(RunFrame frame)
    {
        var found = ImmutableArray.CreateBuilder<UnknownOutcome>();
        var lines = frame.RuleSet.UnitLines.Select(l => (l, frame.UnitColumn(l.Symbol))).ToArray();
        for (var unit = 0; unit < frame.Units.Count; unit++)
        {
            OfUnit(frame, unit, lines, found);
        }
    }

    public static ImmutableArray<UnknownOutcome> Find(RunFrame frame, IColumnCalculator calculator)
    {
        var found = ImmutableArray.CreateBuilder<UnknownOutcome>();
        var lines = frame.RuleSet.UnitLines.Select(l => (l, frame.UnitColumn(l.Symbol))).ToArray();
        int[] units = [.. InOrder(frame.Units, lines, calculator)];
        found.AddRange(SideBySide(units, calculator, (unit, ofUnit) => OfUnit(frame, unit, lines, ofUnit)));
        int[] participants = [.. Enumerable.Range(0, frame.Participants.Count).Where(p => frame.Participants.TakesPart(p, frame.Units))];
        found.AddRange(SideBySide(participants, calculator, (participant, ofParticipant) => OfParticipant(frame, participant, ofParticipant)));
        foreach (var cohort in frame.RuleSet.Cohort)
        {
            UnknownRows(frame, cohort, found);
        }

        return found.ToImmutable();
    }

    /// <summary>What is unknown of each of some units or participants, in their order. The reasons are found side by side.</summary>
    private static IEnumerable<UnknownOutcome> SideBySide(int[] places, IColumnCalculator calculator, Action<int, ImmutableArray<UnknownOutcome>.Builder> find)
    {
        var ofPlaces = new ImmutableArray<UnknownOutcome>[places.Length];
        calculator.Share(places.Length, (from, to) =>
        {
            var found = ImmutableArray.CreateBuilder<UnknownOutcome>();
            for (var i = from; i < to; i++)
            {
                find(places[i], found);
                ofPlaces[i] = found.DrainToImmutable();
            }
        });
        return ofPlaces.SelectMany(ofPlace => ofPlace);
    }

    // The few units of which anything is unknown, by participant and then as they stand.
    private static IEnumerable<int> InOrder(UnitResults units, (CheckedLine Line, ResultColumn Amounts)[] lines, IColumnCalculator calculator)
    {
        var (included, undetermined) = (units.Statuses.Of(DecisionStatus.Included), units.Statuses.Of(DecisionStatus.Undetermined));
        var found = new ulong[included.Length];
        var uncertain = Array.FindAll(lines, l => l.Amounts is not NumberResults { Whole.MayBeMissing: false });
        calculator.Share(found.Length, (from, to) =>
        {
            for (var word = from; word < to; word++)
            {
                found[word] = undetermined[word];
                for (var bits = uncertain.Length > 0 ? included[word] : 0; bits != 0; bits &= bits - 1)
                {
                    found[word] |= IsUnknown(uncertain, MarkedList.NumberOf(word, bits)) ? bits & ~(bits - 1) : 0;
                }
            }
        });
        return MarkedList.Of(found, calculator.Share).OrderBy(unit => units.Participants[unit]);
    }

    private static bool IsUnknown((CheckedLine Line, ResultColumn Amounts)[] lines, int unit)
    {
        foreach (var (_, amounts) in lines)
        {
            if (!amounts.IsKnown(unit))
            {
                return true;
            }
        }

        return false;
    }

    private static void OfUnit(RunFrame frame, int unit, (CheckedLine Line, ResultColumn Amounts)[] lines, ImmutableArray<UnknownOutcome>.Builder found)
    {
        switch (frame.Units.Statuses[unit])
        {
            case DecisionStatus.Undetermined:
                Undetermined(frame, unit, found);
                break;
            case DecisionStatus.Included:
                UnknownLines(frame, unit, lines, found);
                break;
        }
    }

    private static void Undetermined(RunFrame frame, int unit, ImmutableArray<UnknownOutcome>.Builder found)
    {
        var stake = AtStake(frame, unit);
        var r = 0;
        foreach (var rule in frame.RuleSet.Rules)
        {
            if (frame.Units.Outcomes[r++].Read(unit) is null)
            {
                found.Add(new UnknownOutcome(frame.Units.Key(unit), Participant(frame, unit), rule.Id, Causes(frame, LoopKind.Units, unit, rule.When), stake));
            }
        }

        if (frame.Units.Participants[unit] < 0)
        {
            found.Add(new UnknownOutcome(frame.Units.Key(unit), null, "participant", Causes(frame, LoopKind.FactRows, frame.Units.Rows[unit], frame.RuleSet.Participant), stake));
        }
    }

    private static void UnknownLines(RunFrame frame, int unit, (CheckedLine Line, ResultColumn Amounts)[] lines, ImmutableArray<UnknownOutcome>.Builder found)
    {
        foreach (var (line, amounts) in lines)
        {
            if (!amounts.IsKnown(unit))
            {
                found.Add(new UnknownOutcome(frame.Units.Key(unit), Participant(frame, unit), line.Name, Causes(frame, LoopKind.Units, unit, line.Amount), null));
            }
        }
    }

    private static void OfParticipant(RunFrame frame, int participant, ImmutableArray<UnknownOutcome>.Builder found)
    {
        var name = frame.Participants.Names[participant];
        foreach (var indicator in frame.RuleSet.Indicators.Where(i => frame.Participants.Indicator(i.Symbol) is var r && !r.Value.IsKnown(participant) && !r.Denominator.IsKnown(participant)))
        {
            found.Add(new UnknownOutcome(null, name, indicator.Name, Causes(frame, participant, indicator), null));
        }

        foreach (var line in frame.RuleSet.ParticipantLines.Where(l => !frame.LineColumn(l.Symbol).IsKnown(participant)))
        {
            found.Add(new UnknownOutcome(null, name, line.Name, Causes(frame, LoopKind.Participants, participant, line.Amount), null));
        }
    }

    // Rows that a figure is not made of because something of them is missing: it might be another with them.
    private static void UnknownRows(RunFrame frame, CheckedCohortValue cohort, ImmutableArray<UnknownOutcome>.Builder found)
    {
        foreach (var member in frame.Participants.Cohort(cohort.Symbol).Rows.Where(m => m.Value is null))
        {
            _ = frame.Table(cohort.Rows!.Entity.Entity).TryFind(member.Key, out var row);
            var causes = cohort.Rows.When is { } when ? Causes(frame, LoopKind.FactRows, row, when) : [];
            found.Add(new UnknownOutcome(null, null, cohort.Name, causes.IsEmpty ? Causes(frame, LoopKind.FactRows, row, cohort.Rows.Of) : causes, null));
        }
    }

    private static ImmutableArray<UnknownCause> Causes(RunFrame frame, int participant, CheckedIndicator indicator)
    {
        if (indicator.Definition.Kind == IndicatorKind.Value)
        {
            return Causes(frame, LoopKind.Participants, participant, indicator.Of!);
        }

        if (frame.Carried is { } carried)
        {
            return carried.Causes(indicator, participant, frame);
        }

        var (from, to) = frame.Units.IncludedOf(participant);
        return [.. Enumerable.Range(from, to - from).SelectMany(row => CausesOf(frame, frame.Units.UnitAt(row), indicator)).Take(MostCauses)];
    }

    /// <summary>Why what an indicator reads of a unit is unknown.</summary>
    internal static ImmutableArray<UnknownCause> CausesOf(RunFrame frame, int unit, CheckedIndicator indicator) =>
        [.. new[] { indicator.Of, indicator.Denominator }.OfType<CheckedExpression>().SelectMany(e => Causes(frame, LoopKind.Units, unit, e))];

    private static ImmutableArray<UnknownCause> Causes(RunFrame frame, LoopKind kind, int place, CheckedExpression expression) =>
        kind == LoopKind.Units && frame.Kept is { } kept
            ? kept.Causes(expression, place, () => CausesFound(frame, kind, place, expression))
            : CausesFound(frame, kind, place, expression);

    private static ImmutableArray<UnknownCause> CausesFound(RunFrame frame, LoopKind kind, int place, CheckedExpression expression) =>
        PlaceGlobals.Of(frame, kind, place).Evaluate(expression) is NullValue unknown ? unknown.Causes : [];

    private static string? Participant(RunFrame frame, int unit) => frame.Units.Participants[unit] is var p and >= 0 ? frame.Participants.Names[p] : null;

    private static decimal? AtStake(RunFrame frame, int unit)
    {
        decimal? sum = frame.RuleSet.UnitLines.IsEmpty ? null : 0;
        foreach (var line in frame.RuleSet.UnitLines)
        {
            sum += ((NumberResults)frame.UnitColumn(line.Symbol)).Read(unit);
        }

        return sum;
    }
}
