using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>A row of a decision table: a test per input, a value per output.</summary>
public sealed record DecisionRow(ImmutableArray<CellTest> Tests, FeelValue Output);

/// <summary>What a table decided, and by which rows (from 1).</summary>
public sealed record TableOutcome(FeelValue Value, ImmutableArray<int> Rows);

/// <summary>
/// A decision table ready for use. Rows are reached by hashing the input whose cells are mostly single values, so a
/// tariff of thousands of rows costs no more than one of ten. Safe to share between threads.
/// </summary>
public sealed class DecisionTable
{
    private readonly ImmutableArray<DecisionRow> rows;
    private readonly int keyed;
    private readonly Dictionary<FeelValue, int[]> byKey = [];
    private readonly int[] others;
    private readonly int[] every;

    public DecisionTable(string name, ImmutableArray<string> inputs, HitPolicy policy, ImmutableArray<DecisionRow> rows, FeelValue? otherwise)
    {
        Name = name;
        Inputs = inputs;
        Policy = policy;
        Otherwise = otherwise;
        this.rows = rows;
        every = [.. Enumerable.Range(0, rows.Length)];
        keyed = Enumerable.Range(0, inputs.Length).MaxBy(i => rows.Count(r => r.Tests[i].Single is not null));
        others = [.. every.Where(r => rows[r].Tests[keyed].Single is null)];
        foreach (var group in every.Where(r => rows[r].Tests[keyed].Single is not null).GroupBy(r => rows[r].Tests[keyed].Single!))
        {
            byKey[group.Key] = [.. group.Concat(others).Order()];
        }
    }

    public string Name { get; }

    public ImmutableArray<string> Inputs { get; }

    public HitPolicy Policy { get; }

    /// <summary>What the table gives when no row matches, or none.</summary>
    public FeelValue? Otherwise { get; }

    public ImmutableArray<DecisionRow> Rows => rows;

    /// <summary>The table as a function of its inputs.</summary>
    public FunctionValue ToFunction() => new(null, Inputs, arguments => Decide(arguments).Value);

    /// <summary>Decides for the inputs given. An unknown input that matters makes the outcome unknown.</summary>
    public TableOutcome Decide(params ReadOnlySpan<FeelValue> inputs)
    {
        var candidates = inputs[keyed].IsNull ? every : byKey.GetValueOrDefault(inputs[keyed], others);
        var matches = ImmutableArray.CreateBuilder<int>();
        foreach (var candidate in candidates)
        {
            switch (Matches(rows[candidate], inputs))
            {
                case null:
                    return new TableOutcome(NullValue.From(inputs), []);
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

    private static bool? Matches(DecisionRow row, ReadOnlySpan<FeelValue> inputs)
    {
        bool? result = true;
        for (var i = 0; i < inputs.Length; i++)
        {
            switch (row.Tests[i].Accepts(inputs[i]))
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

    private TableOutcome Outcome(ImmutableArray<int>.Builder matches) =>
        new(Combine([.. matches.Select(m => rows[m].Output)], matches), [.. matches.Select(m => m + 1)]);

    private FeelValue Combine(ImmutableArray<FeelValue> outputs, ImmutableArray<int>.Builder matches)
    {
        if (Policy == HitPolicy.CollectCount)
        {
            return new NumberValue(outputs.Distinct().Count());
        }

        if (outputs.IsEmpty)
        {
            return Otherwise ?? (Policy == HitPolicy.Collect ? ListValue.Empty : NullValue.Because($"no row of the table {Name} matches"));
        }

        switch (Policy)
        {
            case HitPolicy.First:
                return outputs[0];
            case HitPolicy.Unique:
                return outputs.Length == 1 ? outputs[0] : NullValue.Because($"rows {string.Join(", ", matches.Select(m => m + 1))} of the table {Name} all match, and only one may");
            case HitPolicy.Any:
                return outputs.All(o => o.Equals(outputs[0])) ? outputs[0] : NullValue.Because($"rows {string.Join(", ", matches.Select(m => m + 1))} of the table {Name} match and do not say the same");
            case HitPolicy.Collect:
                return new ListValue(outputs);
            default:
                return outputs.Skip(1).Aggregate(outputs[0], Together);
        }
    }

    private FeelValue Together(FeelValue a, FeelValue b) => Policy switch
    {
        HitPolicy.CollectSum => Arithmetic.Add(a, b),
        HitPolicy.CollectMin => Comparison.LessThan(b, a) is BooleanValue { Value: true } ? b : a,
        _ => Comparison.GreaterThan(b, a) is BooleanValue { Value: true } ? b : a,
    };
}
