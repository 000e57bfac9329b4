using System.Globalization;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// Takes the rows of one entity, checks each value, and keeps what is wanted. A bad row is rejected, with the reason, and
/// the next one taken. Loaders of different entities may work at the same time, each in one thread.
/// </summary>
public sealed class TableLoader
{
    /// <summary>The longest text of one field, in characters.</summary>
    public const int LongestField = TextPool.LongestText;

    private const int LongestKey = 1000;
    private const int MostListed = 100_000;

    private readonly LoaderColumn[] columns;
    private readonly int[] keyColumns;
    private readonly int[] parentColumns;
    private readonly List<RejectedRow> rejections = [];
    private readonly NumberBlocks lines = new();
    private readonly NumberBlocks parents = new();
    private readonly List<(int FirstRow, string File)> sources = [];
    private int[]? places;
    private char[] composed = new char[256];

    internal TableLoader(Entity entity, string file, LoaderColumn[] columns)
    {
        Entity = entity;
        this.columns = columns;
        sources.Add((0, file));
        keyColumns = [.. entity.Key.Select(PlaceOf)];
        parentColumns = [.. entity.ParentKey.Select(PlaceOf)];
    }

    public Entity Entity { get; }

    /// <summary>Where the rows that are given now come from.</summary>
    public string File => sources[^1].File;

    /// <summary>How many rows were given, rejected ones included.</summary>
    public long Given { get; private set; }

    /// <summary>How many rows were rejected; the first hundred thousand are listed.</summary>
    public long Rejected { get; private set; }

    internal IReadOnlyList<RejectedRow> Rejections => rejections;

    internal ReadOnlySpan<LoaderColumn> Columns => columns;

    /// <summary>How many rows were taken.</summary>
    internal int Count => lines.Count;

    /// <summary>The keys of the rows taken, by row; empty for an entity without key.</summary>
    internal TextPool Keys { get; private set; } = new();

    internal TextPool ParentKeys { get; private set; } = new();

    /// <summary>The keys of rejected rows as far as they could be read: rows that lead to them are told so.</summary>
    internal TextPool RejectedKeys { get; } = new();

    /// <summary>Rows whose key came again, with the line where it did.</summary>
    internal SortedDictionary<int, int> KeyCameAgain { get; } = [];

    /// <summary>The place of a column in <see cref="Columns"/>, or -1 when rows do not have it.</summary>
    internal int PlaceOf(string column) => Array.FindIndex(columns, c => c.Name == column);

    /// <summary>The number in <see cref="ParentKeys"/> of the row's parent.</summary>
    internal int ParentOf(int row) => parents[row];

    /// <summary>The numbers in <see cref="ParentKeys"/> of the parents of rows that stand from a place on in some order.</summary>
    internal void ParentsOf(RowOrder rows, int from, Span<int> numbers) => parents.Take(rows, from, numbers);

    /// <summary>Goes on with rows of another file, which give all columns in the order of the header with which the loader began.</summary>
    public void GoOn(string file) => GoOn(file, null);

    /// <summary>Goes on with rows of another file.</summary>
    /// <param name="file">Where they come from.</param>
    /// <param name="from">By column, the place in the file's header, or -1 when the file does not have it; null when the order is the same.</param>
    internal void GoOn(string file, int[]? from)
    {
        places = from;
        foreach (var column in columns)
        {
            column.Forget();
        }

        if (file == File)
        {
            return;
        }

        if (sources[^1].FirstRow == Count)
        {
            sources.RemoveAt(sources.Count - 1);
        }

        sources.Add((Count, file));
    }

    /// <summary>Takes a row, or rejects it.</summary>
    /// <param name="row">Its texts, in the order of the header.</param>
    /// <param name="line">The line on which it begins.</param>
    /// <param name="numbers">For each text a number, or -1 when it has none: in a column of one file, a number stands for one text. None at all where the source does not count them.</param>
    public void Append<TRow>(in TRow row, int line, ReadOnlySpan<int> numbers = default)
        where TRow : IRawRow, allows ref struct
    {
        Given++;
        for (var i = 0; i < columns.Length; i++)
        {
            var place = places is null ? i : places[i];
            var number = place < 0 || numbers.IsEmpty ? -1 : numbers[place];
            if (number >= 0 && columns[i].TryRecall(number))
            {
                continue;
            }

            var text = TextOf(row, i);
            if (columns[i].Read(text) is { } reason)
            {
                RememberKey(row);
                Reject(line, columns[i].Name, reason, text, text.IsEmpty ? RejectionKind.Missing : RejectionKind.BadValue);
                return;
            }

            if (number >= 0)
            {
                columns[i].Keep(number);
            }
        }

        if (parentColumns.Length > 0 && Compose(row, parentColumns) is { Length: > LongestKey } parent)
        {
            Reject(line, Entity.ParentKey[^1], "the key of its parent is longer than 1000 characters", parent, RejectionKind.BadValue);
            return;
        }

        if (keyColumns.Length > 0 && !TryTakeKey(row, line))
        {
            return;
        }

        if (parentColumns.Length > 0)
        {
            parents.Add(ParentKeys.Add(Compose(row, parentColumns)));
        }

        lines.Add(line);
        foreach (var column in columns)
        {
            column.Append();
        }
    }

