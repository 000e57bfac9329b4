using System.Collections.Immutable;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;

namespace Cahier.Storage.Differences;

/// <summary>
/// Where a run that took over the figures of a run that the store keeps whole differs from it, unit by unit; and the units that
/// stand in parts of tables in which something differs. Of all others nothing is found.
/// </summary>
internal sealed class CarriedRows
{
    // One unit in so many may differ; beyond that a run is kept whole.
    private const int Share = 8;

    private readonly CarriedRun run;
    private readonly KeptPrints former;

    // Of each change the first unit at hand, as results tell of those.
    private readonly List<int> cameFrom = [];
    private readonly List<RowChange> changes = [];

    private CarriedRows(CarriedRun run, KeptPrints former)
    {
        (this.run, this.former) = (run, former);
        Find(UnitPrints.Of(run.Result));
    }

    /// <summary>The prints of all units of the run.</summary>
    public ulong[] Prints { get; private set; } = [];

    /// <summary>Where the run differs.</summary>
    public RunDifference Difference { get; private set; } = null!;

    /// <summary>What is known of the parts of its tables.</summary>
    public ResultParts Known { get; private set; } = null!;

    /// <summary>The run, with the units at hand that stand in other parts.</summary>
    public RunResult Result { get; private set; } = null!;

    /// <summary>Finds where a run differs; null when too much does, or the former run does not keep what it takes.</summary>
    public static CarriedRows? Of(CarriedRun run, KeptPrints former)
    {
        if (former.Rows.Length == 0 && former.Prints.Length > 0)
        {
            return null;
        }

        var rows = new CarriedRows(run, former);
        return rows.changes.Sum(c => (long)c.Count) <= former.Prints.Length / Share && RunDifference.Fit(rows.changes, UnitRows.MostOfUnit(run.Result)) && rows.Finish() ? rows : null;
    }

    // Of a bundle that is another, units may be the same.
    private void Find(ulong[] came)
    {
        var prints = former.Prints.Span;
        var moved = 0;
        foreach (var change in run.Changes(former.RowsOfUnits))
        {
            var before = prints[change.FormerFrom..change.FormerTo];
            ReadOnlySpan<ulong> now = came.AsSpan(change.From..change.To);
            var first = before.CommonPrefixLength(now);
            var last = SameAtEnd(before[first..], now[first..]);
            var (gone, put) = (before.Length - first - last, now.Length - first - last);
            if (gone > 0 || put > 0)
            {
                var from = change.FormerFrom + first;
                changes.Add(new RowChange(from, from + gone, from + moved, from + moved + put));
                cameFrom.Add(change.From + first);
                moved += put - gone;
            }
        }

        Prints = Together(came, former.Prints.Length + moved);
    }

    private static int SameAtEnd(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var same = 0;
        while (same < Math.Min(one.Length, other.Length) && one[^(same + 1)] == other[^(same + 1)])
        {
            same++;
        }

        return same;
    }

    private ulong[] Together(ulong[] came, int count)
    {
        var all = GC.AllocateUninitializedArray<ulong>(count);
        var prints = former.Prints.Span;
        var next = 0;
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            prints[next..change.BaseFrom].CopyTo(all.AsSpan(change.From - (change.BaseFrom - next)));
            came.AsSpan(cameFrom[i], change.To - change.From).CopyTo(all.AsSpan(change.From));
            next = change.BaseTo;
        }

        prints[next..].CopyTo(all.AsSpan(count - (prints.Length - next)));
        return all;
    }

    private bool Finish()
    {
        Difference = RunDifference.Of(former, Prints, changes);
        if (KnownParts.Of(former, Prints, Difference) is not { } known)
        {
            return false;
        }

        Known = known;
        var (listed, included) = (Ranges(known.Decisions), Ranges(known.Payments));
        Result = run.With(new ListedRows(listed, [.. Rows(listed.SelectMany(r => Enumerable.Range(r.From, r.To - r.From)))]), new ListedRows(included, [.. Rows(Included(included))]));
        return true;
    }

    // Parts that are left, neighbours together: what differs may stand in several.
    private static ImmutableArray<(int From, int To)> Ranges(TableParts parts)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var part in parts.Left)
        {
            var (from, to) = (part == 0 ? 0 : parts.Ends[part - 1], parts.Ends[part]);
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

    // Where the units of ranges among those that are included stand among all.
    private IEnumerable<int> Included(ImmutableArray<(int From, int To)> ranges)
    {
        var (range, number) = (0, 0);
        for (var place = 0; place < Prints.Length && range < ranges.Length; place++)
        {
            if (!UnitPrints.IsIncluded(Prints[place]))
            {
                continue;
            }

            if (number >= ranges[range].From)
            {
                yield return place;
            }

            number++;
            range += number == ranges[range].To ? 1 : 0;
        }
    }

    /// <summary>The rows of units among the facts now.</summary>
    /// <param name="places">Where they stand among all, ascending.</param>
    private IEnumerable<int> Rows(IEnumerable<int> places)
    {
        var next = 0;
        foreach (var place in places)
        {
            while (next < changes.Count && changes[next].To <= place)
            {
                next++;
            }

            // Units after a change stand as far from those of the base as its end does.
            yield return next < changes.Count && changes[next].From <= place
                ? run.RowOfCame(cameFrom[next] + place - changes[next].From)
                : run.RowOfFormer(former.RowsOfUnits[place + (next == 0 ? 0 : changes[next - 1].BaseTo - changes[next - 1].To)]);
        }
    }
}
