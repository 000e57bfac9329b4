using System.Collections.Immutable;

namespace Cahier.Calculation.Statements;

/// <summary>Amounts of a statement taken together. <see cref="Paid"/> + <see cref="TopUp"/> − <see cref="ClawBack"/> is paid once it is settled.</summary>
/// <param name="Participant">Who is paid; null for all.</param>
/// <param name="Line">Which line; null for all.</param>
/// <param name="Currency">In what.</param>
/// <param name="Paid">What was paid before.</param>
/// <param name="Right">What is right now, as far as it is known.</param>
/// <param name="TopUp">What is to be paid in addition.</param>
/// <param name="ClawBack">What is to be given back.</param>
/// <param name="Open">How many amounts cannot be said for a missing fact; they stay as they were paid.</param>
public readonly record struct StatementSum(string? Participant, string? Line, string Currency, decimal Paid, decimal Right, decimal TopUp, decimal ClawBack, int Open)
{
    /// <summary>What is to be paid in addition; below zero what is to be given back.</summary>
    public decimal Difference => TopUp - ClawBack;

    internal static StatementSum Of(string? participant, string? line, string currency, IEnumerable<StatementLine> lines)
    {
        var sum = new StatementSum(participant, line, currency, 0, 0, 0, 0, 0);
        foreach (var item in lines)
        {
            // A zero with its decimals, so that sums of nothing have them too.
            var (difference, none) = (item.Difference, item.Difference * 0);
            sum = sum with
            {
                Paid = sum.Paid + item.Paid + none,
                Right = sum.Right + item.Right.GetValueOrDefault() + none,
                TopUp = sum.TopUp + (difference > 0 ? difference : none),
                ClawBack = sum.ClawBack - (difference < 0 ? difference : none),
                Open = sum.Open + (item.IsOpen ? 1 : 0),
            };
        }

        return sum;
    }

    internal static ImmutableArray<StatementSum> By(IEnumerable<StatementLine> lines, Func<PaidItem, (string? Participant, string? Line)> by) =>
    [
        .. lines.GroupBy(l => (By: by(l.Item), l.Item.Currency))
            .OrderBy(g => g.Key.By.Participant, StringComparer.Ordinal).ThenBy(g => g.Key.By.Line, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .Select(g => Of(g.Key.By.Participant, g.Key.By.Line, g.Key.Currency, g)),
    ];
}
