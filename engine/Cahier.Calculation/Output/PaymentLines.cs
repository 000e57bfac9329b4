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
        var unitLines = result.RuleSet.UnitLines.Select(l => (Line: l, Amounts: (NumberResults)result.Units.Find(l.Symbol)!, Zero: Paid.Zero(l))).ToList();
        foreach (var unit in result.Units.Included)
        {
            foreach (var (line, amounts, zero) in unitLines)
            {
                yield return new PaymentLine(result.Participants.Names[result.Units.Participants[unit]], result.Units.Key(unit), line, Paid.Scaled(amounts.Read(unit), zero));
            }
        }

        foreach (var participant in Paid.Participants(result))
        {
            foreach (var line in result.RuleSet.ParticipantLines)
            {
                yield return new PaymentLine(result.Participants.Names[participant], null, line, Paid.Scaled(result.Participants.Line(line.Symbol).Read(participant), Paid.Zero(line)));
            }
        }
    }
}
