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

    private CarriedRows(CarriedRun run, KeptPrints former) => (this.run, this.former) = (run, former);

    /// <summary>Where the run differs.</summary>
    public RunDifference Difference { get; private set; } = null!;

    /// <summary>What is known of the parts of its tables.</summary>
    public ResultParts Known { get; private set; } = null!;

    /// <summary>The run, with the units at hand that stand in other parts.</summary>
    public RunResult Result { get; private set; } = null!;

    /// <summary>Finds where a run differs; null when too much does, or the former run does not keep what it takes.</summary>
    public static CarriedRows? Of(CarriedRun run, KeptPrints former)
    {
        var rows = new CarriedRows(run, former);
        return (former.Rows.Length > 0 || former.Prints.Length == 0) && rows.Find() ? rows : null;
    }

    private bool Find()
    {
        var changes = Changes(UnitPrints.Of(run.Result));
        if (changes.All.Sum(c => (long)c.Count) > former.Prints.Length / Share
            || RunDifference.Of(former, changes, UnitRows.MostOfUnit(run.Result)) is not { } difference
            || ChangedParts.Of(former, changes, difference) is not var (decisions, payments))
        {
            return false;
        }

        Difference = difference;
        Known = new ResultParts(decisions.Parts, payments.Parts);
        Result = run.With(Rows(decisions), Rows(payments));
        return true;
    }

    // Of a bundle that is another, units may be the same.
    private UnitChanges Changes(ulong[] came)
    {
        var (changes, cameFrom) = (new List<RowChange>(), new List<int>());
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

        return new UnitChanges(changes, came, cameFrom);
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

    // The units of parts that are left, by their rows among the facts now.
    private ListedRows Rows(ChangedParts parts)
    {
        var formerRows = former.RowsOfUnits;
        var units = parts.Units;
        var rows = new int[units.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = units[i] < 0 ? run.RowOfCame(~units[i]) : run.RowOfFormer(formerRows[units[i]]);
        }

        return new ListedRows(parts.Ranges(), rows);
    }
}
