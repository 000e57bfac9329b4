using System.Collections.Immutable;
using Cahier.Calculation.Output;

namespace Cahier.Storage.Differences;

/// <summary>Where the rows of a run differ from those of its base, which are kept whole.</summary>
/// <param name="Base">The number of the base.</param>
/// <param name="Listed">Which units differ, counted as decisions list them.</param>
/// <param name="Included">The same, counted among included units.</param>
/// <param name="IncludedInBase">How many units the base includes.</param>
/// <param name="LinesInBase">How many amounts of participants the base has.</param>
internal sealed record RunDifference(long Base, ImmutableArray<RowChange> Listed, ImmutableArray<RowChange> Included, int IncludedInBase, int LinesInBase)
{
    /// <summary>Holds the prints of a run against those of its base; null when too much differs for a difference to be worth it.</summary>
    /// <param name="former">What is kept of the base.</param>
    /// <param name="now">The prints of the run.</param>
    /// <param name="rowsOfUnit">How many rows a unit has in the table where it has most.</param>
    public static RunDifference? Of(KeptPrints former, ulong[] now, int rowsOfUnit)
    {
        return PrintComparison.Of(former.Prints.Span, now) is { } changes && Fit(changes, rowsOfUnit) ? Of(former, now, changes) : null;
    }

    /// <summary>The same where the changes are known.</summary>
    public static RunDifference Of(KeptPrints former, ulong[] now, IReadOnlyList<RowChange> changes)
    {
        var prints = former.Prints.Span;
        var included = ImmutableArray.CreateBuilder<RowChange>(changes.Count);
        var (at, inBase, inRun) = (0, 0, 0);
        foreach (var change in changes)
        {
            // Between changes both are the same.
            var same = CountOf(prints[at..change.BaseFrom]);
            var (from, to) = (inBase + same, inRun + same);
            (inBase, inRun) = (from + CountOf(prints[change.BaseFrom..change.BaseTo]), to + CountOf(now.AsSpan(change.From..change.To)));
            included.Add(new RowChange(from, inBase, to, inRun));
            at = change.BaseTo;
        }

        return new RunDifference(former.Run, [.. changes], included.MoveToImmutable(), inBase + CountOf(prints[at..]), former.Lines);
    }

    /// <summary>Whether the rows of changes fit between those of the base.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="rowsOfUnit">How many rows a unit has in the table where it has most.</param>
    public static bool Fit(IEnumerable<RowChange> changes, int rowsOfUnit) => changes.All(c => (long)(c.To - c.From) * rowsOfUnit < RowPlaces.Room);

    private static int CountOf(ReadOnlySpan<ulong> prints)
    {
        var count = 0;
        foreach (var print in prints)
        {
            count += UnitPrints.IsIncluded(print) ? 1 : 0;
        }

        return count;
    }
}
