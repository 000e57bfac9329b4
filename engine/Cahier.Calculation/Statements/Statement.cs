using System.Collections.Immutable;

namespace Cahier.Calculation.Statements;

/// <summary>
/// A settlement: what was paid until now, what is right now that facts came late or rules were corrected, and the difference.
/// An amount that cannot be said now for a missing fact stays as it was paid, and is counted as open.
/// </summary>
public sealed class Statement
{
    private Statement(ImmutableArray<StatementLine> lines) => Lines = lines;

    /// <summary>Every amount that was paid, is right now, or is open; by participant, line, currency and unit.</summary>
    public ImmutableArray<StatementLine> Lines { get; }

    /// <summary>By participant and line.</summary>
    public ImmutableArray<StatementSum> Sums => StatementSum.By(Lines, i => (i.Participant, i.Line));

    /// <summary>All participants and lines together, by currency.</summary>
    public ImmutableArray<StatementSum> Totals => StatementSum.By(Lines, _ => (null, null));

    /// <summary>Holds what is right now against what was paid.</summary>
    /// <param name="paid">What was paid; each item once.</param>
    /// <param name="right">The amounts of the run that counts now, each item once; null is unknown.</param>
    /// <param name="undetermined">
    /// The units of which that run cannot say whether they are in, with their participants: what was paid for such a unit and is not
    /// right now is open, and so are lines of a participant who is not paid now and has, or was paid for, such units.
    /// </param>
    public static Statement Of(IEnumerable<(PaidItem Item, decimal Amount)> paid, IEnumerable<(PaidItem Item, decimal? Amount)> right, IEnumerable<(string Unit, string? Participant)> undetermined)
    {
        ArgumentNullException.ThrowIfNull(paid);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(undetermined);
        var before = paid.ToDictionary(p => p.Item, p => p.Amount);
        var units = new HashSet<string>(StringComparer.Ordinal);
        var participants = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (unit, participant) in undetermined)
        {
            units.Add(unit);
            participants.Add(participant ?? "");
        }

        // Whose unit it is may be what is missing now: it is of those to whom it was paid too.
        participants.UnionWith(before.Keys.Where(i => i.Unit is { } unit && units.Contains(unit)).Select(i => i.Participant));

        var lines = new List<StatementLine>();
        foreach (var (item, amount) in right)
        {
            // What was not paid before is a zero with the decimals of the amount.
            lines.Add(new StatementLine(item, before.Remove(item, out var already) ? already : amount.GetValueOrDefault() * 0, amount));
        }

        foreach (var (item, amount) in before.Where(b => b.Value != 0))
        {
            var isOpen = item.Unit is { } unit ? units.Contains(unit) : participants.Contains(item.Participant);
            lines.Add(new StatementLine(item, amount, isOpen ? null : amount * 0));
        }

        return As(lines);
    }

    /// <summary>A statement as it was issued.</summary>
    public static Statement As(IEnumerable<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new Statement([.. lines.OrderBy(l => l.Item)]);
    }
}
