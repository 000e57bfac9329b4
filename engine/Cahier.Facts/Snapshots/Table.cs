using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// The rows of one entity, as columns. Children stand together under their parent, in the entity's order; other rows stand
/// by key. Immutable once its snapshot is made, and then safe to share between threads.
/// </summary>
public sealed class Table : IRowSource
{
    // A slash, and any number of rows.
    private const int LongestPlace = 16;

    private readonly Column?[] columns;
    private readonly KeyIndex? keys;
    private readonly Values<int> parents;
    private readonly Values<int> savedStarts;

    // For each field the other table, for references, the parent and children; and where the children of each row begin.
    private readonly Table?[] others;
    private readonly Values<int>[] childStarts;
    private Table? parentTable;
    private int placeInParent;
    private string? rowsHash;

    internal Table(Entity entity, RowType type, int count, Column?[] columns, KeyIndex? keys, int[] parents)
    {
        Entity = entity;
        Type = type;
        Count = count;
        this.columns = columns;
        this.keys = keys;
        this.parents = new Values<int>(parents);
        others = new Table?[type.Fields.Length];
        childStarts = new Values<int>[type.Fields.Length];
    }

    /// <param name="entity">What the rows are.</param>
    /// <param name="type">The entity as a type.</param>
    /// <param name="saved">The table in a file.</param>
    /// <param name="columns">Its columns, those that are wanted.</param>
    internal Table(Entity entity, RowType type, SavedTable saved, Column?[] columns)
        : this(entity, type, saved.Count, columns, saved.Keys(), [])
    {
        parents = saved.Parents;
        savedStarts = saved.Starts;
        rowsHash = saved.Hash;
    }

    /// <summary>The rows of another table, with columns of another snapshot.</summary>
    internal Table(Table former, Column?[] columns)
        : this(former.Entity, former.Type, former.Count, columns, former.keys, [])
    {
        parents = former.parents;
        rowsHash = former.rowsHash;
    }

    /// <summary>The table of an entity of which nobody wants rows.</summary>
    internal static Table Empty(Entity entity, RowType type) =>
        new(entity, type, 0, new Column?[entity.Fields.Length], entity.Key.IsEmpty ? null : new PooledKeys(new TextPool(), RowOrder.AsRead(0)), []);

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
            return keys[row];
        }

        return string.Create(CultureInfo.InvariantCulture, $"{parentTable!.Key(parents[row])}/{PlaceUnder(parents[row], row)}");
    }

    /// <summary>Writes the row's key, as <see cref="Key"/> gives it, in UTF-8.</summary>
    internal void WriteKey(int row, IBufferWriter<byte> to)
    {
        if (keys is not null)
        {
            keys.Write(row, to);
            return;
        }

        parentTable!.WriteKey(parents[row], to);
        WritePlace(PlaceUnder(parents[row], row), to);
    }

    /// <summary>Writes the keys of some rows one after the other, each as <see cref="WriteKey"/> does; and for each where it ends.</summary>
    public void WriteKeys(ReadOnlySpan<int> rows, ArrayBufferWriter<byte> to, Span<int> ends)
    {
        ArgumentNullException.ThrowIfNull(to);

        if (keys is not null)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                keys.Write(rows[i], to);
                ends[i] = to.WrittenCount;
            }

            return;
        }

        // What leads to the keys is found for all rows first: rows that stand anywhere are waited for, and together no longer than one.
        var (parentRows, placesUnder) = (new int[rows.Length], new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            parentRows[i] = parents[rows[i]];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            placesUnder[i] = PlaceUnder(parentRows[i], rows[i]);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            parentTable!.WriteKey(parentRows[i], to);
            WritePlace(placesUnder[i], to);
            ends[i] = to.WrittenCount;
        }
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
        ref readonly var starts = ref childStarts[fieldOrdinal];
        return (starts[row], starts[row + 1]);
    }

    /// <summary>The rows, from one up to but not including the other, that hang from a row of the parent's table.</summary>
    internal (int From, int To) Under(int parent) => parentTable!.Children(placeInParent, parent);

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
                childStarts[field.Ordinal] = other.savedStarts.Length > 0 ? other.savedStarts : new Values<int>(other.Rows(Count).StartsUnder());
                other.parentTable = this;
                other.placeInParent = field.Ordinal;
            }
        }
    }

    /// <summary>The columns that are kept, with their fields.</summary>
    internal IEnumerable<(Field Field, Column Column)> Columns => Entity.Fields.Where(f => columns[f.Ordinal] is not null).Select(f => (f, columns[f.Ordinal]!));

    /// <summary>SHA-256 of the keys of all rows and of their places under their parents, in hexadecimal.</summary>
    internal string RowsHash => rowsHash ??= Rows(0).Hash();

    /// <summary>What is hashed on its own, and may be hashed at the same time.</summary>
    internal IEnumerable<Func<string>> Parts => Columns.Select(c => (Func<string>)(() => c.Column.Hash)).Prepend(() => RowsHash);

    /// <summary>The hashes of the content.</summary>
    internal TableHashes Hashes => new(Entity.Name, Count, RowsHash, Columns.Select(c => (c.Field.Name, c.Column.Hash)));

    /// <summary>Writes the rows into a file: their keys, their parents and where the children of each parent begin.</summary>
    internal void Save(TableSaver to)
    {
        if (keys is not null)
        {
            to.AddKeys(Count, row => keys[row]);
        }

        if (parentTable is not null)
        {
            to.AddParents(Rows(parentTable.Count).Parents, parentTable.childStarts[placeInParent].Span);
        }
    }

    private TableRows Rows(int parentCount) => new(
        Count,
        keys is null ? null : row => keys[row],
        new ValueSource<int>(parents.Length, (from, some) => parents.AsSpan(from, some.Length).CopyTo(some)),
        parentCount);

    private int FindByPlace(string key)
    {
        var slash = key.LastIndexOf('/');
        if (slash < 0 || !parentTable!.TryFind(key[..slash], out var parent) || !int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return -1;
        }

        ref readonly var starts = ref parentTable.childStarts[placeInParent];
        return place >= 1 && place <= starts[parent + 1] - starts[parent] ? starts[parent] + place - 1 : -1;
    }

    private static void WritePlace(int place, IBufferWriter<byte> to)
    {
        var rest = to.GetSpan(LongestPlace);
        rest[0] = (byte)'/';
        place.TryFormat(rest[1..], out var written, default, CultureInfo.InvariantCulture);
        to.Advance(1 + written);
    }

    /// <summary>The place of a row under its parent, counted from 1.</summary>
    private int PlaceUnder(int parent, int row) => row - parentTable!.childStarts[placeInParent][parent] + 1;

    private NullValue Missing(int row, RowField field) => NullValue.Because(new MissingFact(Entity.Name, Key(row), field.Name));
}
