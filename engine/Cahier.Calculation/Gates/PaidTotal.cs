using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cahier.Calculation.Output;

namespace Cahier.Calculation.Gates;

/// <summary>What a participant is paid in a currency, all lines together.</summary>
public readonly record struct PaidTotal(string Participant, string Currency, decimal Amount)
{
    /// <summary>The totals of a run, by participant and currency; unknown amounts have no part in them.</summary>
    public static ImmutableArray<PaidTotal> Of(IEnumerable<(string Participant, string Currency, decimal? Amount)> payments)
    {
        var totals = new Dictionary<(string Participant, string Currency), decimal>();
        foreach (var (participant, currency, amount) in payments)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(totals, (participant, currency), out _) += amount.GetValueOrDefault();
        }

        return [.. totals.Select(t => new PaidTotal(t.Key.Participant, t.Key.Currency, t.Value)).OrderBy(t => t.Participant, StringComparer.Ordinal).ThenBy(t => t.Currency, StringComparer.Ordinal)];
    }

    internal static ImmutableArray<PaidTotal> Of(RunReport report) => Of(PaymentLines.Of(report.Result).Select(p => (p.Participant, p.Line.Currency, p.Amount)));
}
