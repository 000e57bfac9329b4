using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Gates;

/// <summary>The run with which a new one is compared: the last for the same period that is not held.</summary>
/// <param name="Run">Its number.</param>
/// <param name="Totals">What each participant was paid by it.</param>
public sealed record FormerRun(long Run, ImmutableArray<PaidTotal> Totals);

/// <summary>
/// Holds the results of a run against what the cahier says that they must keep to. Without a former run there is nothing from
/// which they could differ. Somebody who was not paid before is not compared: the total is.
/// </summary>
public static class PublishGates
{
    private const int MostNamed = 5;

    /// <summary>Each gate that the run does not pass, in words; none when it passes all.</summary>
    /// <param name="report">The run.</param>
    /// <param name="former">What it is held against; need not be known of a cahier none of whose gates asks for it.</param>
    public static ImmutableArray<string> Broken(RunReport report, FormerRun? former)
    {
        ArgumentNullException.ThrowIfNull(report);
        var gates = report.Result.RuleSet.Definition.Gates;
        return
        [
            .. former is null || !gates.AsksFormer ? [] : Moved(gates, former, PaidTotal.Of(report)),
            .. gates.SmallestDenominator is { } least ? Small(report.Result, least) : [],
            .. gates.RejectedRows is { } most && report.Facts.Rejected > most * report.Facts.Rows ? [Said($"{report.Facts.Rejected} of {report.Facts.Rows} rows of data were rejected, more than {Share(most)}")] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Moved(GateDefinition gates, FormerRun former, ImmutableArray<PaidTotal> totals)
    {
        if (gates.TotalChange is { } most)
        {
            foreach (var currency in totals.Concat(former.Totals).Select(t => t.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var (now, before) = (Sum(totals, currency), Sum(former.Totals, currency));
                if (IsMoved(now, before, most))
                {
                    yield return Said($"{now:0.00} {currency} would be paid, and {before:0.00} by run {former.Run}: they differ by more than {Share(most)}");
                }
            }
        }

        if (gates.ParticipantChange is not { } mostOfOne)
        {
            yield break;
        }

        var paid = totals.ToDictionary(t => (t.Participant, t.Currency), t => t.Amount);
        var moved = former.Totals.Select(t => (Before: t, Now: paid.GetValueOrDefault((t.Participant, t.Currency)))).Where(m => m.Before.Amount != 0 && IsMoved(m.Now, m.Before.Amount, mostOfOne)).ToList();
        foreach (var (before, now) in moved.Take(MostNamed))
        {
            yield return Said($"{before.Participant} would be paid {now:0.00} {before.Currency}, and {before.Amount:0.00} by run {former.Run}: they differ by more than {Share(mostOfOne)}");
        }

        if (moved.Count > MostNamed)
        {
            yield return Said($"and so it is with {moved.Count - MostNamed} more participants");
        }
    }

    private static IEnumerable<string> Small(RunResult result, decimal least)
    {
        foreach (var indicator in result.RuleSet.Indicators)
        {
            var found = result.Participants.Indicator(indicator.Symbol);
            var small = Enumerable.Range(0, result.Participants.Count).Where(p => found.Value.IsKnown(p) && found.Denominator.Read(p) is { } of && of < least).Select(p => result.Participants.Names[p]).ToList();
            if (small.Count > 0)
            {
                yield return Said($"{indicator.Name} is made of fewer than {least} for {string.Join(", ", small.Take(MostNamed))}{(small.Count > MostNamed ? Said($" and {small.Count - MostNamed} more") : "")}");
            }
        }
    }

    private static decimal Sum(ImmutableArray<PaidTotal> totals, string currency) => totals.Where(t => t.Currency == currency).Sum(t => t.Amount);

    private static bool IsMoved(decimal now, decimal before, decimal most) => Math.Abs(now - before) > most * Math.Abs(before);

    private static string Share(decimal share) => Said($"{share * 100:0.##########} %");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
