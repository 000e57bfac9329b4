using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Facts.Cases;

/// <summary>
/// One row given by hand, for a case that is judged alone: rules read it as they read a row of a snapshot. What is not
/// set is missing. Not safe to change while another thread reads it.
/// </summary>
public sealed class CaseRow : IRowSource
{
    private readonly Entity entity;
    private readonly string key;
    private readonly FeelValue[] values;
    private readonly List<CaseRow>?[] children;

    /// <summary>A row of which nothing is known yet.</summary>
    /// <param name="model">What rows there may be.</param>
    /// <param name="entity">The entity's name, which the model must have.</param>
    /// <param name="key">What the row is called in messages, and its rank among children that stand equal.</param>
    public CaseRow(FactModel model, string entity, string key)
    {
        this.entity = model.Find(entity) ?? throw new ArgumentException($"the model {model.Name} has no entity ‘{entity}’", nameof(entity));
        this.key = key;
        Type = model.RowType(entity);
        values = new FeelValue[Type.Fields.Length];
        children = new List<CaseRow>?[Type.Fields.Length];
        foreach (var field in Type.Fields)
        {
            values[field.Ordinal] = field.Kind == RowFieldKind.Children ? ListValue.Empty : NullValue.Because(new MissingFact(entity, key, field.Name));
        }
    }

    public RowType Type { get; }

    /// <summary>The row as expressions take it.</summary>
    public RowValue Value => new(this, 0);

    /// <summary>Sets a field, or the row that a reference leads to.</summary>
    /// <exception cref="ArgumentException">The entity has no such field, or the field holds values of another kind.</exception>
    public CaseRow Set(string field, FeelValue value)
    {
        var known = Find(field);
        if (known.Kind is RowFieldKind.Children or RowFieldKind.Parent || !TypeTests.Conforms(value, known.Fact.Type))
        {
            throw new ArgumentException($"{entity.Name}.{field} does not take {value}", nameof(value));
        }

        values[known.Ordinal] = value.IsNull ? NullValue.Because(new MissingFact(entity.Name, key, field)) : value;
        return this;
    }

    /// <summary>Hangs a row from this one, in the order of its entity.</summary>
    /// <exception cref="ArgumentException">There is no such list, or it holds rows of another entity.</exception>
    public CaseRow Add(string collection, CaseRow child)
    {
        var list = Find(collection);
        if (list.Kind != RowFieldKind.Children || list.Entity != child.entity.Name)
        {
            throw new ArgumentException($"{entity.Name}.{collection} does not take a {child.entity.Name}", nameof(child));
        }

        var rows = children[list.Ordinal] ??= [];
        var place = rows.FindIndex(r => Compare(child, r) < 0);
        rows.Insert(place < 0 ? rows.Count : place, child);
        values[list.Ordinal] = new ListValue([.. rows.Select(r => r.Value)]);
        foreach (var up in child.Type.Fields.Where(f => f.Kind == RowFieldKind.Parent))
        {
            child.values[up.Ordinal] = Value;
        }

        return this;
    }

    string IRowSource.Key(int row) => key;

    FeelValue IRowSource.Read(int row, int field) => values[field];

    private RowField Find(string name) => Type.TryFind(name, out var field) ? field : throw new ArgumentException($"{entity.Name} has no field ‘{name}’", nameof(name));

    // As in a snapshot: missing values stand last, and the key decides between equals.
    private static int Compare(CaseRow left, CaseRow right)
    {
        foreach (var name in left.entity.Order)
        {
            var (a, b) = (left.values[left.Find(name).Ordinal], right.values[right.Find(name).Ordinal]);
            var order = a.IsNull || b.IsNull ? a.IsNull.CompareTo(b.IsNull)
                : Comparison.LessThan(a, b) is BooleanValue { Value: true } ? -1
                : Comparison.LessThan(b, a) is BooleanValue { Value: true } ? 1
                : 0;
            if (order != 0)
            {
                return order;
            }
        }

        return TextOrder.Compare(left.key, right.key);
    }
}
