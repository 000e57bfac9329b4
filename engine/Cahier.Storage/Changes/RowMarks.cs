using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Changes;

/// <summary>Is told of a row: the key of its group, and a hash of all that it holds.</summary>
internal delegate void RowGroup(ReadOnlySpan<char> key, ulong row);

/// <summary>
/// Takes the rows of an entity and keeps two numbers of each: a hash of its key, and one of all that it holds as text. So
/// millions of rows are compared with those that a store held without either in memory. For one thread; several may each take
/// some of the rows.
/// </summary>
internal sealed class RowMarks : IFactRowWriter
{
    private const int LongestValue = 64;

    // Of those that the platform writes, much quicker than figure by figure.
    private const int LastYear = 9999;

    private readonly int[] keyColumns;
    private readonly int[] groupColumns;
    private readonly RowGroup? group;
    private readonly List<int> ends = [0];
    private readonly List<ulong> keys = [];
    private readonly List<ulong> rows = [];
    private char[] row = new char[1024];
    private char[] key = new char[256];

    /// <param name="entity">Whose rows they are.</param>
    /// <param name="columns">What is given of each, in order.</param>
    /// <param name="group">Told of each row and the group in which it stands, or nobody.</param>
    public RowMarks(Entity entity, IReadOnlyList<string> columns, RowGroup? group = null)
    {
        keyColumns = [.. Enumerable.Range(0, columns.Count).Where(c => entity.Key.Contains(columns[c], StringComparer.Ordinal))];
        groupColumns = [.. RowGroups.KeyOf(entity).Select(name => columns.ToList().IndexOf(name))];
        this.group = group;
    }

    /// <inheritdoc/>
    public long Rows => rows.Count;

    /// <summary>The rows that a store holds.</summary>
    public static RowMarks Of(IFactRows stored, Entity entity, IReadOnlyList<string> columns, RowGroup? group = null)
    {
        var marks = new RowMarks(entity, columns, group);
        while (stored.Read())
        {
            for (var column = 0; column < columns.Count; column++)
            {
                marks.Text(stored[column]);
            }

            marks.EndRow();
        }

        return marks;
    }

    /// <summary>How rows differ from those before. Neither may be given rows afterwards.</summary>
    /// <param name="entity">Whose rows they are.</param>
    /// <param name="rows">The rows that there are now, some of them each.</param>
    /// <param name="former">The rows that there were.</param>
    public static EntityChange Difference(string entity, IReadOnlyList<RowMarks> rows, RowMarks former)
    {
        var (nowKeys, nowRows) = ((ulong[])[], (ulong[])[]);
        var (oldKeys, oldRows) = (nowKeys, nowRows);
        Parallel.Invoke(Processors.All(), () => (nowKeys, nowRows) = Sorted(rows), () => (oldKeys, oldRows) = Sorted([former]));
        var (now, old) = (0, 0);
        var (added, changed, gone) = (0L, 0L, 0L);
        while (now < nowKeys.Length && old < oldKeys.Length)
        {
            if (nowKeys[now] == oldKeys[old])
            {
                changed += nowRows[now++] == oldRows[old++] ? 0 : 1;
            }
            else if (nowKeys[now] < oldKeys[old])
            {
                added++;
                now++;
            }
            else
            {
                gone++;
                old++;
            }
        }

        return new EntityChange(entity, added + nowKeys.Length - now, changed, gone + oldKeys.Length - old);
    }

    // As a text that is missing and an empty one are read alike, they are alike here.
    public void Null() => Text([]);

    public void Text(string? text) => Text(text.AsSpan());

    public void Text(ReadOnlySpan<char> text)
    {
        Room(text.Length);
        text.CopyTo(row.AsSpan(ends[^1]));
        ends.Add(ends[^1] + text.Length);
    }

    public void Utf8(ReadOnlySpan<byte> text)
    {
        Room(text.Length);
        ends.Add(ends[^1] + Encoding.UTF8.GetChars(text, row.AsSpan(ends[^1])));
    }

    public void Number(decimal? value)
    {
        var written = 0;
        Room(LongestValue);
        value?.TryFormat(row.AsSpan(ends[^1]), out written, default, CultureInfo.InvariantCulture);
        ends.Add(ends[^1] + written);
    }

    public void Number(long value)
    {
        Room(LongestValue);
        value.TryFormat(row.AsSpan(ends[^1]), out var written, default, CultureInfo.InvariantCulture);
        ends.Add(ends[^1] + written);
    }

    public void Integer(long value) => Number(value);

    public void Date(int year, int month, int day)
    {
        Room(LongestValue);
        var to = row.AsSpan(ends[^1]);
        if (year is < 1 or > LastYear || !new DateOnly(year, month, day).TryFormat(to, out var written, "o", CultureInfo.InvariantCulture))
        {
            to.TryWrite(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}", out written);
        }

        ends.Add(ends[^1] + written);
    }

    public void Boolean(bool value) => Text(value ? "true" : "false");

    public void EndRow()
    {
        var all = Hash(row.AsSpan(0, ends[^1]), ends);
        keys.Add(keyColumns.Length == 0 ? all : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(Composed(keyColumns, '\0'))));
        rows.Add(all);
        group?.Invoke(Composed(groupColumns, '/')[..^1], all);
        ends.RemoveRange(1, ends.Count - 1);
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>Several values, each with a sign after it. Valid until the next call.</summary>
    private ReadOnlySpan<char> Composed(int[] columns, char end)
    {
        var length = 0;
        foreach (var column in columns)
        {
            var part = row.AsSpan(ends[column], ends[column + 1] - ends[column]);
            if (length + part.Length + 1 > key.Length)
            {
                Array.Resize(ref key, (length + part.Length + 1) * 2);
            }

            part.CopyTo(key.AsSpan(length));
            length += part.Length;
            key[length++] = end;
        }

        return key.AsSpan(0, length);
    }

    // With where each value ends, so that "a" and "bc" are not "ab" and "c".
    private static ulong Hash(ReadOnlySpan<char> text, List<int> ends) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text), unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ends)))));

    private static (ulong[] Keys, ulong[] Rows) Sorted(IReadOnlyList<RowMarks> parts)
    {
        var (byKey, sorted, count) = (new ulong[parts.Sum(p => p.Rows)], new ulong[parts.Sum(p => p.Rows)], 0);
        foreach (var part in parts)
        {
            part.keys.CopyTo(byKey, count);
            part.rows.CopyTo(sorted, count);
            count += part.rows.Count;
        }

        Array.Sort(byKey, sorted);
        return (byKey, sorted);
    }

    private void Room(int length)
    {
        if (ends[^1] + length > row.Length)
        {
            Array.Resize(ref row, (ends[^1] + length) * 2);
        }
    }
}
