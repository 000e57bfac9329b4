using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Runs;

/// <summary>Measures an indicator of every participant over its included units, with all digits of its sums, so that they are the same in any order.</summary>
internal static class Indicators
{
    public static IndicatorResults Measure(CheckedIndicator indicator, RunFrame frame, IColumnCalculator calculator)
    {
        var count = frame.Participants.Count;
        if (indicator.Definition.Kind == IndicatorKind.Value)
        {
            var values = new NumberResults(Measuring.ParticipantPlaces(frame));
            calculator.Fill(LoopKind.Participants, indicator.Of!, values);
            return new IndicatorResults(new NumberResults(count), new NumberResults(count), values);
        }

        var of = Column(indicator.Of, frame, calculator);
        var denominator = Column(indicator.Denominator, frame, calculator);
        var results = new IndicatorResults(new NumberResults(count), new NumberResults(count), new NumberResults(count)) { Tallies = new IndicatorTally[count] };
        calculator.Share(count, (from, to) => Measure(indicator, frame, (of, denominator), results, from, to));
        return results;
    }

    private static void Measure(CheckedIndicator indicator, RunFrame frame, (ResultColumn? Of, ResultColumn? Denominator) columns, IndicatorResults results, int from, int to)
    {
        var (of, denominator) = columns;
        for (var participant = from; participant < to; participant++)
        {
            var members = frame.Units.MembersOf(participant);
            if (indicator.Definition.Kind == IndicatorKind.Median)
            {
                Set(results, participant, indicator, Median(members, (NumberResults)of!, indicator.Definition.WhenMissing));
                continue;
            }

            var tally = indicator.Definition.Kind switch
            {
                IndicatorKind.Proportion => Proportion(members, (BooleanResults)of!, (BooleanResults?)denominator, indicator.Definition.WhenMissing),
                IndicatorKind.Count => Count(members, (BooleanResults?)of, indicator.Definition.WhenMissing),
                IndicatorKind.Ratio => Ratio(members, (NumberResults)of!, (NumberResults)denominator!, indicator.Definition.WhenMissing),
                _ => Sum(members, (NumberResults)of!, indicator.Definition.WhenMissing),
            };
            tally = frame.Carried?.With(tally, indicator, participant) ?? tally;
            results.Tallies[participant] = tally;
            Set(results, participant, indicator, Figure.Of(tally, indicator.Definition.Kind));
        }
    }

    private static void Set(IndicatorResults results, int participant, CheckedIndicator indicator, Figure figure)
    {
        results.Numerator.Set(participant, figure.Numerator);
        results.Denominator.Set(participant, figure.Denominator);
        results.Value.Set(participant, figure.Denominator is { } base_ && base_ < indicator.Definition.Minimum ? null : figure.Value);
    }

    /// <summary>What an indicator came to; an unknown value has unknown parts too.</summary>
    private readonly record struct Figure(decimal? Numerator, decimal? Denominator, decimal? Value)
    {
        public static Figure Of(IndicatorTally tally, IndicatorKind kind)
        {
            if (tally.Unknown > 0)
            {
                return default;
            }

            var (numerator, denominator) = (tally.Numerator.ToDecimal(), tally.Denominator.ToDecimal());
            return new Figure(numerator, denominator, kind is IndicatorKind.Sum or IndicatorKind.Count ? numerator : numerator is { } n && denominator is { } d ? Numbers.Divide(n, d) : null);
        }
    }

    private static ResultColumn? Column(CheckedExpression? expression, RunFrame frame, IColumnCalculator calculator)
    {
        if (expression is null)
        {
            return null;
        }

        // Several indicators ask the same condition; within a cahier the same words mean the same.
        if (frame.Measured.TryGetValue(expression.Text, out var known))
        {
            return known;
        }

        var column = ResultColumn.For(expression.Fact.Type, frame.Units.IncludedPlaces);
        calculator.Fill(LoopKind.Units, expression, column);
        if (column is BooleanResults outcomes)
        {
            frame.Measured[expression.Text] = outcomes;
        }

        return column;
    }

