using Cahier.Facts.Columns;

namespace Cahier.Facts.Patches;

/// <summary>Rows of a patched table that stand together as they stood.</summary>
/// <param name="Came">Whether they stand among the rows that came; else in the former table.</param>
/// <param name="From">The first of them there.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Start">Where the first stands now.</param>
internal readonly record struct RowRun(bool Came, int From, int Count, int Start);

/// <summary>Where the rows of a patched table come from, in the order in which they stand now. Not to be changed once it is made.</summary>
internal sealed class RowRuns
{
    private readonly List<RowRun> runs = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>All rows of a table as they stand.</summary>
    public static RowRuns AllOf(int count)
    {
        var runs = new RowRuns();
        runs.Add(came: false, 0, count);
        return runs;
    }

    public IReadOnlyList<RowRun> All => runs;

    /// <summary>Adds rows after those that are there.</summary>
    public void Add(bool came, int from, int count)
    {
        if (runs is [.., var last] && last.Came == came && last.From + last.Count == from)
        {
            runs[^1] = last with { Count = last.Count + count };
        }
        else if (count > 0)
        {
            runs.Add(new RowRun(came, from, count, Count));
        }

        Count += count;
    }

    /// <summary>Whether these are all rows of a former table, and no others.</summary>
    public bool AreAllOf(int formerCount) => Count == formerCount && runs is [] or [{ Came: false }];

    /// <summary>The run that a row stands in.</summary>
    public RowRun Of(int row)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].Start <= row ? (middle, high) : (low, middle - 1);
        }

        return runs[low];
    }

    /// <summary>Marks by row.</summary>
    public ulong[] Take(in Values<ulong> former, in Values<ulong> came)
    {
        var bits = Bits.Make(Count);
        foreach (var run in runs)
        {
            ref readonly var from = ref run.Came ? ref came : ref former;
            if (from.Length > 0)
            {
                Bits.Copy(from, run.From, bits, run.Start, run.Count);
            }
        }

        return bits;
    }
}