    /// <summary>The keys of an entity that the rows taken so far lead to, in the order in which they came.</summary>
    public IEnumerable<string> KeysOf(string entity)
    {
        foreach (var column in columns.Where(c => c.Field?.To == entity))
        {
            var reference = (ReferenceColumnBuilder)column.Builder!;
            var told = new HashSet<int>();
            for (var row = 0; row < reference.Count; row++)
            {
                if (reference.KeyOf(row) is >= 0 and var number && told.Add(number))
                {
                    yield return reference.Keys[number].ToString();
                }
            }
        }
    }

    /// <summary>Whether a row with the key of this one was taken before.</summary>
    public bool Knows<TRow>(in TRow row)
        where TRow : IRawRow, allows ref struct => keyColumns.Length > 0 && Keys.Find(Compose(row, keyColumns)) >= 0;

    /// <summary>Rejects a row that has not the columns it should have.</summary>
    public void RejectMalformed(int line, string reason, ReadOnlySpan<char> text)
    {
        Given++;
        Reject(line, "", reason, text, RejectionKind.Malformed);
    }

    /// <summary>Rejects a row that cannot be made of what its source says.</summary>
    public void RejectUnmade(int line, string field, string reason, ReadOnlySpan<char> value)
    {
        Given++;
        Reject(line, field, reason, value, RejectionKind.BadValue);
    }

    /// <summary>Rejects a row that was taken.</summary>
    internal void RejectTaken(int row, string field, string reason, ReadOnlySpan<char> value, RejectionKind kind) =>
        Reject(FileOf(row), lines[row], field, reason, value, kind);

    /// <summary>Gives the room of parents' keys back, once it is known to which rows they lead.</summary>
    internal void ForgetParentKeys() => ParentKeys = new TextPool();

    /// <summary>Gives the room of the rows back, once they are in a file.</summary>
    internal void Clear()
    {
        Keys = new TextPool();
        lines.Clear();
        parents.Clear();
    }

    private void Reject(int line, string field, string reason, ReadOnlySpan<char> value, RejectionKind kind) => Reject(File, line, field, reason, value, kind);

    private void Reject(string file, int line, string field, string reason, ReadOnlySpan<char> value, RejectionKind kind)
    {
        Rejected++;
        if (rejections.Count < MostListed)
        {
            rejections.Add(new RejectedRow(file, line, Entity.Name, field, reason, RejectedRow.Shorten(value), kind));
        }
    }

    private string FileOf(int row)
    {
        var (low, high) = (0, sources.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = sources[middle].FirstRow <= row ? (middle, high) : (low, middle - 1);
        }

        return sources[low].File;
    }

    private ReadOnlySpan<char> TextOf<TRow>(in TRow row, int column)
        where TRow : IRawRow, allows ref struct
    {
        var place = places is null ? column : places[column];
        return place < 0 ? [] : row[place];
    }

    private bool TryTakeKey<TRow>(in TRow row, int line)
        where TRow : IRawRow, allows ref struct
    {
        var key = Compose(row, keyColumns);
        var name = columns[keyColumns[^1]].Name;
        if (key.Length > LongestKey)
        {
            Reject(line, name, "the key is longer than 1000 characters", key, RejectionKind.BadValue);
            return false;
        }

        if (keyColumns.Length > 1 && HoldsSlash(row))
        {
            RememberKey(row);
            Reject(line, name, "a key of several columns cannot hold '/', which stands between them", key, RejectionKind.BadValue);
            return false;
        }

        var number = Keys.Add(key, out var isNew);
        if (!isNew)
        {
            KeyCameAgain.TryAdd(number, line);
            Reject(line, name, string.Create(CultureInfo.InvariantCulture, $"the row on line {lines[number]} has the same key: neither is taken"), key, RejectionKind.SameKey);
        }

        return isNew;
    }

    private bool HoldsSlash<TRow>(in TRow row)
        where TRow : IRawRow, allows ref struct
    {
        foreach (var column in keyColumns)
        {
            if (TextOf(row, column).Contains('/'))
            {
                return true;
            }
        }

        return false;
    }

    private void RememberKey<TRow>(in TRow row)
        where TRow : IRawRow, allows ref struct
    {
        if (keyColumns.Length > 0 && Compose(row, keyColumns) is { Length: > 0 and <= LongestKey } key)
        {
            RejectedKeys.Add(key);
        }
    }

    /// <summary>The texts of several columns with '/' between them. Valid until the next call.</summary>
    private ReadOnlySpan<char> Compose<TRow>(in TRow row, int[] parts)
        where TRow : IRawRow, allows ref struct
    {
        if (parts.Length == 1)
        {
            return TextOf(row, parts[0]);
        }

        var length = 0;
        foreach (var part in parts)
        {
            var text = TextOf(row, part);
            if (length + text.Length + 1 > composed.Length)
            {
                Array.Resize(ref composed, (length + text.Length + 1) * 2);
            }

            if (length > 0)
            {
                composed[length++] = '/';
            }

            text.CopyTo(composed.AsSpan(length));
            length += text.Length;
        }

        return composed.AsSpan(0, length);
    }
}
