using Cahier.Calculation.Results;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Output;

/// <summary>An amount of a run.</summary>
/// <param name="Participant">Who is paid.</param>
/// <param name="Unit">For which unit; null for a line of the participant.</param>
/// <param name="Line">Which line of the text.</param>
/// <param name="Amount">With the decimals of the line's rounding; null when it is unknown.</param>
public readonly record struct PaymentLine(string Participant, string? Unit, CheckedLine Line, decimal? Amount);

/// <summary>Every amount of a run: lines of included units, then those of participants, in a fixed order.</summary>
public static class PaymentLines
{
    public static IEnumerable<PaymentLine> Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = new UnitLines(result);
        return result.Units.Included.SelectMany(lines.Of).Concat(OfParticipants(result));
    }

    /// <summary>The amounts of participants, but for those of their units.</summary>
    public static IEnumerable<PaymentLine> OfParticipants(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Paid.Participants(result).SelectMany(p => OfParticipant(result, p));
    }

    /// <summary>The amounts of a unit that is included.</summary>
    public static IEnumerable<PaymentLine> OfUnit(RunResult result, int unit)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new UnitLines(result).Of(unit);
    }

    /// <summary>The amounts of a participant that takes part, but for those of its units.</summary>
    public static IEnumerable<PaymentLine> OfParticipant(RunResult result, int participant)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.RuleSet.ParticipantLines.Select(l => new PaymentLine(result.Participants.Names[participant], null, l, Paid.Scaled(result.Participants.Line(l.Symbol).Read(participant), Paid.Zero(l))));
    }
}

/// <summary>The lines of units, with all that is asked of each unit at hand.</summary>
internal sealed class UnitLines(RunResult result)
{
    private readonly UnitLine[] lines = [.. UnitLine.Of(result)];

    /// <summary>The amounts of a unit.</summary>
    public PaymentLine[] Of(int unit)
    {
        var (participant, key) = (result.Participants.Names[result.Units.Participants[unit]], result.Units.Key(unit));
        var amounts = new PaymentLine[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            amounts[i] = new PaymentLine(participant, key, lines[i].Line, lines[i].Amount(unit));
        }

        return amounts;
    }
}

/// <summary>A line of units, with their amounts.</summary>
/// <param name="Line">Which line of the text.</param>
/// <param name="Amounts">What was found for each unit.</param>
/// <param name="Zero">Zero with the decimals of the line.</param>
public readonly record struct UnitLine(CheckedLine Line, NumberResults Amounts, decimal Zero)
{
    /// <summary>The lines of units, in the order of the text.</summary>
    public static IEnumerable<UnitLine> Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.RuleSet.UnitLines.Select(l => new UnitLine(l, (NumberResults)result.Units.Find(l.Symbol)!, Paid.Zero(l)));
    }

    /// <summary>The amount of a unit, with the decimals of the line; null when it is unknown.</summary>
    public decimal? Amount(int unit) => Paid.Scaled(Amounts.Read(unit), Zero);
}
