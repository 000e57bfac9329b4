using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Output;

/// <summary>
/// Of each unit a number that tells whether all that tables say of it - its key, participant, decision, outcomes, values and
/// amounts - is the same in another run of the same text: what differs has the same number once in 2⁶² times. Found from columns,
/// without making the texts.
/// </summary>
public sealed class UnitPrints
{
    private const int UnitsInPart = 64 * UnitTexts.AtOnce;
    private const ulong Included = 1;
    private const ulong Ends = 2;

    private readonly RunResult result;
    private readonly ulong[] names;
    private readonly ImmutableArray<ResultColumn> columns;
    private readonly UnitTexts texts;
    private readonly ulong[] said;
    private readonly OutcomeBits outcomes;

    private UnitPrints(RunResult result, ulong[] names)
    {
        (this.result, this.names) = (result, names);
        texts = new UnitTexts(result);
        columns = [.. UnitColumn.Of(result).Select(v => v.Column), .. UnitLine.Of(result).Select(l => l.Amounts)];
        outcomes = new OutcomeBits(result.Units.Outcomes);
        said = new ulong[3 + outcomes.Words + columns.Length];
    }

    /// <summary>The numbers of the units of a run, in the order in which results tell of them. The lowest bits say whether a unit is included and whether a part of the tables ends after it.</summary>
    public static ulong[] Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);

        // That of nobody comes first.
        ulong[] names = [0, .. result.Participants.Names.Select(n => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(n.AsSpan())))];

        // As units stand among the facts, so that what is asked of them is read from one end to the other.
        var inOrder = GC.AllocateUninitializedArray<ulong>(result.Units.Count);
        InParts(result.Units.Count, (from, to) => new UnitPrints(result, names).Write(inOrder, from, to));
        var prints = GC.AllocateUninitializedArray<ulong>(result.Units.Count);
        InParts(prints.Length, (from, to) =>
        {
            var units = result.Units.ListedIn(from, to);
            for (var i = 0; i < units.Length; i++)
            {
                prints[from + i] = inOrder[units[i]];
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
    public static bool IsIncluded(ulong print) => (print & Included) != 0;

    /// <summary>Whether a part of the tables ends after a unit with such a number.</summary>
    public static bool EndsPart(ulong print) => (print & Ends) != 0;

    private static void InParts(int count, Action<int, int> work) =>
        Parallel.For(0, (count + UnitsInPart - 1) / UnitsInPart, Processors.All(), part => work(part * UnitsInPart, Math.Min(count, (part + 1) * UnitsInPart)));

    private void Write(ulong[] prints, int from, int to)
    {
        Span<int> units = stackalloc int[UnitTexts.AtOnce];
        for (var first = from; first < to; first += units.Length)
        {
            var next = units[..Math.Min(units.Length, to - first)];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = first + i;
            }

            texts.GoOn(next);
            outcomes.GoOn(first, next.Length);
            for (var i = 0; i < next.Length; i++)
            {
                prints[first + i] = Print(i, first + i);
            }
        }
    }

    private ulong Print(int i, int unit)
    {
        var status = result.Units.Statuses[unit];
        var key = XxHash3.HashToUInt64(texts.Key(i));
        var marks = UnitParts.EndsAfter(key) ? Ends : 0;
        (said[0], said[1], said[2]) = (key, names[texts.Participant(i) + 1], (ulong)status);
        outcomes.CopyTo(i, said.AsSpan(3));
        var values = said.AsSpan(3 + outcomes.Words);
        if (status != DecisionStatus.Included)
        {
            return Marked(said.AsSpan()[..^values.Length], marks);
        }

        for (var column = 0; column < values.Length; column++)
        {
            values[column] = columns[column].PrintOf(unit);
        }

        return Marked(said, marks | Included);
    }

    private static ulong Marked(ReadOnlySpan<ulong> said, ulong marks) => (XxHash3.HashToUInt64(MemoryMarshal.AsBytes(said)) & ~(Included | Ends)) | marks;
}
