using System.Collections.Immutable;
using Cahier.Calculation.Output;

namespace Cahier.Calculation.Gates;

/// <summary>What a participant is paid in a currency, all lines together.</summary>
public readonly record struct PaidTotal(string Participant, string Currency, decimal Amount)
{
    /// <summary>The totals of a run, by participant and currency; unknown amounts have no part in them.</summary>
    public static ImmutableArray<PaidTotal> Of(IEnumerable<(string Participant, string Currency, decimal? Amount)> payments)
    {
        var totals = new SortedDictionary<(string Participant, string Currency), decimal>(Comparer<(string Participant, string Currency)>.Create(
            (a, b) => string.CompareOrdinal(a.Participant, b.Participant) is var order and not 0 ? order : string.CompareOrdinal(a.Currency, b.Currency)));

        // They come by participant, so that most belong to the one before.
        (string Participant, string Currency)? last = null;
        var sum = 0m;
        void End()
        {
            if (last is { } of)
            {
                totals[of] = totals.GetValueOrDefault(of) + sum;
            }
        }

        foreach (var (participant, currency, amount) in payments)
        {
            if (last != (participant, currency))
            {
                End();
                (last, sum) = ((participant, currency), 0);
            }

            sum += amount.GetValueOrDefault();
        }

        End();
        return [.. totals.Select(t => new PaidTotal(t.Key.Participant, t.Key.Currency, t.Value))];
    }

    internal static ImmutableArray<PaidTotal> Of(RunReport report) => Of(PaymentLines.Of(report.Result).Select(p => (p.Participant, p.Line.Currency, p.Amount)));
}
