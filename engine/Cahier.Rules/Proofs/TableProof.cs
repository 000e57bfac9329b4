using System.Collections.Immutable;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;

namespace Cahier.Rules.Proofs;

/// <summary>Two rows that match together, from 0, and inputs for which they do.</summary>
internal sealed record RowOverlap(int Former, int Later, string Example);

/// <summary>Inputs for which no row matches: in words, and one of them as values.</summary>
/// <param name="IsOther">Whether it is only texts that no cell names.</param>
internal sealed record TableGap(string Words, string Example, bool IsOther);

/// <summary>
/// Proves or refutes that the rows of a table leave no gap, do not overlap and are all needed. It sweeps over one input
/// after the other: wherever a row begins or ends to match, the rows that match there are looked at for the next input.
/// The inputs that tell most rows apart come first, so that a tariff of thousands of rows falls apart into single rows.
/// </summary>
internal sealed class TableProof
{
    private const int MostSteps = 5_000_000;
    private const int MostGaps = 1000;

    private readonly DecisionTable table;
    private readonly Axis[] axes;
    private readonly Part[][] cells;
    private readonly int[] order;
    private readonly (int From, int To)[] at;
    private readonly bool[] reached;
    private readonly Dictionary<int, RowOverlap> overlaps = [];
    private readonly List<TableGap> gaps = [];
    private int gapCount;
    private int steps;

    private TableProof(DecisionTable table, Axis[] axes, Part[][] cells)
    {
        this.table = table;
        this.axes = axes;
        this.cells = cells;
        order = [.. Enumerable.Range(0, axes.Length).OrderByDescending(a => cells.Count(row => row[a].Runs is [var (from, to)] && from == to))];
        at = new (int, int)[axes.Length];
        reached = new bool[table.Rows.Length];
    }

    /// <summary>Why nothing is proven, or null when everything is.</summary>
    public string? Unproven { get; private init; }

    /// <summary>Whether the table has a value for all values of its inputs.</summary>
    public bool IsTotal => Unproven is null && overlaps.Count == 0 && (gapCount == 0 || table.Otherwise is not null || HitPolicies.GivesList(table.Policy) || table.Policy == HitPolicy.CollectCount);

    /// <summary>Inputs for which no row matches; the first of them when there are very many.</summary>
    public IReadOnlyList<TableGap> Gaps => gaps;

    /// <summary>How many gaps there are.</summary>
    public int GapCount => gapCount;

    /// <summary>Rows that match together although the hit policy forbids it: one for each later row.</summary>
    public ImmutableArray<RowOverlap> Overlaps => [.. overlaps.OrderBy(o => o.Key).Select(o => o.Value)];

    /// <summary>Rows that never decide anything, from 0.</summary>
    public ImmutableArray<int> Unreached => Unproven is null ? [.. Enumerable.Range(0, reached.Length).Where(r => !reached[r])] : [];

    public static TableProof Of(DecisionTable table, IReadOnlyList<FeelType> inputs)
    {
        var read = table.Rows.Select(r => r.Tests.Select(CellReading.Of).ToArray()).ToArray();
        if (Array.FindIndex(read, row => row.Contains(null)) is >= 0 and var row)
        {
            return new TableProof(table, [], []) { Unproven = $"row {row + 1} holds a calculation" };
        }

        var axes = inputs.Select((type, i) => AxisOf(type, read.Select(r => r[i]!))).ToArray();
        var proof = new TableProof(table, axes, [.. read.Select(r => r.Select((c, i) => axes[i].Where(c!, Outcome.True)).ToArray())]);
        return proof.Cover([.. Enumerable.Range(0, table.Rows.Length)], 0) ? proof : new TableProof(table, [], []) { Unproven = "its rows overlap in too many ways" };
    }

    private static Axis AxisOf(FeelType type, IEnumerable<Condition> cells)
    {
        var tests = cells.SelectMany(CellReading.TestsOf).ToList();
        return new Axis(new Term("?", type, tests.Exists(t => t.Kind == TestKind.Missing)), tests);
    }

    /// <summary>Looks at an input and those after it, for the rows that match so far; false when there are too many ways.</summary>
    private bool Cover(List<int> rows, int input)
    {
        if ((steps += rows.Count + 1) > MostSteps)
        {
            return false;
        }

        if (rows.Count == 0)
        {
            NoteGap(input);
            return true;
        }

        if (input == order.Length)
        {
            Decide(rows);
            return true;
        }

        var axis = order[input];
        var active = new SortedSet<int>();
        foreach (var (from, to, enter, leave) in Sweep(rows, axis))
        {
            active.ExceptWith(leave);
            active.UnionWith(enter);
            var here = axes[axis].All.And(Part.Of(from, to));
            if (here.IsEmpty)
            {
                continue;
            }

            at[axis] = (here.First, here.Runs[^1].To);
            if (!Cover([.. active], input + 1))
            {
                return false;
            }
        }

        return true;
    }

    // The stretches between the places at which a row begins or ends to match, in order, with the rows that do.
    private IEnumerable<(int From, int To, List<int> Enter, List<int> Leave)> Sweep(List<int> rows, int axis)
    {
        var places = new SortedDictionary<int, (List<int> Enter, List<int> Leave)>();
        (List<int> Enter, List<int> Leave) Place(int at)
        {
            if (!places.TryGetValue(at, out var place))
            {
                places[at] = place = ([], []);
            }

            return place;
        }

        var every = axes[axis].All;
        _ = Place(every.First);
        foreach (var row in rows)
        {
            foreach (var (from, to) in cells[row][axis].Runs)
            {
                Place(from).Enter.Add(row);
                Place(to + 1).Leave.Add(row);
            }
        }

        // The missing value is a case of its own, and so are the texts that no cell names.
        _ = Place(1);
        var starts = places.ToList();
        var last = every.Runs[^1].To;
        for (var i = 0; i < starts.Count; i++)
        {
            yield return (starts[i].Key, i + 1 < starts.Count ? starts[i + 1].Key - 1 : last, starts[i].Value.Enter, starts[i].Value.Leave);
        }
    }

    private void NoteGap(int tried)
    {
        var known = order.Take(tried).Order().ToList();
        // Of a missing value nothing is known, whatever the rows say.
        if (known.Exists(a => at[a].From == 0))
        {
            return;
        }

        gapCount++;
        if (gaps.Count < MostGaps)
        {
            var example = Enumerable.Range(0, axes.Length).Select(a => $"{table.Inputs[a]} = {axes[a].Sample(known.Contains(a) ? at[a].From : axes[a].Present.First)}");
            gaps.Add(new TableGap(string.Join(" and ", known.Select(a => $"{table.Inputs[a]} {axes[a].Words(at[a].From, at[a].To)}")), string.Join(", ", example), known.Exists(a => axes[a].IsOther(at[a].From))));
        }
    }

    private void Decide(List<int> rows)
    {
        reached[rows[0]] = true;
        if (table.Policy == HitPolicy.First)
        {
            return;
        }

        foreach (var row in rows.Skip(1))
        {
            var agree = table.Policy == HitPolicy.Any && table.Rows[row].Output.Equals(table.Rows[rows[0]].Output);
            if (table.Policy is HitPolicy.Unique or HitPolicy.Any && !agree && !overlaps.ContainsKey(row))
            {
                overlaps[row] = new RowOverlap(rows[0], row, string.Join(", ", axes.Select((axis, i) => $"{table.Inputs[i]} = {axis.Sample(at[i].From)}")));
            }

            reached[row] = true;
        }
    }
}
