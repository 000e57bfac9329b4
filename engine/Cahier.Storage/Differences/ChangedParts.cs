using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;

namespace Cahier.Storage.Differences;

/// <summary>
/// Which parts of a table of a run are not those of its base, and the units that stand in these. Only the units of such parts are
/// gone through: a part that has the same units as one of the base has its hash.
/// </summary>
internal sealed class ChangedParts
{
    private readonly KeptPrints former;
    private readonly UnitChanges changes;
    private readonly bool includedOnly;
    private readonly Values<ulong> ends;
    private readonly ImmutableArray<RowChange> of;
    private readonly ImmutableArray<KnownStretch>.Builder stretches = ImmutableArray.CreateBuilder<KnownStretch>();
    private readonly ImmutableArray<(int From, int To)>.Builder left = ImmutableArray.CreateBuilder<(int From, int To)>();
    private readonly List<int> units = [];

    // The next unit of the base: its place among those of the table, among all, and its part; and the next of the run.
    private int at;
    private int place;
    private int part;
    private int now;

    // Where a part that is left begins; −1 when none does.
    private int open = -1;
    private int change;

    private ChangedParts(KeptPrints former, UnitChanges changes, RunDifference difference, bool includedOnly)
    {
        (this.former, this.changes, this.includedOnly) = (former, changes, includedOnly);
        (ends, of) = includedOnly ? (former.Ends.Included, difference.Included) : (former.Ends.Listed, difference.Listed);
    }

    /// <summary>The parts.</summary>
    public TableParts Parts { get; private set; } = null!;

    /// <summary>The units of those that are left, one after the other: the place of one that the base has too, counted among all, or the complement of the place of one that came.</summary>
    public IReadOnlyList<int> Units => units;

    /// <summary>Where parts that are left stand, neighbours together.</summary>
    public ImmutableArray<(int From, int To)> Ranges()
    {
        var ranges = new List<(int From, int To)>();
        foreach (var (from, to) in left)
        {
            if (ranges is [.., var last] && last.To == from)
            {
                ranges[^1] = last with { To = to };
            }
            else
            {
                ranges.Add((from, to));
            }
        }

        return [.. ranges];
    }

    /// <summary>What is known of the parts of both tables; null when the base keeps no hashes of its own.</summary>
    /// <param name="former">What is kept of the base.</param>
    /// <param name="changes">Where the run differs.</param>
    /// <param name="difference">The same, counted in both tables.</param>
    public static (ChangedParts Decisions, ChangedParts Payments)? Of(KeptPrints former, UnitChanges changes, RunDifference difference) =>
        Of(former, changes, difference, includedOnly: false) is { } decisions && Of(former, changes, difference, includedOnly: true) is { } payments ? (decisions, payments) : null;

    private static ChangedParts? Of(KeptPrints former, UnitChanges changes, RunDifference difference, bool includedOnly)
    {
        var parts = new ChangedParts(former, changes, difference, includedOnly);
        var hashes = includedOnly ? former.Payments : former.Decisions;
        if (hashes.Length != parts.ends.Length * TableParts.WordsOfHash)
        {
            return null;
        }

        parts.Find();
        parts.Parts = new TableParts(hashes, parts.stretches.DrainToImmutable(), parts.left.ToImmutable());
        return parts;
    }

    private void Find()
    {
        while (NextChange())
        {
            var known = part;
            var (first, before) = (Begin(PartAt(of[change].BaseFrom)), left.Count);
            GoThrough();
            stretches.Add(new KnownStretch(known, first - known, left.Count - before));
        }

        stretches.Add(new KnownStretch(part, ends.Length - part, 0));
    }

    // Changes of units that the table has none of are none of its.
    private bool NextChange()
    {
        while (change < of.Length && of[change].Count == 0)
        {
            change++;
        }

        return change < of.Length;
    }

    // What comes at the end belongs to the last part, if that has not ended.
    private int PartAt(int unit)
    {
        var found = PartEnds.PartAt(ends, unit);
        return found == ends.Length && found > 0 && !UnitPrints.EndsPart(former.Prints[PlaceOf(found) - 1]) ? found - 1 : found;
    }

    private int Begin(int next)
    {
        // Up to there both have the same units.
        now += StartOf(next) - at;
        (part, at, place) = (next, StartOf(next), PlaceOf(next));
        return next;
    }

    private int StartOf(int next) => next == 0 ? 0 : PartEnds.Place(ends[next - 1]);

    // Of the first unit of a part, or of one before that the table does not have.
    private int PlaceOf(int next) => next == 0 ? 0 : includedOnly ? PartEnds.Other(ends[next - 1]) : PartEnds.Place(ends[next - 1]);

    // Until a part of the base begins where one of the run does, and nothing in it changed.
    private void GoThrough()
    {
        while (true)
        {
            var isNext = NextChange();
            if (isNext && of[change].BaseFrom == at)
            {
                Put();
            }
            else if (part == ends.Length || (open < 0 && at == StartOf(part) && !(isNext && PartAt(of[change].BaseFrom) == part)))
            {
                break;
            }
            else
            {
                GoOn();
            }
        }

        if (open >= 0)
        {
            End();
        }
    }

    private void Put()
    {
        var first = changes.From[change];
        foreach (var print in changes.CameOf(change))
        {
            Take(~first++, print);
        }

        MoveTo(of[change].BaseTo, changes.All[change].BaseTo);
        change++;
    }

    private void GoOn()
    {
        var prints = former.Prints.Span;
        while (includedOnly && !UnitPrints.IsIncluded(prints[place]))
        {
            place++;
        }

        Take(place, prints[place]);
        MoveTo(at + 1, place + 1);
    }

    private void MoveTo(int next, int nextPlace)
    {
        (at, place) = (next, nextPlace);
        while (part < ends.Length && PartEnds.Place(ends[part]) <= at)
        {
            part++;
        }
    }

    private void Take(int unit, ulong print)
    {
        if (includedOnly && !UnitPrints.IsIncluded(print))
        {
            return;
        }

        units.Add(unit);
        open = open < 0 ? now : open;
        now++;
        if (UnitPrints.EndsPart(print))
        {
            End();
        }
    }

    private void End()
    {
        left.Add((open, now));
        open = -1;
    }
}
