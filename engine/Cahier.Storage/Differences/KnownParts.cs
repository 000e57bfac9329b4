using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Storage.Differences;

/// <summary>
/// Which parts of the tables of a run have the hashes of those of its base: those that the base has with the same units, none of
/// which differs.
/// </summary>
internal static class KnownParts
{
    private const int WordsOfHash = TableParts.HashSize / sizeof(ulong);

    /// <summary>What is known of the parts of a run; null when the base keeps no hashes of its own.</summary>
    public static ResultParts? Of(KeptPrints former, ulong[] now, RunDifference difference)
    {
        var (decisions, payments) = ((TableParts?)null, (TableParts?)null);
        Parallel.Invoke(
            Processors.All(),
            () => decisions = Of(former.Decisions, Ends(former.Prints.Span, includedOnly: false), Ends(now, includedOnly: false), difference.Listed),
            () => payments = Of(former.Payments, Ends(former.Prints.Span, includedOnly: true), Ends(now, includedOnly: true), [.. difference.Included.Where(c => c.Count > 0)]));
        return decisions is null || payments is null ? null : new ResultParts(decisions, payments);
    }

    private static TableParts? Of(Values<ulong> former, int[] formerEnds, int[] ends, ImmutableArray<RowChange> changes)
    {
        if (former.Length != formerEnds.Length * WordsOfHash)
        {
            return null;
        }

        var (known, left) = (new TableParts(ends, new byte[ends.Length * TableParts.HashSize], []), new List<int>());
        var (change, formerPart, from) = (0, 0, 0);
        for (var part = 0; part < ends.Length; from = ends[part++])
        {
            while (change < changes.Length && changes[change].To <= from)
            {
                change++;
            }

            if (change < changes.Length && changes[change].From < ends[part])
            {
                left.Add(part);
                continue;
            }

            // Units after a change stand as far from those of the base as its end does.
            var moved = change == 0 ? 0 : changes[change - 1].BaseTo - changes[change - 1].To;
            while (formerPart < formerEnds.Length && formerEnds[formerPart] < ends[part] + moved)
            {
                formerPart++;
            }

            if (formerPart < formerEnds.Length && formerEnds[formerPart] == ends[part] + moved && (formerPart == 0 ? 0 : formerEnds[formerPart - 1]) == from + moved)
            {
                MemoryMarshal.AsBytes(former.AsSpan(formerPart * WordsOfHash, WordsOfHash)).CopyTo(known.Hashes.AsSpan(part * TableParts.HashSize));
            }
            else
            {
                left.Add(part);
            }
        }

        return known with { Left = [.. left] };
    }

    // Where parts end, counted among the units that a table has.
    private static int[] Ends(ReadOnlySpan<ulong> prints, bool includedOnly)
    {
        var ends = new List<int>();
        var count = 0;
        var isOpen = false;
        foreach (var print in prints)
        {
            if (!includedOnly || UnitPrints.IsIncluded(print))
            {
                count++;
                isOpen = !UnitPrints.EndsPart(print);
                if (!isOpen)
                {
                    ends.Add(count);
                }
            }
        }

        return isOpen ? [.. ends, count] : [.. ends];
    }
}
