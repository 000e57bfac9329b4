namespace Cahier.Calculation.Statements;

/// <summary>What an amount is known by from one run to the next.</summary>
/// <param name="Participant">Who is paid.</param>
/// <param name="Line">Which line of the text.</param>
/// <param name="Currency">In what.</param>
/// <param name="Unit">For which unit; null for a line of the participant.</param>
public readonly record struct PaidItem(string Participant, string Line, string Currency, string? Unit) : IComparable<PaidItem>
{
    /// <summary>By participant, line, currency and unit, in ordinal order; an amount of the participant before those of units.</summary>
    public int CompareTo(PaidItem other)
    {
        var order = string.CompareOrdinal(Participant, other.Participant);
        order = order != 0 ? order : string.CompareOrdinal(Line, other.Line);
        order = order != 0 ? order : string.CompareOrdinal(Currency, other.Currency);
        return order != 0 ? order : string.CompareOrdinal(Unit, other.Unit);
    }

    public static bool operator <(PaidItem left, PaidItem right) => left.CompareTo(right) < 0;

    public static bool operator >(PaidItem left, PaidItem right) => left.CompareTo(right) > 0;

    public static bool operator <=(PaidItem left, PaidItem right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PaidItem left, PaidItem right) => left.CompareTo(right) >= 0;
}
