using Cahier.Calculation.Results;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Runs;

/// <summary>The rows of the unit's entity that lie in the period: the units of a run.</summary>
internal sealed class PeriodRows
{
    private readonly ulong[] words;

    /// <param name="days">For each row of the table its day.</param>
    /// <param name="words">A bit for each row that is in the period.</param>
    /// <param name="share">Does work in parts.</param>
    public PeriodRows(Values<int> days, ulong[] words, Sharing share)
        : this(days, words, Places.Some(days.Length, words, share))
    {
    }

    /// <param name="days">For each of the rows its day.</param>
    /// <param name="words">A bit for each row that is in the period.</param>
    /// <param name="places">The places of these rows.</param>
    public PeriodRows(Values<int> days, ulong[] words, Places places)
    {
        Days = days;
        this.words = words;
        Places = places;
        Rows = Places.Of ?? [.. Enumerable.Range(0, days.Length)];
    }

    /// <summary>For each row of the table its day.</summary>
    public Values<int> Days { get; }

    /// <summary>The rows, each the place of a unit.</summary>
    public Places Places { get; }

    /// <summary>For each unit its row.</summary>
    public int[] Rows { get; }

    /// <summary>Those of them that stand among some.</summary>
    /// <param name="among">A bit for each row that does.</param>
    /// <param name="share">Does work in parts.</param>
    public PeriodRows Among(ulong[] among, Sharing share) => new(Days, [.. words.Zip(among, (one, other) => one & other)], share);
}
