using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Storage.Csv;
using Cahier.Storage.Mappings;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Extracts;

/// <summary>The rows of a joined table in memory, found by what they are joined on. Rows without a key answer to nothing.</summary>
internal sealed class HeldTable : ICsvTaker
{
    private const char Between = '\u001f';

    // Short texts often come again, and are then held once.
    private const int LongestPooled = 12;
    private const int MostPooled = 100_000;

    private readonly MappedJoin join;
    private readonly FileRow row;
    private readonly SourceRow whole;
    private readonly RowExpression? where;
    private readonly bool[] isHeld;
    private readonly Dictionary<string, (int First, int Last)> byKey = new(StringComparer.Ordinal);
    private readonly List<(string[] Texts, int Next)> rows = [];
    private readonly Dictionary<string, string> pool = new(StringComparer.Ordinal);
    private SourceFile? file;
    private LoadProblem? problem;

    private HeldTable(MappedJoin join)
    {
        this.join = join;
        row = new FileRow(join.Table);
        whole = new SourceRow(row);
        // What both tables call the same is read of the row itself.
        isHeld = [.. join.Table.Columns.Select((c, place) => join.List is not null || !join.On.Any(o => o.Place == place && o.Value.Text == c.Name))];
        where = join.Where is null ? null : new RowExpression(join.Where);
    }

    /// <summary>How many rows were read.</summary>
    public long Read { get; private set; }

    /// <summary>How many of these could not be read, with the first one.</summary>
    public long Unreadable { get; private set; }

    public string? FirstUnreadable { get; private set; }

    /// <summary>Reads the files of a table.</summary>
    public static HeldTable Of(MappedJoin join, IEnumerable<SourceFile> files, CancellationToken cancellation, ICollection<LoadProblem> problems)
    {
        var held = new HeldTable(join);
        foreach (var file in files)
        {
            held.file = file;
            held.problem = null;
            if ((new CsvText(file.Path, join.Table.Separator, cancellation).ReadTo(held) ?? held.problem) is { } problem)
            {
                problems.Add(problem);
            }
        }

        held.pool.Clear();
        return held;
    }

    /// <summary>The rows that answer to a key, in the order of the files.</summary>
    public IEnumerable<string[]> Find(string key)
    {
        for (var at = byKey.TryGetValue(key, out var found) ? found.First : -1; at >= 0; at = rows[at].Next)
        {
            yield return rows[at].Texts;
        }
    }

    /// <summary>The key of several texts.</summary>
    public static string KeyOf(ReadOnlySpan<string> texts) => texts.Length == 1 ? texts[0] : string.Join(Between, texts);

    bool ICsvTaker.Begin(CsvDataReader reader, IReadOnlyList<string> header)
    {
        problem = row.Begin(file!, reader, header);
        return problem is null;
    }

    void ICsvTaker.Take(int line)
    {
        Read++;
        whole.Problem = null;
        if (where is not null && where.Evaluate(whole) is not BooleanValue { Value: true })
        {
            if (whole.Problem is { } why)
            {
                Refuse(line, why.Reason);
            }

            return;
        }

        var parts = new string[join.On.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!join.Table.Columns[join.On[i].Place].TryRead(row[join.On[i].Place], out var value, out var reason))
            {
                Refuse(line, reason);
                return;
            }

            if (value.IsNull)
            {
                return;
            }

            parts[i] = MadeRow.TextOf(value);
        }

        Hold(KeyOf(parts));
    }

    void ICsvTaker.TakeMalformed(int line, string reason, ReadOnlySpan<char> text)
    {
        Read++;
        Refuse(line, reason);
    }

    private void Hold(string key)
    {
        if (!byKey.TryGetValue(key, out var known))
        {
            byKey.Add(key, (rows.Count, rows.Count));
            rows.Add((Copy(), -1));
        }
        else if (!join.TakesFirst)
        {
            byKey[key] = (known.First, rows.Count);
            rows[known.Last] = rows[known.Last] with { Next = rows.Count };
            rows.Add((Copy(), -1));
        }
    }

    private string[] Copy()
    {
        var texts = new string[join.Table.Columns.Length];
        for (var place = 0; place < texts.Length; place++)
        {
            texts[place] = isHeld[place] ? Pooled(row[place].ToString()) : "";
        }

        return texts;
    }

    private string Pooled(string text)
    {
        if (pool.TryGetValue(text, out var known))
        {
            return known;
        }

        if (text.Length <= LongestPooled && pool.Count < MostPooled)
        {
            pool.Add(text, text);
        }

        return text;
    }

    private void Refuse(int line, string reason)
    {
        Unreadable++;
        FirstUnreadable ??= $"{Path.GetFileName(file!.Path)}:{line}: {reason}";
    }
}
