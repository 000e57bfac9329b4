using System.Collections.Immutable;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;

namespace Cahier.Rules.Checking;

/// <summary>Two rows that match together, from 0, and inputs for which they do.</summary>
internal sealed record RowOverlap(int Former, int Later, string Example);

/// <summary>
/// Proves or refutes that the rows of a table leave no gap and do not overlap, by trying every combination of inputs that
/// the cells can tell apart. Cells that hold calculations, and very large tables, are left unproven.
/// </summary>
internal sealed class TableProof
{
    private const int MostSteps = 200_000;

    private readonly DecisionTable table;
    private readonly IReadOnlyList<FeelType> inputs;
    private readonly bool[] reached;
    private readonly string[] path;
    private int steps;

    private TableProof(DecisionTable table, IReadOnlyList<FeelType> inputs)
    {
        this.table = table;
        this.inputs = inputs;
        reached = new bool[table.Rows.Length];
        path = new string[inputs.Count];
    }

    /// <summary>Whether the table has a value for all values of its inputs.</summary>
    public bool IsTotal { get; private set; }

    /// <summary>The first values for which no row matches, when there is no default and the inputs are not open texts.</summary>
    public string? Gap { get; private set; }

    /// <summary>Rows that match together although the hit policy forbids it.</summary>
    public RowOverlap? Overlap { get; private set; }

    /// <summary>Rows that never decide anything, from 0.</summary>
    public ImmutableArray<int> Unreached { get; private set; } = [];

    private bool HasGap { get; set; }

    public static TableProof Of(DecisionTable table, IReadOnlyList<FeelType> inputs)
    {
        var proof = new TableProof(table, inputs);
        proof.Prove();
        return proof;
    }

    private void Prove()
    {
        if (table.Rows.Any(r => r.Tests.Any(t => !TableAxis.Understands(t))) || !Cover([.. Enumerable.Range(0, table.Rows.Length)], 0))
        {
            Overlap = null;
            Gap = null;
            return;
        }

        IsTotal = Overlap is null && (!HasGap || table.Otherwise is not null || HitPolicies.GivesList(table.Policy) || table.Policy == HitPolicy.CollectCount);
        Gap = IsTotal ? null : Gap;
        Unreached = [.. Enumerable.Range(0, reached.Length).Where(r => !reached[r])];
    }

    /// <summary>Walks through the combinations of inputs from one on; false when there are too many.</summary>
    private bool Cover(List<int> rows, int input)
    {
        if (++steps > MostSteps)
        {
            return false;
        }

        if (rows.Count == 0)
        {
            NoteGap(input);
            return true;
        }

        if (input == inputs.Count)
        {
            Decide(rows);
            return true;
        }

        foreach (var (sample, text, isOpen) in TableAxis.Of(inputs[input], rows.Select(r => table.Rows[r].Tests[input])))
        {
            path[input] = isOpen ? "" : $"{table.Inputs[input]} {text}";
            var accepting = rows.Where(r => table.Rows[r].Tests[input].Accepts(sample) == true).ToList();
            steps += rows.Count / 64;
            if (!Cover(accepting, input + 1))
            {
                return false;
            }
        }

        return true;
    }

    private void NoteGap(int inputsTried)
    {
        HasGap = true;
        var tried = path[..inputsTried];
        if (Gap is null && !tried.Contains(""))
        {
            Gap = string.Join(" and ", tried);
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
            if (table.Policy is HitPolicy.Unique or HitPolicy.Any && !agree)
            {
                Overlap ??= new RowOverlap(rows[0], row, string.Join(" and ", path.Select((p, i) => p.Length == 0 ? $"any other {table.Inputs[i]}" : p)));
            }

            reached[row] = true;
        }
    }
}
