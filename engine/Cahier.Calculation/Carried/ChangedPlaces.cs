using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Models;

namespace Cahier.Calculation.Carried;

/// <summary>
/// Finds where units that are found anew stand among those of a former run: by participant, and then as they stand among the
/// facts. Of each unit of the former run its row is known, and of each participant how many units it had.
/// </summary>
internal sealed class ChangedPlaces
{
    private readonly RunFigures former;
    private readonly ChangedBundles bundles;
    private readonly Entity entity;

    // Where the units of each participant begin, after those of nobody.
    private readonly int[] starts;

    public ChangedPlaces(RunFigures former, ChangedBundles bundles, Entity entity)
    {
        (this.former, this.bundles, this.entity) = (former, bundles, entity);
        var counts = former.Listed.Read();
        starts = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
        {
            starts[i + 1] = starts[i] + counts[i];
        }
    }

    /// <summary>Finds the changes, in order.</summary>
    /// <param name="formerRows">For each unit of the former run, as its results tell of them, its row.</param>
    /// <param name="gone">The units that are not to be there any more, as they were.</param>
    /// <param name="came">The run whose units at hand are there instead.</param>
    public ImmutableArray<ListedChange> Find(ReadOnlySpan<int> formerRows, RunFrame gone, RunResult came)
    {
        var changes = ImmutableArray.CreateBuilder<ListedChange>();
        var (wentAt, cameAt) = (WentAt(formerRows, gone), CameAt(formerRows, came));
        for (int went = 0, next = 0; went < wentAt.Length || next < cameAt.Length;)
        {
            var at = Math.Min(went < wentAt.Length ? wentAt[went] : int.MaxValue, next < cameAt.Length ? cameAt[next] : int.MaxValue);
            var (formerTo, from) = (at, next);
            while (true)
            {
                if (next < cameAt.Length && cameAt[next] == formerTo)
                {
                    next++;
                }
                else if (went < wentAt.Length && wentAt[went] == formerTo)
                {
                    (went, formerTo) = (went + 1, formerTo + 1);
                }
                else
                {
                    break;
                }
            }

            changes.Add(new ListedChange(at, formerTo, from, next));
        }

        return changes.ToImmutable();
    }

    private int[] WentAt(ReadOnlySpan<int> formerRows, RunFrame gone)
    {
        var units = gone.Units;
        var places = PlacesOf(gone.Participants.Names);
        var at = new int[units.Count];
        for (var i = 0; i < at.Length; i++)
        {
            var unit = units.Listed[i];
            var place = units.Participants[unit] < 0 ? 0 : places[units.Participants[unit]] + 1;
            at[i] = starts[place] + formerRows[starts[place]..starts[place + 1]].BinarySearch(bundles.RowOfGone(entity, units.Rows[unit]));
        }

        return at;
    }

    // Before which unit of the former run each stands.
    private int[] CameAt(ReadOnlySpan<int> formerRows, RunResult came)
    {
        var units = came.Units;
        var places = PlacesOf(came.Participants.Names);
        var at = new int[units.Count];
        for (var i = 0; i < at.Length; i++)
        {
            var unit = units.Listed[i];
            var known = units.Participants[unit] < 0 ? -1 : places[units.Participants[unit]];
            var isNew = units.Participants[unit] >= 0 && known < 0;

            // Of a new participant the place is where it would be.
            at[i] = isNew ? starts[~known + 1] : starts[known + 1] + Place(formerRows[starts[known + 1]..starts[known + 2]], bundles.FormerFrom(entity, units.Rows[unit]));
        }

        return at;
    }

    private int[] PlacesOf(string[] names) => Array.ConvertAll(names, name => Array.BinarySearch(former.Names, name, StringComparer.Ordinal));

    private static int Place(ReadOnlySpan<int> rows, int row) => rows.BinarySearch(row) is var place && place < 0 ? ~place : place;
}
