using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>An output of a table.</summary>
/// <param name="Name">Its name, by which several outputs make a context.</param>
/// <param name="Allowed">The values that it may have, the one that counts most first; none when any will do.</param>
/// <param name="Otherwise">Its value when no row matches, or none (C#).</param>
public sealed record TableOutput(string Name, ImmutableArray<FeelValue> Allowed, FeelValue? Otherwise);

/// <summary>What the matching rows of a table give together, by its hit policy.</summary>
internal sealed class Hits(string table, HitPolicy policy, ImmutableArray<TableOutput> outputs)
{
    /// <summary>What is given when no row matches, or none (C#).</summary>
    public FeelValue? Otherwise { get; } = outputs.Any(o => o.Otherwise is not null) ? Row(outputs, [.. outputs.Select(o => o.Otherwise ?? NullValue.Instance)]) : null;

    /// <summary>The table's value.</summary>
    /// <param name="values">What the matching rows say, in the order of the rows.</param>
    /// <param name="rows">Their numbers, from 1.</param>
    public FeelValue Together(ImmutableArray<FeelValue> values, ImmutableArray<int> rows)
    {
        if (policy == HitPolicy.CollectCount)
        {
            return new NumberValue(values.Length);
        }

        if (values.IsEmpty)
        {
            return (Otherwise, HitPolicies.GivesList(policy)) switch
            {
                (null, true) => ListValue.Empty,
                (null, false) => NullValue.Because($"no row of the table {table} matches"),
                ({ } value, true) when value is not ListValue => new ListValue([value]),
                ({ } value, _) => value,
            };
        }

        return policy switch
        {
            HitPolicy.Unique => values.Length == 1 ? values[0] : NullValue.Because($"rows {string.Join(", ", rows)} of the table {table} all match, and only one may"),
            HitPolicy.Any => values.All(v => v.Equals(values[0])) ? values[0] : NullValue.Because($"rows {string.Join(", ", rows)} of the table {table} match and do not say the same"),
            HitPolicy.First => values[0],
            HitPolicy.Priority => InOrder(values).First(),
            HitPolicy.OutputOrder => new ListValue([.. InOrder(values)]),
            HitPolicy.RuleOrder or HitPolicy.Collect => new ListValue(values),
            _ => Aggregate(values),
        };
    }

    /// <summary>What a row says: its one output, or a context of several.</summary>
    public static FeelValue Row(ImmutableArray<TableOutput> outputs, ImmutableArray<FeelValue> cells) =>
        cells.Length == 1 ? cells[0] : new ContextValue([.. outputs.Zip(cells, (o, c) => KeyValuePair.Create(o.Name, c))]);

    private IOrderedEnumerable<FeelValue> InOrder(ImmutableArray<FeelValue> values)
    {
        var ordered = values.OrderBy(v => Rank(outputs[0], v));
        foreach (var output in outputs.Skip(1))
        {
            ordered = ordered.ThenBy(v => Rank(output, v));
        }

        return ordered;
    }

    // The sort is stable: rows that count alike stay in their order.
    private int Rank(TableOutput output, FeelValue value) =>
        output.Allowed.IndexOf(Cell(output, value)) is var place and >= 0 ? place : int.MaxValue;

    private FeelValue Cell(TableOutput output, FeelValue value) =>
        outputs.Length == 1 ? value : (value as ContextValue)?.Find(output.Name) ?? NullValue.Instance;

    private FeelValue Aggregate(ImmutableArray<FeelValue> values) =>
        Row(outputs, [.. outputs.Select(o => values.Skip(1).Aggregate(Cell(o, values[0]), (sum, next) => Together(sum, Cell(o, next))))]);

    private FeelValue Together(FeelValue a, FeelValue b) => policy switch
    {
        HitPolicy.CollectSum => Arithmetic.Add(a, b),
        _ when a.IsNull || b.IsNull => NullValue.From(a, b),
        HitPolicy.CollectMin => Comparison.LessThan(b, a) is BooleanValue { Value: true } ? b : a,
        _ => Comparison.GreaterThan(b, a) is BooleanValue { Value: true } ? b : a,
    };
}