    private static bool? Settled(bool? outcome, MissingOutcome whenMissing) => outcome ?? whenMissing switch { MissingOutcome.True => true, MissingOutcome.False => false, _ => null };

    private static IndicatorTally Proportion(ReadOnlySpan<int> members, BooleanResults of, BooleanResults? denominator, MissingOutcome whenMissing)
    {
        var (above, below, unknown) = (0, 0, 0);
        FirstUnits? missing = null;
        foreach (var unit in members)
        {
            var counts = denominator is null ? true : Settled(denominator.Read(unit), whenMissing);
            var outcome = Settled(of.Read(unit), whenMissing);
            if ((counts is null || outcome is null) && whenMissing == MissingOutcome.Unknown)
            {
                (missing ??= new FirstUnits()).Add(unit);
            }

            if (counts is null || (counts == true && outcome is null))
            {
                unknown += whenMissing == MissingOutcome.LeaveOut ? 0 : 1;
                continue;
            }

            below += counts == true ? 1 : 0;
            above += counts == true && outcome == true ? 1 : 0;
        }

        return IndicatorTally.Of(above, below, unknown, missing);
    }

    private static IndicatorTally Count(ReadOnlySpan<int> members, BooleanResults? of, MissingOutcome whenMissing)
    {
        var count = 0;
        FirstUnits? missing = null;
        foreach (var unit in members)
        {
            var outcome = of is null ? true : Settled(of.Read(unit), whenMissing);
            if (outcome is null && whenMissing != MissingOutcome.LeaveOut)
            {
                (missing ??= new FirstUnits()).Add(unit);
            }

            count += outcome == true ? 1 : 0;
        }

        // One that is left out is counted below the line.
        return IndicatorTally.Of(count, members.Length, missing?.Count ?? 0, missing);
    }

    private static IndicatorTally Ratio(ReadOnlySpan<int> members, NumberResults of, NumberResults denominator, MissingOutcome whenMissing)
    {
        var (above, below) = (new ExactAdder(), new ExactAdder());
        FirstUnits? missing = null;
        foreach (var unit in members)
        {
            if (of.Read(unit) is { } n && denominator.Read(unit) is { } d)
            {
                above.Add(n);
                below.Add(d);
            }
            else if (whenMissing != MissingOutcome.LeaveOut)
            {
                (missing ??= new FirstUnits()).Add(unit);
            }
        }

        return new IndicatorTally(above.Sum, below.Sum, missing?.Count ?? 0, missing);
    }

    private static IndicatorTally Sum(ReadOnlySpan<int> members, NumberResults of, MissingOutcome whenMissing)
    {
        if (of.SumOfAlike(members) is { } all)
        {
            return new IndicatorTally(ExactSum.Of(all), ExactSum.Of(members.Length), 0, null);
        }

        var (sum, count) = (new ExactAdder(), 0);
        FirstUnits? missing = null;
        foreach (var unit in members)
        {
            if (of.Read(unit) is { } value)
            {
                sum.Add(value);
                count++;
            }
            else if (whenMissing != MissingOutcome.LeaveOut)
            {
                (missing ??= new FirstUnits()).Add(unit);
            }
        }

        return new IndicatorTally(sum.Sum, ExactSum.Of(count), missing?.Count ?? 0, missing);
    }

    private static Figure Median(ReadOnlySpan<int> members, NumberResults of, MissingOutcome whenMissing)
    {
        var values = new List<decimal>();
        foreach (var unit in members)
        {
            if (of.Read(unit) is { } value)
            {
                values.Add(value);
            }
            else if (whenMissing != MissingOutcome.LeaveOut)
            {
                return default;
            }
        }

        return new Figure(null, values.Count, Statistics.Percentile(values, 50));
    }
}
