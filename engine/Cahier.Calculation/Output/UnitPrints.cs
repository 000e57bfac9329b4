using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>
/// Of each unit a number that tells whether all that tables say of it - its key, participant, decision, outcomes, values and
/// amounts - is the same in another run of the same text: what differs has the same number once in 2⁶³ times. Found from columns,
/// without making the texts.
/// </summary>
public sealed class UnitPrints
{
    private const int UnitsInPart = 64 * UnitTexts.AtOnce;
    private const int BitsInWord = 64;

    private readonly RunResult result;
    private readonly ImmutableArray<ResultColumn> columns;
    private readonly UnitTexts texts;
    private readonly ulong[] said;
    private readonly int outcomeWords;
    private int last = -1;
    private ulong name;

    private UnitPrints(RunResult result)
    {
        this.result = result;
        texts = new UnitTexts(result);
        columns = [.. UnitColumn.Of(result).Select(v => v.Column), .. UnitLine.Of(result).Select(l => l.Amounts)];
        outcomeWords = ((2 * result.Units.Outcomes.Length) + BitsInWord - 1) / BitsInWord;
        said = new ulong[3 + outcomeWords + columns.Length];
    }

    /// <summary>The numbers of the units of a run, in the order in which results tell of them. The lowest bit says whether a unit is included.</summary>
    public static ulong[] Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var prints = new ulong[result.Units.Listed.Count];
        Parallel.For(0, (prints.Length + UnitsInPart - 1) / UnitsInPart, part =>
        {
            var (own, end) = (new UnitPrints(result), Math.Min(prints.Length, (part + 1) * UnitsInPart));
            for (var from = part * UnitsInPart; from < end; from += UnitTexts.AtOnce)
            {
                own.Write(prints.AsSpan(from..Math.Min(end, from + UnitTexts.AtOnce)), from);
            }
        });
        return prints;
    }

    /// <summary>Of what the numbers of two runs must be alike to be compared, in hexadecimal.</summary>
    public static string NameOf(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return PieceIdentity.Of(result.RuleSet, result.From, result.To);
    }

    /// <summary>Whether a unit with such a number is included.</summary>
    public static bool IsIncluded(ulong print) => (print & 1) != 0;

    private void Write(Span<ulong> prints, int from)
    {
        var units = result.Units.ListedIn(from, from + prints.Length);
        texts.GoOn(units);
        for (var i = 0; i < units.Length; i++)
        {
            prints[i] = Print(i, units[i]);
        }
    }

    private ulong Print(int i, int unit)
    {
        Array.Clear(said);
        var status = result.Units.Statuses[unit];
        (said[0], said[1], said[2]) = (XxHash3.HashToUInt64(texts.Key(i)), Name(i), (ulong)status);
        for (var rule = 0; rule < result.Units.Outcomes.Length; rule++)
        {
            var sign = result.Units.Outcomes[rule].Read(unit) switch { true => 1UL, false => 2UL, null => 0UL };
            said[3 + (2 * rule / BitsInWord)] |= sign << (2 * rule);
        }

        var isIncluded = status == DecisionStatus.Included;
        for (var column = 0; isIncluded && column < columns.Length; column++)
        {
            said[3 + outcomeWords + column] = columns[column].PrintOf(unit);
        }

        var print = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(said.AsSpan()));
        return isIncluded ? print | 1 : print & ~1UL;
    }

    // That of nobody is 0.
    private ulong Name(int i)
    {
        if (texts.Participant(i) is var participant && participant < 0)
        {
            return 0;
        }

        if (participant != last)
        {
            (last, name) = (participant, XxHash3.HashToUInt64(texts.Name(i)));
        }

        return name;
    }
}
