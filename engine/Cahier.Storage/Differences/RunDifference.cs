using System.Collections.Immutable;

namespace Cahier.Storage.Differences;

/// <summary>Where the rows of a run differ from those of its base, which are kept whole.</summary>
/// <param name="Base">The number of the base.</param>
/// <param name="Listed">Which units differ, counted as decisions list them.</param>
/// <param name="Included">The same, counted among included units.</param>
/// <param name="IncludedInBase">How many units the base includes.</param>
/// <param name="LinesInBase">How many amounts of participants the base has.</param>
internal sealed record RunDifference(long Base, ImmutableArray<RowChange> Listed, ImmutableArray<RowChange> Included, int IncludedInBase, int LinesInBase)
{
    /// <summary>Counts where a run differs from its base in both tables; null when what came does not fit between the rows of the base.</summary>
    /// <param name="former">What is kept of the base.</param>
    /// <param name="changes">Where the run differs.</param>
    /// <param name="rowsOfUnit">How many rows a unit has in the table where it has most.</param>
    public static RunDifference? Of(KeptPrints former, UnitChanges changes, int rowsOfUnit)
    {
        if (changes.All.Any(c => (long)(c.To - c.From) * rowsOfUnit >= RowPlaces.Room))
        {
            return null;
        }

        var prints = former.Prints.Span;
        var included = ImmutableArray.CreateBuilder<RowChange>(changes.All.Count);
        var moved = 0;
        foreach (var (i, change) in changes.All.Index())
        {
            var from = former.Ends.IncludedBefore(change.BaseFrom, prints);
            var to = from + PartEnds.CountOfIncludedIn(prints[change.BaseFrom..change.BaseTo]);
            var came = PartEnds.CountOfIncludedIn(changes.CameOf(i));
            included.Add(new RowChange(from, to, from + moved, from + moved + came));
            moved += came - (to - from);
        }

        return new RunDifference(former.Run, [.. changes.All], included.MoveToImmutable(), former.Ends.CountOfIncluded, former.Lines);
    }
}
