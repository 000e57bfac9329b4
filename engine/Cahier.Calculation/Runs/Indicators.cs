using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Runs;

/// <summary>Measures an indicator of every participant over its included units, in their order, so that sums are the same every time.</summary>
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
        var results = new IndicatorResults(new NumberResults(count), new NumberResults(count), new NumberResults(count));
        calculator.Share(count, (from, to) => Measure(indicator, frame.Units, (of, denominator), results, from, to));
        return results;
    }

    private static void Measure(CheckedIndicator indicator, UnitResults units, (ResultColumn? Of, ResultColumn? Denominator) columns, IndicatorResults results, int from, int to)
    {
        var (of, denominator) = columns;
        for (var participant = from; participant < to; participant++)
        {
            var members = units.MembersOf(participant);
            var tally = indicator.Definition.Kind switch
            {
                IndicatorKind.Proportion => Proportion(members, (BooleanResults)of!, (BooleanResults?)denominator, indicator.Definition.WhenMissing),
                IndicatorKind.Count => Count(members, (BooleanResults?)of, indicator.Definition.WhenMissing),
                IndicatorKind.Ratio => Ratio(members, (NumberResults)of!, (NumberResults)denominator!, indicator.Definition.WhenMissing),
                IndicatorKind.Median => Median(members, (NumberResults)of!, indicator.Definition.WhenMissing),
                var kind => Sum(members, (NumberResults)of!, kind == IndicatorKind.Mean, indicator.Definition.WhenMissing),
            };
            results.Numerator.Set(participant, tally.Numerator);
            results.Denominator.Set(participant, tally.Denominator);
            results.Value.Set(participant, tally.Denominator is { } base_ && base_ < indicator.Definition.Minimum ? null : tally.Value);
        }
    }

    /// <summary>What an indicator came to; an unknown value has unknown parts too.</summary>
    private readonly record struct Tally(decimal? Numerator, decimal? Denominator, decimal? Value)
    {
        public static Tally Quotient(decimal? numerator, decimal? denominator) =>
            new(numerator, denominator, numerator is { } n && denominator is { } d ? Numbers.Divide(n, d) : null);
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

    private static Tally Proportion(ReadOnlySpan<int> members, BooleanResults of, BooleanResults? denominator, MissingOutcome whenMissing)
    {
        var (above, below) = (0, 0);
        foreach (var unit in members)
        {
            var counts = denominator is null ? true : Settled(denominator.Read(unit), whenMissing);
            var outcome = Settled(of.Read(unit), whenMissing);
            if (counts is null || (counts == true && outcome is null))
            {
                if (whenMissing == MissingOutcome.LeaveOut)
                {
                    continue;
                }

                return default;
            }

            below += counts == true ? 1 : 0;
            above += counts == true && outcome == true ? 1 : 0;
        }

        return Tally.Quotient(above, below);
    }

    private static Tally Count(ReadOnlySpan<int> members, BooleanResults? of, MissingOutcome whenMissing)
    {
        var (count, all) = (0, 0);
        foreach (var unit in members)
        {
            var outcome = of is null ? true : Settled(of.Read(unit), whenMissing);
            if (outcome is null && whenMissing != MissingOutcome.LeaveOut)
            {
                return default;
            }

            all++;
            count += outcome == true ? 1 : 0;
        }

        return new Tally(count, all, count);
    }

    private static Tally Ratio(ReadOnlySpan<int> members, NumberResults of, NumberResults denominator, MissingOutcome whenMissing)
    {
        decimal? above = 0;
        decimal? below = 0;
        foreach (var unit in members)
        {
            if (of.Read(unit) is { } n && denominator.Read(unit) is { } d)
            {
                above = Plus(above, n);
                below = Plus(below, d);
            }
            else if (whenMissing != MissingOutcome.LeaveOut)
            {
                return default;
            }
        }

        return Tally.Quotient(above, below);
    }

    private static Tally Sum(ReadOnlySpan<int> members, NumberResults of, bool isMean, MissingOutcome whenMissing)
    {
        if (of.SumOfAlike(members) is { } all)
        {
            return OfSum(all, members.Length, isMean);
        }

        decimal? sum = 0;
        var count = 0;
        foreach (var unit in members)
        {
            if (of.Read(unit) is { } value)
            {
                sum = Plus(sum, value);
                count++;
            }
            else if (whenMissing != MissingOutcome.LeaveOut)
            {
                return default;
            }
        }

        return OfSum(sum, count, isMean);
    }

    private static Tally OfSum(decimal? sum, int count, bool isMean) => isMean ? Tally.Quotient(sum, count) : new Tally(sum, count, sum);

    private static Tally Median(ReadOnlySpan<int> members, NumberResults of, MissingOutcome whenMissing)
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

        return new Tally(null, values.Count, Statistics.Percentile(values, 50));
    }

    private static decimal? Plus(decimal? sum, decimal value) => sum is { } s ? Numbers.Add(s, value) : null;
}
