using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// The rows of one entity, as columns. Children stand together under their parent, in the entity's order; other rows stand
/// by key. Immutable once its snapshot is made, and then safe to share between threads.
/// </summary>
public sealed class Table : IRowSource
{
    private readonly Column?[] columns;
    private readonly KeyIndex? keys;
    private readonly int[] parents;

    // For each field the other table, for references, the parent and children; and where the children of each row begin.
    private readonly Table?[] others;
    private readonly int[]?[] childStarts;
    private Table? parentTable;
    private int placeInParent;

    internal Table(Entity entity, RowType type, int count, Column?[] columns, KeyIndex? keys, int[] parents)
    {
        Entity = entity;
        Type = type;
        Count = count;
        this.columns = columns;
        this.keys = keys;
        this.parents = parents;
        others = new Table?[type.Fields.Length];
        childStarts = new int[]?[type.Fields.Length];
    }

    public Entity Entity { get; }

    /// <summary>The entity as a type; a field's place in it is the place used here.</summary>
    public RowType Type { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The values of a field. Throws when the field was not wanted, or is the parent or a list of children.</summary>
    public Column Column(int ordinal) => FindColumn(ordinal)
        ?? throw new InvalidOperationException($"{Entity.Name}.{Type.Fields[ordinal].Name} is not kept in this snapshot");

    /// <summary>The values of a field, or null when they are not kept.</summary>
    public Column? FindColumn(int ordinal) => ordinal < columns.Length ? columns[ordinal] : null;

    /// <summary>The row's key. A row without one is known by its parent's key and its place, counted from 1: <c>B1/3</c>.</summary>
    public string Key(int row)
    {
        if (keys is not null)
        {
            return keys[row].ToString();
        }

        var place = row - parentTable!.childStarts[placeInParent]![parents[row]] + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{parentTable.Key(parents[row])}/{place}");
    }

    /// <summary>Finds the row of a key, as <see cref="Key"/> writes it.</summary>
    public bool TryFind(string key, out int row)
    {
        row = keys is null ? FindByPlace(key) : keys.Find(key);
        return row >= 0;
    }

    /// <summary>The row of the parent's table to which the row hangs; -1 when the entity has no parent.</summary>
    public int Parent(int row) => parents.Length == 0 ? -1 : parents[row];

    /// <summary>The rows, from one up to but not including the other, of a list of children.</summary>
    public (int From, int To) Children(int fieldOrdinal, int row)
    {
        var starts = childStarts[fieldOrdinal]!;
        return (starts[row], starts[row + 1]);
    }

    /// <summary>The table that a reference, the parent or a list of children leads to.</summary>
    public Table Other(int fieldOrdinal) => others[fieldOrdinal]
        ?? throw new InvalidOperationException($"{Entity.Name}.{Type.Fields[fieldOrdinal].Name} leads to no other table");

    /// <inheritdoc/>
    public FeelValue Read(int row, int field)
    {
        var known = Type.Fields[field];
        switch (known.Kind)
        {
            case RowFieldKind.Scalar:
                return Column(field).ToValue(row) ?? Missing(row, known);
            case RowFieldKind.Reference:
                var target = ((ReferenceColumn)Column(field)).Row(row);
                return target < 0 ? Missing(row, known) : new RowValue(Other(field), target);
            case RowFieldKind.Parent:
                return new RowValue(Other(field), parents[row]);
            default:
                var (from, to) = Children(field, row);
                var children = ImmutableArray.CreateBuilder<FeelValue>(to - from);
                for (var child = from; child < to; child++)
                {
                    children.Add(new RowValue(Other(field), child));
                }

                return new ListValue(children.MoveToImmutable());
        }
    }

    /// <summary>Links the tables of a snapshot, once all are made.</summary>
    internal void Link(Func<string, Table> find)
    {
        foreach (var field in Type.Fields.Where(f => f.Entity is not null))
        {
            var other = find(field.Entity!);
            others[field.Ordinal] = other;
            if (field.Kind == RowFieldKind.Children)
            {
                childStarts[field.Ordinal] = other.StartsUnder(Count);
                other.parentTable = this;
                other.placeInParent = field.Ordinal;
            }
        }
    }

    /// <summary>Adds the content to the hash of a snapshot.</summary>
    internal void AddTo(ContentHash hash)
    {
        hash.Add(Entity.Name);
        hash.Add(Count);
        for (var row = 0; keys is not null && row < Count; row++)
        {
            hash.Add(keys[row]);
        }

        hash.Add(parents);
        for (var ordinal = 0; ordinal < columns.Length; ordinal++)
        {
            if (columns[ordinal] is { } column)
            {
                hash.Add(Type.Fields[ordinal].Name);
                column.AddTo(hash);
            }
        }
    }

    private int[] StartsUnder(int parentCount)
    {
        var starts = new int[parentCount + 1];
        foreach (var parent in parents)
        {
            starts[parent + 1]++;
        }

        for (var i = 0; i < parentCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        return starts;
    }

    private int FindByPlace(string key)
    {
        var slash = key.LastIndexOf('/');
        if (slash < 0 || !parentTable!.TryFind(key[..slash], out var parent) || !int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return -1;
        }

        var starts = parentTable.childStarts[placeInParent]!;
        return place >= 1 && place <= starts[parent + 1] - starts[parent] ? starts[parent] + place - 1 : -1;
    }

    private NullValue Missing(int row, RowField field) => NullValue.Because(new MissingFact(Entity.Name, Key(row), field.Name));
}
