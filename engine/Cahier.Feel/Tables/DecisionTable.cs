using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>An input of a table.</summary>
/// <param name="Name">Its name, by which a call may name its argument.</param>
/// <param name="Allowed">The values that it may have, or none (C#) when any will do.</param>
public sealed record TableInput(string Name, CellTest? Allowed);

/// <summary>A row of a decision table: a test per input, a value per output.</summary>
public sealed record DecisionRow(ImmutableArray<CellTest> Tests, FeelValue Output);

/// <summary>What a table decided, and by which rows (from 1).</summary>
public sealed record TableOutcome(FeelValue Value, ImmutableArray<int> Rows);

/// <summary>
/// A decision table ready for use. Rows are found by their values and bounds, not one by one, so a tariff of thousands of
/// rows costs no more than one of ten. Safe to share between threads.
/// </summary>
public sealed class DecisionTable
{
    private readonly ImmutableArray<TableInput> inputs;
    private readonly RowIndex index;
    private readonly Hits hits;

    // What is given when no row matches, and when one matches alone.
    private readonly FeelValue none;
    private readonly FeelValue[] alone;

    public DecisionTable(string name, ImmutableArray<TableInput> inputs, ImmutableArray<TableOutput> outputs, HitPolicy policy, ImmutableArray<DecisionRow> rows)
    {
        Name = name;
        this.inputs = inputs;
        Inputs = [.. inputs.Select(i => i.Name)];
        Policy = policy;
        Rows = rows;
        index = RowIndex.Of([.. rows.Select(r => r.Tests)]);
        hits = new Hits(name, policy, outputs);
        none = hits.Together([], []);
        alone = [.. rows.Select((r, i) => hits.Together([r.Output], [i + 1]))];
    }

    public string Name { get; }

    public ImmutableArray<string> Inputs { get; }

    public HitPolicy Policy { get; }

    /// <summary>What the table gives when no row matches, or none (C#).</summary>
    public FeelValue? Otherwise => hits.Otherwise;

    public ImmutableArray<DecisionRow> Rows { get; }

    /// <summary>The table as a function of its inputs.</summary>
    public FunctionValue ToFunction() => new(null, Inputs, arguments => Value(arguments));

    /// <summary>What the table gives for the inputs given, without saying by which rows: nothing is made for it where one row matches.</summary>
    public FeelValue Value(ReadOnlySpan<FeelValue> values)
    {
        if (!IsAllowed(values))
        {
            return Decide(values).Value;
        }

        var match = -1;
        foreach (var candidate in index.Candidates(values))
        {
            switch (Matches(Rows[candidate], values))
            {
                case null:
                    return NullValue.From(values);
                case true when match >= 0:
                    return Decide(values).Value;
                case true when Policy == HitPolicy.First:
                    return alone[candidate];
                case true:
                    match = candidate;
                    break;
            }
        }

        return match < 0 ? none : alone[match];
    }

    /// <summary>Decides for the inputs given. An unknown input that matters makes the outcome unknown.</summary>
    public TableOutcome Decide(params ReadOnlySpan<FeelValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (inputs[i].Allowed?.Accepts(values[i]) == false)
            {
                return new TableOutcome(NullValue.Because($"{FeelText.Write(values[i])} is none of the values of ‘{inputs[i].Name}’ that the table {Name} allows"), []);
            }
        }

        var matches = ImmutableArray.CreateBuilder<int>();
        foreach (var candidate in index.Candidates(values))
        {
            switch (Matches(Rows[candidate], values))
            {
                case null:
                    return new TableOutcome(NullValue.From(values), []);
                case true:
                    matches.Add(candidate);
                    if (Policy == HitPolicy.First)
                    {
                        return Outcome(matches);
                    }

                    break;
            }
        }

        return Outcome(matches);
    }

    private bool IsAllowed(ReadOnlySpan<FeelValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (inputs[i].Allowed?.Accepts(values[i]) == false)
            {
                return false;
            }
        }

        return true;
    }

    private static bool? Matches(DecisionRow row, ReadOnlySpan<FeelValue> values)
    {
        bool? result = true;
        for (var i = 0; i < values.Length; i++)
        {
            switch (row.Tests[i].Accepts(values[i]))
            {
                case false:
                    return false;
                case null:
                    result = null;
                    break;
            }
        }

        return result;
    }

    private TableOutcome Outcome(ImmutableArray<int>.Builder matches)
    {
        ImmutableArray<int> numbers = [.. matches.Select(m => m + 1)];
        return new TableOutcome(hits.Together([.. matches.Select(m => Rows[m].Output)], numbers), numbers);
    }
}
